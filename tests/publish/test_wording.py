"""All formats speak of the Windkanal and of the state of release in the same words."""

import html
import io

import docx
from pptx import Presentation
from sample_edition import edition

from pipeline.publish import page, plain, slides, word
from pipeline.publish.wording import PROPOSAL, WIND_LEGEND, WORKING_COPY, sign
from pipeline.scenarios.windkanal.nouns import WindCell
from pipeline.scenarios.windkanal.scale import MEANING, SIGNS


def in_word() -> str:
    body = docx.Document(io.BytesIO(word.write(edition(), "none", None))).element.body
    return "".join(body.itertext())


def on_slides() -> str:
    shown = Presentation(io.BytesIO(slides.write(edition(), "none", None)))
    return " ".join("".join(slide.element.itertext()) for slide in shown.slides)


def test_the_legend_is_that_of_the_scale() -> None:
    assert (
        all(f"{SIGNS[step]} {MEANING[step]}" in WIND_LEGEND for step in SIGNS) and PROPOSAL in WIND_LEGEND
    )


def test_every_format_has_the_same_legend_the_same_proposal_and_the_same_state() -> None:
    proposed = sign(WindCell(cluster="c2", rating=1, proposed=True))
    assert proposed == f"+ {PROPOSAL}"
    told = {
        "md": plain.write(edition(), "none").decode().replace("\\", ""),
        "html": html.unescape(page.write(edition(), "none").decode()),
        "docx": in_word(),
        "pptx": on_slides(),
    }
    for name, text in told.items():
        for words in (WIND_LEGEND, proposed, WORKING_COPY):
            assert words in text, (name, words)
