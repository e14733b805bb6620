"""The edition as a brochure to print and to send: A4, set with typst, tagged for screen readers.

What a sentence rests on stands in footnotes, in the margin, or nowhere. A house that wants another look
gives a typst file of its own, which reads the same data and may import the parts of the default.
"""

from importlib.resources import files
from pathlib import Path

from pipeline.core.errors import InputError, OutputError
from pipeline.publish.edition import Edition, ShowBasis
from pipeline.publish.pictures.font import folder
from pipeline.publish.print.matter import matter, shown_pictures
from pipeline.publish.typesetting import typeset

_MAIN = "main.typ"


def write(edition: Edition, basis: ShowBasis, template: Path | None) -> bytes:
    """The edition as a PDF (PDF/UA-1); the same edition gives the same bytes.

    `template` is a typst file that stands for the default's main.typ. Raises InputError where it cannot
    be used, OutputError where the default cannot be set.
    """
    room = files("pipeline.publish").joinpath("templates", "brochure")
    sources = {part.name: part.read_bytes() for part in room.iterdir() if part.name.endswith(".typ")}
    if template is not None:
        sources[_MAIN] = _own(template)
    sources |= {picture.file: picture.data for picture in shown_pictures(edition)}
    try:
        return typeset(sources, matter(edition, basis), date=edition.date, fonts=[folder()])
    except OutputError as error:
        if template is None:
            raise
        raise InputError(f"Mit der Vorlage „{template}“ sollte ein PDF gesetzt werden. {error}") from error


def _own(template: Path) -> bytes:
    try:
        data = template.read_bytes()
        data.decode("utf-8")
    except OSError as error:
        raise InputError(
            f"Die Vorlage „{template}“ sollte gelesen werden, aber das System meldet: {error.strerror}. "
            "Bitte eine typst-Datei (.typ) nennen."
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"Die Vorlage „{template}“ ist kein Text in UTF-8. Bitte eine typst-Datei (.typ) nennen."
        ) from error
    return data
