"""interactive.html: the clusters to be touched: their map, how their values go together, how firm they are.

One self-contained file without any request to the outside: Plotly's script stands in it once, and a
policy of its own forbids the browser to load anything. The same nouns give the same bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.core.settings import Settings
from pipeline.core.types import Clusters, Rating, Sheet
from pipeline.publish.colours import DIVERGING
from pipeline.publish.going_together import Pairs
from pipeline.publish.pictures.system_grid import Summed
from pipeline.publish.plots.frame import Plot
from pipeline.publish.plots.grid import grid_plot
from pipeline.publish.plots.heat import heat_plot, strongest_score
from pipeline.publish.plots.space import space_plot
from pipeline.publish.plots.stability import stability_plot
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.landscape import Landscape

BACK = "report.html"
_GERMAN = {
    "Autoscale": "Alles zeigen",
    "Double-click on legend to isolate one trace": "Doppelklick zeigt nur diesen Eintrag",
    "Double-click to zoom back out": "Doppelklick zeigt wieder alles",
    "Download plot as a PNG": "Als PNG speichern",
    "Download plot": "Speichern",
    "Pan": "Verschieben",
    "Reset axes": "Ansicht zurücksetzen",
    "Sorry, there was a problem downloading your image!": "Das Bild ließ sich nicht speichern.",
    "Zoom": "Ausschnitt wählen",
    "Zoom in": "Vergrößern",
    "Zoom out": "Verkleinern",
}


@dataclass(frozen=True)
class Touchable:
    """Everything the page shows; `names` are those of the clusters by id.

    `sums` are of the factors or descriptors, none where nobody judged; `share_of` says of what the share of
    a placement is one.
    """

    settings: Settings
    clusters: Clusters
    sheet: Sheet
    affinity: Affinity
    ratings: Sequence[Rating]
    landscape: Landscape
    names: Mapping[str, str]
    sums: Sequence[Summed] = ()
    share_of: str = "der guten Lösungen"


def interactive_page(matter: Touchable) -> str:
    """The page as one HTML text."""
    from plotly.offline import get_plotlyjs

    pairs = Pairs(matter.affinity, matter.ratings)
    clusters = matter.clusters.clusters
    strongest = strongest_score(clusters, pairs)
    return (
        _environment()
        .get_template("interactive.html.j2")
        .render(
            settings=matter.settings,
            clusters=matter.clusters,
            factors=len(matter.sheet.factors),
            rated=any(one.rated for one in pairs.within(clusters)),
            space=space_plot(matter.landscape, matter.names),
            heats=[
                heat_plot(one, matter.sheet, pairs, matter.names[one.id], strongest) for one in clusters
            ],
            grid=grid_plot(matter.sums),
            stability=stability_plot(matter.clusters, matter.sheet, matter.names, matter.share_of),
            config=_config,
            scale=DIVERGING,
            plotly=get_plotlyjs(),
            back=BACK,
        )
    )


def _config(plot: Plot) -> dict[str, object]:
    """How a figure behaves: no logo, no server, German tips, and pictures named after what they show."""
    return {
        "displaylogo": False,
        "responsive": True,
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
        "toImageButtonOptions": {"filename": plot.id},
        "locale": "de",
        "locales": {"de": {"dictionary": _GERMAN, "format": {}}},
    }


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("pipeline.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
