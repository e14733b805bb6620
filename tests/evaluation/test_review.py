"""review.yaml as people write it: what somebody began stays, and a verdict needs a name and a day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import InputError
from pipeline.core.types import Findings, Narrative, Sentence
from pipeline.evaluation.form import Form, form
from pipeline.evaluation.review import Review, Reviewed, load_reviews
from pipeline.evaluation.selecting import Selection
from pipeline.evaluation.world import told
from pipeline.narratives.ledger import text_hash

TEXT = "Am Kai wird gelesen."


def line(**said: str) -> Review:
    return Review(cluster="c1", sentence=1, text_hash=text_hash(TEXT), text=TEXT, **said)


def made(*lines: Review):
    """The form of a text of one sentence that waits for a person."""
    narrative = Narrative(
        cluster="c1",
        title="Die stille Region",
        rohgeruest=False,
        sentences=(Sentence(text=TEXT, basis="edited", paragraph=1),),
    )
    none = Findings(findings=(), sentences=(), not_judged=())
    return form(Reviewed(lines), [narrative], {"c1": Selection(ranked=(1,))}, none)


@pytest.mark.parametrize(
    ("said", "lacking"),
    [
        ({"verdict": "wrong", "date": "2026-11-20"}, "by"),
        ({"by": "Eva Beispiel"}, "verdict und date"),
        ({"verdict": "ok", "by": "Eva Beispiel"}, "date"),
    ],
)
def test_a_line_that_is_half_filled_stays_waits_and_is_told_what_it_lacks(said, lacking):
    begun = made(line(**said))
    assert begun.lines == (line(**said),) and begun.waiting == 1
    assert f"c1, Satz 1: es fehlt {lacking}" in begun.text()
    gone = made(line(**said).model_copy(update={"text_hash": "0" * 16}))
    assert len(gone.lines) == 2 and gone.waiting == 1


def test_what_is_lacking_is_told_as_it_is_now():
    before = made(line(verdict="wrong")).text()
    assert "es fehlt" in before and "es fehlt" not in made(line()).text(before)


def test_an_open_line_says_what_its_sentence_is_held_against():
    case = told("c1", "Am Kai fahren Kräne ganz allein.")
    none = Findings(findings=(), sentences=(), not_judged=())
    chosen = {"c1": Selection(ranked=(1,))}
    filled = form(Reviewed(), [case.narrative], chosen, none, case.ground)
    [open_line] = filled.lines
    assert "Automaten löschen die Schiffe" in open_line.against and "(Gruppe A)" in open_line.against
    assert "against:" in filled.text() and "ok heißt" in filled.text()
    without = open_line.model_copy(update={"against": ""})
    assert "against" not in without.model_dump() and Review.model_validate(without.model_dump()) == without
    assert filled.text(filled.text()) == filled.text()


def test_what_an_older_form_said_on_top_is_nobodys_remark():
    before = "# „Die stille Region“: 1 von 5 Sätzen stehen nicht hier; für sie bürgt die Stichprobe.\n"
    before += "# drawn sagt, warum der Satz hier steht: rank = verdächtig.\n# Frau Öhm liest ab Satz 3\n"
    text = made().text(before)
    assert "bürgt" not in text and text.count("drawn sagt") == 1 and "# Frau Öhm liest ab Satz 3" in text


def test_what_nobody_reads_is_told_as_unread_and_once():
    def of(*left: int) -> Form:
        texts = [f"Satz {number} steht am Kai." for number in range(1, 4)]
        told = Narrative(
            cluster="c1",
            title="Die stille Region",
            rohgeruest=False,
            sentences=tuple(Sentence(text=text, basis="edited", paragraph=1) for text in texts),
        )
        none = Findings(findings=(), sentences=(), not_judged=())
        return form(Reviewed(), [told], {"c1": Selection(ranked=(1,), left=left)}, none)

    before = of(2, 3).text(
        "# „Die stille Region“: 2 von 3 Sätzen stehen nicht hier; für sie bürgt die Stichprobe."
    )
    assert "2 von 3 Sätzen bleiben ungelesen" in before and "bürgt" not in before
    after = of(3).text(before)
    assert "1 von 3 Sätzen bleibt ungelesen" in after and after.count("ungelesen") == 1


def test_remarks_stay_wherever_they_stand():
    before = made(line(note="# kein Kommentar")).text()
    head, first, rest = before.partition("- cluster: c1\n")
    text = f"{head}{first}  # eingerückt\n{rest.replace('sentence: 1', 'sentence: 1  # hinten')}"
    after = made(line(note="# kein Kommentar")).text(text)
    assert [after.count(one) for one in ("# eingerückt", "# hinten", "# kein Kommentar")] == [1, 1, 1]
    assert made(line(note="# kein Kommentar")).text(after) == after


def read(tmp_path, verdict: str = "ok", by: str = "Eva Beispiel", date: str = "2026-11-20") -> Review:
    path = tmp_path / "review.yaml"
    path.write_text(
        '- {cluster: c1, sentence: 7, text_hash: "ab", '
        f'verdict: "{verdict}", by: "{by}", date: "{date}"}}\n',
        encoding="utf-8",
    )
    return load_reviews(path).reviews[0]


@pytest.mark.parametrize("date", ["2026-11-22", "22.11.2026", " 22.11.2026 "])
def test_a_german_date_is_understood(tmp_path, date):
    found = read(tmp_path, date=date)
    assert found.date == "2026-11-22" and found.judged


@pytest.mark.parametrize("verdict", ["OK", "Ok", " ok"])
def test_a_verdict_may_be_written_large(tmp_path, verdict):
    assert read(tmp_path, verdict).verdict == "ok"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"date": "irgendwann"}, "„date“.*irgendwann.*JJJJ-MM-TT"),
        ({"date": "2026-02-30"}, "„date“"),
        ({"date": "31.11.2026"}, "„date“"),
        ({"date": "20261122"}, "„date“"),
        ({"by": "\u200b"}, "„by“.*Name"),
        ({"by": "--"}, "„by“"),
        ({"by": "Eva\u202eBeispiel"}, "„by“"),
        ({"verdict": "ja"}, "„verdict“.*ja"),
    ],
)
def test_what_is_no_verdict_no_name_or_no_day_is_refused_with_its_place(tmp_path, said, told):
    with pytest.raises(InputError, match=rf"(?s)review.yaml, Eintrag 1 \(c1, Satz 7\): {told}"):
        read(tmp_path, **said)


@given(st.dates())
def test_every_day_is_read_the_same_in_both_ways(day):
    german = f"{day.day}.{day.month}.{day.year:04}"
    assert line(date=german).date == line(date=day.isoformat()).date == day.isoformat()
