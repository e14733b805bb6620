"""The workshop sheets: complete, of the right size, the same each time, and never read as markup."""

import re

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.errors import SheetError
from pipeline.core.settings import Settings
from pipeline.core.types import Factor, FactorValue, Sheet
from pipeline.publish import workshop

PROJECT = Settings(title="Probe 2035", region="Proberegion")
LONG = "Die Donaudampfschifffahrtsgesellschaft prüft „jede“ Straße, größer als je, und schreibt es auf. "


def value(label: str = "Ein Label", text: str = "") -> FactorValue:
    return FactorValue(id="v", label=label, text=text)


def numbered(count: int) -> tuple[FactorValue, ...]:
    return tuple(value(f"Zustand Nr{n}z", f"Satz über den Fall{n}z.") for n in range(count))


def factor(number: int = 1, **given: object) -> Factor:
    standard = {"id": f"f{number}", "name": f"Faktor {number}", "heute": "Es fährt ein Bus."}
    return Factor.model_validate({**standard, "values": numbered(4), **given})


def pages(*factors: Factor, blank: bool = False) -> list[str]:
    pdf = workshop.render(Sheet(factors=factors), PROJECT, blank=blank)
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def plain(text: str) -> str:
    """Without what line breaking adds or takes: spaces, hyphens, places to break."""
    return re.sub(r"[\s\-\u00ad\u200b\x02\ufffe]", "", text)


def test_each_factor_has_one_a3_page():
    pdf = pypdfium2.PdfDocument(
        workshop.render(Sheet(factors=tuple(factor(n) for n in range(1, 8))), PROJECT)
    )
    assert len(pdf) == 7
    for page in pdf:
        assert page.get_size() == pytest.approx((1190.55, 841.89), abs=0.01)
    assert "Seite 3 von 7" in pdf[2].get_textpage().get_text_range()


def test_the_bytes_are_the_same_each_time():
    sheet = Sheet(factors=(factor(1), factor(2, values=numbered(6))))
    assert workshop.render(sheet, PROJECT) == workshop.render(sheet, PROJECT)


def test_the_file_says_its_title_author_language_and_standard():
    pdf = workshop.render(Sheet(factors=(factor(),)), PROJECT)
    found = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert (found["Title"], found["Author"]) == ("Probe 2035: Arbeitsblätter", "Szenarienwerk")
    assert b"/Lang(de-DE)" in pdf and b"<pdfuaid:part>1<" in pdf and b"/Marked true" in pdf


def test_a_page_shows_all_that_is_known():
    given = {"trend": "Verkehr", "definition": "Wie man reist.", "rolle": "Prämisse"}
    (page,) = pages(factor(**given))
    for words in (
        "Verkehr · Probe 2035",
        "Prämisse",
        "f1",
        "Faktor 1",
        *given.values(),
        "Es fährt ein Bus.",
    ):
        assert words in page
    for n in range(4):
        assert f"Zustand Nr{n}z" in page and f"Fall{n}z." in page
    for words in ("Gruppencode:", "Datum:", "keine Namen", "Plausibel:", "Wertung:"):
        assert words in page
    assert "Label (2–5" not in page and "bitte ergänzen" not in page


def test_the_question_is_the_given_one_or_made():
    (made, given) = pages(factor(1), factor(2, leitfrage="Wohin fährt der Bus?"))
    assert "Proberegion 2035: Welche Zustände sind für diesen Faktor denkbar?" in made
    assert "Wohin fährt der Bus?" in given and "Welche Zustände" not in given


def test_without_todays_state_there_is_a_box_for_it():
    assert "Heute – bitte ergänzen" in pages(factor(heute=""))[0]


def test_blank_keeps_the_factor_and_leaves_out_the_values():
    (page,) = pages(factor(values=numbered(6)), blank=True)
    assert "Es fährt ein Bus." in page and "Zustand" not in page and "Fall" not in page
    assert page.count("Label (2–5 Wörter)") == page.count("Plausibel:") == 4


@pytest.mark.parametrize(
    ("values", "sheets", "fields"), [(0, 1, 4), (2, 1, 4), (5, 1, 6), (8, 1, 8), (9, 2, 12), (30, 4, 30)]
)
def test_every_value_has_a_field(values, sheets, fields):
    found = pages(factor(values=numbered(values)))
    text = "".join(found)
    assert len(found) == sheets and text.count("Plausibel:") == fields
    assert all(f"Zustand Nr{n}z" in text and f"Fall{n}z." in text for n in range(values))
    assert text.count("Fortsetzung") == sheets - 1


def test_markup_stays_text():
    odd = '#image("x") $x$ *a* _b_ = c @d <e> `f` \\ // -- ~ [g] #{1+1}'
    given = dict.fromkeys(("name", "definition", "heute", "leitfrage", "trend"), odd)
    (page,) = pages(factor(values=(value(odd, odd),), **given))
    assert plain(page).count(plain(odd)) == 7


def test_long_texts_are_set_smaller_on_the_same_page():
    name, definition, text = (LONG * 2)[:150], (LONG * 11)[:1000], "Kurz: " + (LONG * 7)[:594]
    values = (value("Ein Label,\ndas über drei\nZeilen geht", text),) * 4
    (page,) = pages(factor(name=name, definition=definition, heute="", values=values))
    assert plain(page).count(plain(text)) == 4
    assert plain(name) in plain(page) and plain(definition) in plain(page)
    assert "Ein Label, das über drei Zeilen geht" in page


@pytest.mark.parametrize(
    "field", ["id", "trend", "name", "definition", "heute", "leitfrage", "label", "text"]
)
@pytest.mark.parametrize("words", [LONG * 52, "https://probe.example/" + "x9" * 2500], ids=["words", "one"])
def test_what_cannot_fit_goes_on_a_further_page(field, words):
    end = "und hier ist Schluss."
    long = words + " " + end
    if field == "id":
        long = "-".join(long.split())
    given = {field: long} if field in Factor.model_fields else {"values": (value(**{field: long}), value())}
    first, *further = pages(factor(**given))
    assert plain(long) in plain("".join(further)) and "ganzaufdemFolgeblatt" in plain(first)
    assert "Seite 1 von" in first and "Plausibel:" not in "".join(further)


@pytest.mark.parametrize("odd", ["W" * 300, LONG * 52, "Straßenbahnhaltestellenanzeige" * 9, "a\n" * 400])
def test_nothing_leaves_the_paper(odd):
    given = dict.fromkeys(("id", "trend", "name", "definition", "heute", "leitfrage"), odd)
    pdf = workshop.render(Sheet(factors=(factor(values=(value(odd, odd),) * 9, **given),)), PROJECT)
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        for n in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(n)
            assert left > 20 and right < 1170.5 and bottom > 20 and top < 822, text.get_text_range(n, 20)


def test_a_character_without_a_glyph_is_shown_as_missing():
    (page,) = pages(factor(name="Bus 🚌 und 日本, Łódź, Ελλάδα, Київ → 5 €"))
    assert "Bus □ und □□, Łódź, Ελλάδα, Київ → 5 €" in page


def test_a_sheet_without_factors_is_refused():
    with pytest.raises(SheetError, match="keinen Einflussfaktor"):
        workshop.render(Sheet(factors=()), PROJECT)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=6, max_size=6))
def test_any_text_can_be_printed(texts):
    name, trend, definition, today, label, text = texts
    given = {"name": name, "trend": trend, "definition": definition, "heute": today}
    assert pages(factor(values=(value(label, text),), **given))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text("aZäß#$*_=@<>`\\/~[]{}()\"'„“…–-.,:; 1", max_size=80), min_size=3, max_size=3))
def test_every_character_of_a_text_is_there(texts):
    definition, label, text = texts
    page = plain("".join(pages(factor(definition=definition, values=(value(label, text),)))))
    assert all(plain(part) in page for part in texts)
