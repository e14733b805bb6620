"""Random edits on real narratives: right for every untouched sentence, and no word is lost."""

import random
import re

import pytest
from editing import (
    CHANGED,
    EDITS,
    LEFT,
    MOVED,
    NEW,
    TYPED,
    Edit,
    Edited,
    Told,
    delete,
    insert,
    merge,
    move,
    part,
    reword,
    swap,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from recorded import recorded_narratives

from pipeline.core.types import Narrative
from pipeline.language.typography import same_words
from pipeline.narratives.ledger import Followed, follow, from_markdown, realign

NARRATIVES = recorded_narratives()


def as_drafted(narrative: Narrative) -> Edited:
    """A narrative before anybody edited it."""
    paragraphs: dict[int, list[Told]] = {}
    for number, one in enumerate(narrative.sentences, start=1):
        paragraphs.setdefault(one.paragraph, []).append(Told(one.text, number))
    return Edited([paragraphs[number] for number in sorted(paragraphs)])


def words(text: str) -> list[str]:
    return re.findall(r"\w+", same_words(text))


def followed(narrative: Narrative, markdown: str) -> Followed:
    return follow(narrative, from_markdown(markdown))


@settings(max_examples=100)
@given(st.data())
def test_after_any_edits_every_untouched_sentence_keeps_its_entry_and_no_word_is_lost(data) -> None:
    narrative = data.draw(st.sampled_from(NARRATIVES), label="Narrativ")
    chance = random.Random(data.draw(st.integers(0, 10_000), label="Zufall"))
    text = as_drafted(narrative)
    for edit in data.draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=6), label="Edits"):
        edit(text, chance)
    markdown = text.markdown(narrative.title)
    chosen = data.draw(st.sets(st.integers(0, len(TYPED) - 1), max_size=3), label="Satz")
    for typed in (TYPED[number] for number in sorted(chosen)):
        markdown = typed(markdown, chance)
    found = followed(narrative, markdown)
    now = {same_words(one.text): one for one in found.narrative.sentences}
    for told in text.sentences():
        if told.of is not None and told.done in (LEFT, MOVED):
            old, new = narrative.sentences[told.of - 1], now[same_words(told.text)]
            assert (new.basis, new.values, new.passages, new.before) == (
                old.basis,
                old.values,
                old.passages,
                None,
            )
        elif told.done == NEW:
            assert now[same_words(told.text)].basis == "edited"
    body = re.split(r"\n\s*\n", markdown.replace("\r", ""), maxsplit=1)[1]
    assert words(" ".join(one.text for one in found.narrative.sentences)) == words(body)
    again = followed(found.narrative, markdown)
    assert again.narrative == found.narrative
    assert {change.kind for change in again.changes} <= {"unchanged"}


@settings(max_examples=30)
@given(st.sampled_from(NARRATIVES), st.integers(0, 10_000), st.integers(2, 4))
def test_a_chain_of_edits_and_runs_keeps_what_the_machine_wrote(narrative, seed, rounds) -> None:
    chance, text, now = random.Random(seed), as_drafted(narrative), narrative
    for _ in range(rounds):
        for edit in chance.sample((reword, insert, delete, merge, part), 2):
            edit(text, chance)
        now = realign(now, from_markdown(text.markdown(narrative.title)))
    drafted = dict(enumerate(narrative.sentences, start=1))
    for told, one in zip(text.sentences(), now.sentences, strict=True):
        if told.of is None:
            assert one.basis == "edited" and one.before is None
        elif told.done == CHANGED:
            assert one.basis == "edited" and one.before is not None
            assert (one.before.text, one.before.values) == (drafted[told.of].text, drafted[told.of].values)
        else:
            assert one.model_copy(update={"paragraph": 1}) == drafted[told.of].model_copy(
                update={"paragraph": 1}
            )
    standing = {told.of for told in text.sentences() if told.done != CHANGED}
    assert {one.text for one in now.earlier} == {
        one.text for n, one in drafted.items() if n not in standing
    }


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("narrative", NARRATIVES, ids=lambda narrative: narrative.cluster)
def test_one_edit_is_told_as_what_it_is(narrative: Narrative, edit: Edit) -> None:
    for seed in range(5):
        chance, text = random.Random(seed), as_drafted(narrative)
        edit(text, chance)
        changes = followed(narrative, text.markdown(narrative.title)).changes
        there = {change.after: change for change in changes if change.after is not None}
        told = text.sentences()
        kinds = [there[number].kind for number in range(1, len(told) + 1)]
        assert {change.before for change in changes if change.kind == "gone"} == text.gone
        if edit is swap and text.swapped:
            assert sorted(k for k, one in zip(kinds, told, strict=True) if one.done == MOVED) == [
                MOVED,
                LEFT,
            ]
            continue
        wanted = [CHANGED if one.done.startswith("joined") else one.done for one in told]
        assert kinds == wanted
        if edit is move:
            (moved,) = [one for one in changes if one.kind == "moved"] or [None]
            assert moved is None or told[(moved.after or 0) - 1].of == moved.before


def test_what_was_edited_through_several_runs_still_knows_the_machines_wording() -> None:
    narrative = NARRATIVES[0]
    first = narrative.sentences[2].text
    markdown = as_drafted(narrative).markdown(narrative.title)
    told = markdown
    now = narrative
    for old, new in (("warten", "stehen"), ("stehen", "lehnen")):
        words_of = first.split()
        told = told.replace(first, " ".join([*words_of[:-1], new, words_of[-1]]))
        now = realign(now, from_markdown(told))
        first = " ".join([*words_of[:-1], new, words_of[-1]])
        edited = now.sentences[2]
        assert edited.basis == "edited" and edited.before is not None, old
        assert edited.before.text == narrative.sentences[2].text
        assert edited.before.values == narrative.sentences[2].values
    back = realign(now, from_markdown(markdown))
    assert back == narrative


def test_what_was_taken_out_finds_its_entry_when_it_comes_back_after_a_run() -> None:
    narrative = NARRATIVES[1]
    markdown = as_drafted(narrative).markdown(narrative.title)
    emptied = realign(narrative, from_markdown(f"# {narrative.title}\n"))
    assert emptied.sentences == () and len(emptied.earlier) == len(narrative.sentences)
    assert realign(emptied, from_markdown(markdown)) == narrative


def test_joined_and_split_sentences_know_all_they_came_from() -> None:
    narrative = NARRATIVES[2]
    one, two = narrative.sentences[0], narrative.sentences[1]
    markdown = as_drafted(narrative).markdown(narrative.title)
    joined = markdown.replace(f"{one.text} {two.text}", f"{one.text[:-1]}; {two.text}")
    assert joined != markdown
    now = realign(narrative, from_markdown(joined))
    before = now.sentences[0].before
    assert before is not None and before.text == f"{one.text} {two.text}"
    assert set(before.values) == {*one.values, *two.values}
    assert realign(now, from_markdown(markdown)) == narrative
    cut = one.text.index(", ")
    parts = f"{one.text[:cut]}. {one.text[cut + 2].upper()}{one.text[cut + 3 :]}"
    now = realign(narrative, from_markdown(markdown.replace(one.text, parts)))
    assert [s.before.text for s in now.sentences[:2] if s.before] == [one.text, one.text]


def test_a_sentence_of_300_words_and_a_doubled_one_are_followed() -> None:
    narrative = NARRATIVES[3]
    markdown = as_drafted(narrative).markdown(narrative.title)
    long = " ".join(["Sehr", *("lang" for _ in range(298)), "ist das."])
    now = realign(narrative, from_markdown(markdown.replace("\n\n", f"\n\n{long} ", 1)))
    assert now.sentences[0].text == long and now.sentences[1:] == narrative.sentences
    twice = narrative.sentences[4].text
    found = followed(narrative, f"{markdown}\n{twice}\n")
    assert [change.kind for change in found.changes].count("new") == 1
    assert found.narrative.sentences[4] == narrative.sentences[4]
    assert found.narrative.sentences[-1].basis == "edited"
