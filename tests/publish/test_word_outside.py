"""What an editor did outside the texts is taken where it belongs to one, and else named; never falsely."""

import io
from dataclasses import replace

import docx
import pytest
import sample_edition
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_edits import Piece, W, changed, narratives, rewritten, text_paragraphs, text_run

from pipeline.core.errors import InputError
from pipeline.publish.word import read_back, write

EDITION = sample_edition.edition()
KNOWN = narratives(EDITION)
COAST = EDITION.chapters[0]
AS_WRITTEN = tuple(" ".join(line.text for line in block) for block in COAST.paragraphs)


@pytest.fixture(scope="module")
def ours() -> bytes:
    return write(EDITION, "margin", None)


def normal(words: str):
    """A paragraph of Word without any style, as it comes behind a heading or a table."""
    made = etree.Element(f"{W}p")
    made.append(text_run(words))
    return made


def after(root, words: str, new) -> None:
    """Put something behind the one paragraph of the body that says `words` (first of several)."""
    found = [p for p in root.iter(f"{W}p") if "".join(p.itertext(f"{W}t")) == words]
    found[0].addnext(new)


def typed(old: str, new: str):
    """The first stretch that says one thing, saying another."""

    def change(root):
        next(one for one in root.iter(f"{W}t") if one.text == old).text = new

    return change


@given(basis=st.sampled_from(["notes", "margin", "none"]), cut=st.integers(1, 30), bare=st.booleans())
@settings(max_examples=15, deadline=None)
def test_a_file_that_nobody_touched_says_nothing_even_when_its_runs_were_split(basis, cut, bare):
    def split(root):
        for run in list(root.iter(f"{W}r")):
            told = run.find(f"{W}t")
            if told is None or len(told.text or "") <= cut:
                continue
            more = etree.fromstring(etree.tostring(run))
            for other in [one for one in more if one.tag not in (f"{W}rPr", f"{W}t")]:
                more.remove(other)
            for one, text in ((told, told.text[:cut]), (more.find(f"{W}t"), told.text[cut:])):
                one.text = text
            run.addnext(more)

    edition = (
        EDITION if not bare else replace(EDITION, comparison=None, windkanal=None, table=(), method=())
    )
    data = write(edition, basis, None)
    for one in (data, changed(data, split)):
        assert read_back(one, KNOWN).not_taken == ()


def test_it_does_not_matter_what_became_of_the_run_since_the_export(ours):
    others = [one.model_copy(update={"title": "Ein anderer Titel"}) for one in KNOWN]
    assert read_back(ours, others).not_taken == ()
    assert read_back(ours, KNOWN[:1]).not_taken == ()


def test_a_template_of_a_house_is_known_as_it_was_handed_over(tmp_path):
    house = docx.Document()
    for line in (
        "{{ state }} {{ ai_note }} {{ no_forecast }}", "{%p for scenario in scenarios %}",
        "{{ scenario.title }}", "{{ scenario.text }}", "Bitte an die Leitstelle zurück.", "{%p endfor %}",
    ):  # fmt: skip
        house.add_paragraph(line)
    house.save(tmp_path / "haus.docx")
    data = write(EDITION, "none", tmp_path / "haus.docx")
    back = read_back(data, KNOWN)
    assert back.not_taken == () and back.text("c1").text.paragraphs == AS_WRITTEN
    other = changed(data, typed("Bitte an die Leitstelle zurück.", "Bitte ans Amt."))
    back = read_back(other, KNOWN)
    assert back.text("c1").text.paragraphs == AS_WRITTEN
    assert [(one.kind, one.words) for one in back.not_taken] == [("changed", "Bitte ans Amt.")]


def test_a_paragraph_of_any_style_behind_the_last_one_is_part_of_the_text(ours):
    def change(root):
        end = text_paragraphs(root, "c1")[-1].getnext()
        end.addnext(normal("Zweiter neuer Absatz."))
        end.addnext(etree.Element(f"{W}p"))
        end.addnext(normal("Ein neuer Absatz."))

    back = read_back(changed(ours, change), KNOWN)
    expected = (*AS_WRITTEN, "Ein neuer Absatz.", "Zweiter neuer Absatz.")
    assert back.text("c1").text.paragraphs == expected and back.not_taken == ()


def test_what_is_no_part_of_a_text_is_named_with_its_place_and_words(ours):
    row = COAST.key_values[0]

    def change(root):
        after(root, "Kennwerte", normal("Ein Satz unter den Kennwerten."))
        typed(row.text, "Eine andere Zelle.")(root)
        typed(COAST.leitmotif, "Ein anderes Leitmotiv.")(root)

    back = read_back(changed(ours, change), KNOWN)
    assert back.text("c1").text.paragraphs == AS_WRITTEN
    told = [(one.kind, one.place, one.words) for one in back.not_taken]
    assert told == [
        ("changed", COAST.title, "Ein anderes Leitmotiv."),
        ("new", f"{COAST.title} › Kennwerte", "Ein Satz unter den Kennwerten."),
        ("changed", f"{COAST.title} › Kennwerte, Tabelle", "Eine andere Zelle."),
    ]


def test_what_was_taken_out_beside_the_texts_is_named_too(ours):
    def change(root):
        gone = next(p for p in root.iter(f"{W}p") if "".join(p.itertext(f"{W}t")) == COAST.leitmotif)
        gone.getparent().remove(gone)

    (one,) = read_back(changed(ours, change), KNOWN).not_taken
    assert one.kind == "gone" and one.place.startswith("zwischen „")
    assert one.place.endswith(f" und „{COAST.formats.headline.text}“")


@pytest.mark.parametrize("number", [0, 1])
def test_a_heading_that_is_gone_gives_its_title_to_no_other_one(ours, number):
    title = EDITION.chapters[number].title

    def change(root):
        heading = next(
            one.getparent()
            for one in root.iter(f"{W}bookmarkStart")
            if one.get(f"{W}name") == f"titel_c{number + 1}"
        )
        heading.getparent().remove(heading)

    back = read_back(changed(ours, change), KNOWN)
    assert back.text(f"c{number + 1}").text.title == ""
    (one,) = back.not_taken
    assert (one.kind, one.words) == ("gone", title) and f"c{number + 1}" in one.place


def test_undecided_changes_and_edits_within_a_text_are_not_named_as_lost(ours):
    def edit(pieces: list[Piece]) -> None:
        pieces[0].mark = "del"
        pieces.insert(1, Piece("Ganz neu.", mark="ins"))
        pieces[-1] = Piece("Und das ist anders.")
        pieces += [Piece(""), Piece("Ein Absatz mehr.")]

    for marks in ("between", "within"):
        data = rewritten(ours, COAST, edit, marks)
        for taking in ("none", "accepted", "rejected"):
            assert read_back(data, KNOWN, taking).not_taken == ()


def test_no_property_is_longer_than_word_keeps(ours):
    import zipfile

    with zipfile.ZipFile(io.BytesIO(ours)) as file:
        root = etree.fromstring(file.read("docProps/custom.xml"))
    assert max(len("".join(one.itertext())) for one in root) <= 255


OTHER = {"text": "Davon steht dort nichts."}


def test_a_file_of_another_run_without_a_sentence_of_this_one_is_refused(ours):
    strangers = [
        one.model_copy(
            update={"title": one.cluster, "sentences": (one.sentences[0].model_copy(update=OTHER),)}
        )
        for one in KNOWN
    ]
    with pytest.raises(InputError, match=r"alt\.docx.*anderen Lauf"):
        read_back(ours, strangers, name="alt.docx", run="ffffffffffff")
    assert read_back(ours, strangers, run=EDITION.run).texts
    assert read_back(ours, KNOWN, run="ffffffffffff").texts
