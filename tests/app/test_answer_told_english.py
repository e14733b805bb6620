"""An English answer is told in English throughout; only the quotations stay German."""

from pathlib import Path

import pytest

from pipeline.app.cli.answer_told import made_by, print_basis, print_text
from pipeline.core.types import Answer, Citation, NearPassage

CITED = Citation(
    passage="p1", document="a.md", anchor="Seite 1", quote="Der Kran ist alt.", title="Bericht"
)
NEAR = NearPassage(passage="p2", document="b.md", anchor="Seite 2", text="Der Kai ist neu.", score=1.0)
GERMAN = ("Belege", "Siehe auch", "Am nächsten", "Maschinell")


@pytest.mark.parametrize("answered", [True, False])
def test_no_german_word_stands_around_an_english_answer(capsys, answered):
    answer = Answer(
        question="How old is the crane?", answered=answered, text="It says: „Der Kran ist alt.“ [1]",
        citations=(CITED,) if answered else (), nearest=(NEAR,), language="en",
    )  # fmt: skip
    print_text(answer)
    print_basis(answer, {"": Path("projekt")})
    told = capsys.readouterr().out
    assert not [word for word in GERMAN if word in told]
    assert ("Sources" in told, "See also" in told, "Nearest passages" in told) == (
        answered,
        answered,
        not answered,
    )
    assert told.rstrip().endswith("Put together by machine from the documents, without a language model.")


def test_a_model_is_named_in_the_language_of_the_answer():
    answer = Answer(question="?", answered=True, text="Yes.", language="en", by="openai:probe")
    assert "openai:probe" in made_by(answer) and made_by(answer).startswith("Written by machine")
    assert made_by(answer.model_copy(update={"language": "de"})).startswith("Maschinell erzeugt")
