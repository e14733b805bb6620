"""An edition as one web page: self-contained, accessible, and without any request to the outside.

Texts are data: the template escapes them. Pictures stand in the page itself.
"""

from base64 import b64encode
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.core.dates import german_date
from pipeline.publish.edition import Edition, Picture, ShowBasis
from pipeline.publish.wording import CONFIDENCE, VERDICTS, WIND_LEGEND, WORKING_COPY, sign


def write(edition: Edition, basis: ShowBasis) -> bytes:
    """The edition as HTML; "notes" are linked both ways, "margin" stands beside the text."""
    page = _environment().get_template("edition.html.j2").render(edition=edition, basis=basis)
    return page.encode()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["datum"] = german_date
    environment.filters["zeichen"] = sign
    environment.filters["bildquelle"] = _source
    environment.globals.update(
        confidence=CONFIDENCE, verdicts=VERDICTS, wind_legend=WIND_LEGEND, working_copy=WORKING_COPY
    )
    return environment


def _source(picture: Picture) -> str:
    """A picture as the source of an image: drawn lines where there are, which stay sharp."""
    if picture.svg:
        return f"data:image/svg+xml;base64,{b64encode(picture.svg.encode()).decode('ascii')}"
    return f"data:image/png;base64,{b64encode(picture.png).decode('ascii')}"
