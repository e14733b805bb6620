"""All pictures of a run's clusters, in the order in which a report shows them.

What nobody judged has no picture: without sums there is no system grid, without a landscape no map.
"""

from collections.abc import Mapping, Sequence

from pipeline.core.types import Clusters, Rating, Sheet
from pipeline.publish.pictures.bars import bars
from pipeline.publish.pictures.canvas import Picture
from pipeline.publish.pictures.heat import heat
from pipeline.publish.pictures.network import network
from pipeline.publish.pictures.space_map import space_map
from pipeline.publish.pictures.system_grid import Summed, system_grid
from pipeline.publish.pictures.tableau import tableau
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.landscape import Landscape

GRID = "Systemgitter der Einflussfaktoren"


def album(
    clusters: Clusters,
    sheet: Sheet,
    affinity: Affinity,
    names: Mapping[str, str],
    *,
    ratings: Sequence[Rating] = (),
    landscape: Landscape | None = None,
    sums: Sequence[Summed] = (),
    voiced: bool = False,
) -> tuple[Picture, ...]:
    """The pictures, each under a name of its own; `names` are those of the clusters by id.

    `sums` are the active and passive sums of the factors; with `voiced` a language model's voices decided.
    """
    pictures = [*tableau(clusters, sheet, names), *bars(clusters, sheet, names, voiced=voiced)]
    pictures += heat(clusters, sheet, affinity, names, ratings)
    if landscape is not None:
        pictures.append(space_map(landscape, names))
    pictures += [network(one, sheet, ratings, affinity, names[one.id]) for one in clusters.clusters]
    if any(one.active is not None and one.passive is not None for one in sums):
        pictures.append(system_grid(sums, GRID))
    return tuple(pictures)
