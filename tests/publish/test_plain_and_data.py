"""The edition as Markdown and as JSON: everything is there once, and text stays text."""

import json
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sample_edition import edition

from pipeline.publish import data, plain


def test_every_sentence_stands_once_with_its_note():
    told = plain.write(edition(), "notes").decode()
    for chapter in edition().chapters:
        for paragraph in chapter.paragraphs:
            for line in paragraph:
                assert told.count(f"{plain.escaped(line.text)}[^{line.note.number}]") == 1
                assert told.count(f"\n[^{line.note.number}]: ") == 1


def test_without_a_basis_no_note_is_left():
    assert "[^" not in plain.write(edition(), "none").decode()
    assert '"note"' not in json.dumps(json.loads(data.write(edition(), "none")))


def test_a_working_copy_says_so_and_a_release_names_who_answers():
    told = plain.write(edition(), "none").decode()
    assert "Arbeitsfassung, nicht freigegeben." in told
    line = "Freigegeben von Eva Beispiel, IHK, am 20.11.2026 für: Presse"
    released = plain.write(replace(edition(), released=line), "none").decode()
    assert line in released and "Arbeitsfassung" not in released


def test_what_ai_did_and_that_this_is_no_forecast_stand_before_the_first_scenario():
    told = plain.write(edition(), "none").decode()
    first = told.index("## 1.")
    assert told.index(edition().ai_note) < first and told.index(edition().no_forecast) < first


def test_the_data_are_those_of_the_edition():
    told = json.loads(data.write(edition(), "notes"))
    assert told["schema_version"] == 1 and told["title"] == edition().title
    assert told["state"] == "Arbeitsfassung, nicht freigegeben"
    texts = [line["text"] for paragraph in told["chapters"][0]["paragraphs"] for line in paragraph]
    wanted = [line.text for paragraph in edition().chapters[0].paragraphs for line in paragraph]
    assert texts == wanted
    assert told["windkanal"]["measures"] and "png" not in json.dumps(told["pictures"])


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40))
def test_a_text_is_one_line_and_its_marks_are_no_marks(text):
    shown = plain.escaped(text)
    assert "\n" not in shown
    bare = re.sub(r"\\(.)", r"\1", shown)
    assert bare == re.sub(r"\\(.)", r"\1", " ".join(text.split())) or bare == " ".join(text.split())
    for mark in "*_`[]<>#|":
        assert not re.search(rf"(?<!\\)(?:\\\\)*{re.escape(mark)}", shown)
