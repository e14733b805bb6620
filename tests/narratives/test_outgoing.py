"""What a model is sent of a text never repeats a passage that it may not see."""

from dataclasses import replace

import pytest
from formats_world import matter, narrative
from model_server import desk_at
from puppet import act
from small_world import OWN, PASSAGE, Shelf, told, world

from pipeline.core.errors import InputError
from pipeline.core.types import Passage
from pipeline.narratives.formats.chains import ModelMaker
from pipeline.narratives.outgoing import Outgoing
from pipeline.narratives.plan import Plan
from pipeline.narratives.redraft.nouns import Place, Wanted
from pipeline.narratives.redraft.request import given

SECRET = "Im Keller der alten Mühle zählt ein stiller Bote jeden Abend die Säcke."
HIDDEN = (PASSAGE, Passage(id="p9", document="x.md", anchor="Seite 2", heading="", text=SECRET))
GROUND = replace(world(), passages=HIDDEN)
PLAN = Plan(
    cluster="c1", title="T", guiding=("f1a",), themes=(), tentative=(), counterpoint=None, tone="gemischt"
)


def test_a_withheld_sentence_is_a_number_and_what_the_sheet_says_goes_out() -> None:
    outgoing = Outgoing(GROUND, Shelf())
    texts = outgoing.texts(told(OWN[0], SECRET))
    assert texts == [OWN[0], "[Satz 2 steht hier nicht.]"]
    assert not outgoing.allows(SECRET) and outgoing.allows(OWN[1])


def test_redrafting_hides_other_sentences_and_refuses_the_place_itself() -> None:
    text = told(OWN[0], SECRET)
    asked = given(Wanted(text, Place(sentence=1), (1,), PLAN, 0, "", GROUND), Shelf())
    assert "Keller" not in str(asked.inputs)
    with pytest.raises(InputError, match="Satz 2 wiederholt"):
        given(Wanted(text, Place(sentence=2), (2,), PLAN, 0, "", GROUND), Shelf())


def test_no_request_for_formats_holds_such_words(server, tmp_path) -> None:
    base = matter()
    one = narrative("c1")
    first = one.sentences[0].model_copy(update={"text": SECRET})
    text = one.model_copy(update={"sentences": (first, *one.sentences[1:])})
    material = replace(base, ground=replace(base.ground, passages=(*base.ground.passages, HIDDEN[1])))
    server.always(act)
    ModelMaker(desk_at(server, tmp_path), Shelf()).make(text, material, frozenset({"headline", "winners"}))
    assert server.count and all("Keller" not in sent.text() for sent in server.requests)
