"""Whatever editors do in Word, tracked or not: untouched sentences keep their basis, no word is lost."""

from dataclasses import replace
from functools import cache

import sample_edition
from hypothesis import given, settings
from hypothesis import strategies as st
from word_edits import Piece, narratives, rewritten, told

from pipeline.narratives.ledger import realign
from pipeline.publish.word import read_back, write

EDITION = replace(
    sample_edition.edition(), comparison=None, windkanal=None, pictures=(), table=(), method=(), sources=()
)
NEW = (
    "Am Kai steht seit gestern eine zweite Bude, und keiner weiß, wem sie gehört.",
    "Wer zahlt?",
    "„Das war nie so gedacht“, sagt der Küster.",
    "Nördlich der Mole messen 14 Übergänge den Wind; südlich davon misst niemand.",
    "Öl gibt es mittwochs.",
)

edits = st.lists(
    st.tuples(
        st.sampled_from(["delete", "insert", "reword", "move", "merge", "split"]),
        st.integers(0, 40),
        st.integers(0, 40),
        st.sampled_from(NEW),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


@cache
def ours(basis) -> bytes:
    return write(EDITION, basis, None)


def apply(pieces: list[Piece], edit: tuple[str, int, int, str, bool]) -> None:
    """One edit, tracked or not; what is under a change already is left alone."""
    kind, where, to, words, tracked = edit
    if kind == "insert":
        pieces.insert(where % (len(pieces) + 1), Piece(words, mark="ins" if tracked else ""))
        return
    if kind == "split":
        pieces.insert(where % (len(pieces) + 1), Piece("", mark="ins" if tracked else ""))
        return
    wanted = [one for one in pieces if one.border == (kind == "merge") and not one.mark]
    if not wanted:
        return
    piece = wanted[where % len(wanted)]
    at = next(number for number, one in enumerate(pieces) if one is piece)
    if kind == "move":
        gone = Piece(piece.text, piece.origin, "moveFrom", piece.runs)
        pieces[at : at + 1] = [gone] if tracked else []
        there = Piece(piece.text, piece.origin, "moveTo" if tracked else "", piece.runs)
        pieces.insert(to % (len(pieces) + 1), there)
        return
    new = [Piece(words, mark="ins" if tracked else "")] if kind == "reword" else []
    old = [Piece(piece.text, piece.origin, "del", piece.runs)] if tracked else []
    pieces[at : at + 1] = [*old, *new]


@given(
    basis=st.sampled_from(["notes", "margin"]),
    chosen=edits,
    accepted=st.booleans(),
    marks=st.sampled_from(["between", "within", "lost"]),
)
@settings(max_examples=100)
def test_untouched_sentences_keep_their_basis_and_no_word_is_lost(basis, chosen, accepted, marks):
    chapter, left = EDITION.chapters[0], []

    def edit(pieces):
        for one in chosen:
            apply(pieces, one)
        left.extend(pieces)

    data = rewritten(ours(basis), chapter, edit, marks)
    known = narratives(EDITION)
    back = read_back(data, known, "accepted" if accepted else "none")
    expected = told(left, accepted=accepted)
    found = back.text(chapter.cluster)
    assert (found.text.paragraphs if found else ()) == expected
    assert back.text("c2").text.paragraphs == tuple(
        " ".join(line.text for line in block) for block in EDITION.chapters[1].paragraphs
    )
    if found is None:
        assert back.missing == (chapter.cluster,)
        return
    by_words = {one.text: one for one in known[0].sentences}
    kept = [one.origin for one in left if one.origin and one.stands(accepted)]
    followed = realign(known[0], found.text).sentences
    assert sorted(int(one.values[0][1:]) for one in followed if one.basis == "value") == sorted(kept)
    for one in followed:
        assert (one.text in by_words and by_words[one.text].values == one.values) or one.basis == "edited"
    if not accepted:
        assert len(back.pending) >= sum(bool(one.mark) for one in left if one.border)
