"""What repeats protected words is left out beside the texts and replaced in files; the rest stays."""

from dataclasses import replace

from small_world import OWN, PASSAGE, told, world

from pipeline.core.types import Passage, Rights
from pipeline.evaluation.nouns import Granted, Obstacle, Ruling, Waiver
from pipeline.narratives.formats.nouns import Comparison, ComparisonRow, Entry, Formats
from pipeline.publish.beside import comparison_shown, formats_shown, windkanal_shown
from pipeline.publish.protection import Protection
from pipeline.publish.redaction import cleaned, cleaned_prose
from pipeline.publish.rulings import ruling_shown
from pipeline.scenarios.windkanal.nouns import Assessed, Measure, Voice, WindCell, Windkanal

SECRET = "Im Keller der alten Mühle zählt ein stiller Bote jeden Abend die Säcke."
GROUND = replace(
    world(),
    passages=(PASSAGE, Passage(id="p9", document="x.md", anchor="Seite 2", heading="", text=SECRET)),
)
PROTECTION = Protection(
    GROUND,
    [{"path": "x.md"}, {"path": "d.md"}],
    {"d.md": Rights(external_model=True, quote="free", export=True)},
)


def entry(text: str) -> Entry:
    return Entry(text=text, basis="value")


def test_an_entry_that_repeats_protected_words_is_left_out_and_told_without_them() -> None:
    made = Formats(
        cluster="c1", by="m", text_hash="", teaser=entry(SECRET), signals=(entry(SECRET), entry(OWN[0]))
    )
    shown, said = formats_shown(made, "Titel", PROTECTION)
    assert shown.teaser is None and [one.text for one in shown.signals] == [OWN[0]]
    assert len(said) == 2 and "x.md" in said[0] and "Keller" not in "".join(said)
    rows = (ComparisonRow(theme="T", factors=(), entries={"c1": entry(SECRET), "c2": entry("Frei.")}),)
    compared, said = comparison_shown(Comparison(by="m", rows=rows), PROTECTION)
    assert list(compared.rows[0].entries) == ["c2"] and said


def test_the_windkanal_keeps_its_ratings_and_loses_the_words() -> None:
    cell = WindCell(cluster="c1", rating=1, reason=SECRET, votes=(Voice(rating=1, condition=SECRET),))
    one = Assessed(
        measure=Measure(id="m1", title="Rufbus", goal=SECRET), cells=(cell,), verdict="open", why=""
    )
    shown, said = windkanal_shown(Windkanal(names={"c1": "A"}, measures=(one,)), PROTECTION)
    assert "Keller" not in shown.model_dump_json() + "".join(said) and said
    assert shown.measures[0].cells[0].rating == 1 and shown.measures[0].measure.title == "Rufbus"


def test_files_lose_the_sentence_alone_and_free_ones_stay() -> None:
    text = f"# Titel\n\n{OWN[0]} {SECRET} Danach ist es still.\n"
    shown = cleaned_prose(text, PROTECTION)
    assert OWN[0] in shown and "Danach ist es still." in shown and "Keller" not in shown and "x.md" in shown
    free = f"# Titel\r\n\r\n{OWN[0]}\n"
    assert cleaned_prose(free, PROTECTION) == free
    assert cleaned({"a": [OWN[0], 1, None]}, PROTECTION) == {"a": [OWN[0], 1, None]}
    assert "Keller" not in str(cleaned({"a": [SECRET]}, PROTECTION))


def test_a_waived_finding_keeps_its_id_and_loses_the_words() -> None:
    about = Obstacle(
        id="ab", cluster="c1", sentence=1, kind="k", sort="block", message="Der „Keller“ fehlt."
    )
    waiver = Waiver(finding="ab", by="E", reason="gelesen", date="2026-01-01", about=about.message)
    ruling = Ruling(verdict="pass", obstacles=(), waived=(Granted(obstacle=about, waiver=waiver),))
    shown = ruling_shown(ruling, [told(SECRET)], PROTECTION)
    assert "Keller" not in shown.model_dump_json() and shown.waived[0].obstacle.id == "ab"
    assert ruling_shown(ruling, [told(OWN[0])], PROTECTION) == ruling
