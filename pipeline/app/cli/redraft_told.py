"""Alternatives as the terminal tells of them, and as a script reads them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pipeline.app.cli.links import harmless

if TYPE_CHECKING:
    from pipeline.core.types import Sentence
    from pipeline.narratives.redraft.nouns import Alternative, Alternatives
    from pipeline.project import Run
    from pipeline.run.redrafting import Kept
    from pipeline.run.taking import Taken


def tell(kept: "Kept") -> None:
    """What stands there, each alternative with its number and length, and how one is put in."""
    found = kept.alternatives
    print(f"{harmless(found.title)}, {found.place.told}")
    print(f"\nBisher ({_words(found.before)} Wörter)\n{_text(found.before)}")
    for number, one in enumerate(found.alternatives, start=1):
        print(f"\n{number}. {harmless(one.approach)} ({one.words} Wörter)\n{_text(one.sentences)}")
        for remark in one.remarks:
            print(f"   zu prüfen: {harmless(remark)}")
    print()
    for remark in found.remarks:
        print(harmless(remark))
    if found.alternatives:
        print(f"Liegt in {kept.page}; einsetzen mit demselben Befehl und --take 1 (ohne --note).")


def as_json(run: "Run", kept: "Kept") -> dict[str, Any]:
    """{alternatives: […]} with where they stand, what stood there, and what was not done."""
    found = kept.alternatives
    return {
        "alternatives": [_one(number, one) for number, one in enumerate(found.alternatives, start=1)],
        **_place(found),
        "note": found.note,
        "by": found.by,
        "before": [one.model_dump(mode="json") for one in found.before],
        "files": [str(run.file(name)) for name in (kept.page, kept.ledger)] if found.alternatives else [],
        "remarks": list(found.remarks),
    }


def tell_taken(taken: "Taken") -> None:
    """What stands in the text now, and where the text of before is."""
    found = taken.alternatives
    print(f"{found.place.told} von {taken.markdown} ist jetzt Fassung {taken.number}.")
    print(f"Der Text davor liegt in {taken.copy}.")
    if taken.around:
        print("Der übrige Text hat sich seit den Fassungen geändert; bitte den Anschluss lesen.")
    print("Prüfung und Bericht bringt „szenario run PROJEKT“ auf den Stand.")


def taken_as_json(run: "Run", taken: "Taken") -> dict[str, Any]:
    """{alternatives: […]} with the one that stands in the text now."""
    found = taken.alternatives
    return {
        "alternatives": [_one(taken.number, found.alternatives[taken.number - 1])],
        **_place(found),
        "taken": taken.number,
        "narrative": str(run.file(taken.markdown)),
        "copy": str(run.file(taken.copy)),
        "text_changed_around": taken.around,
    }


def _place(found: "Alternatives") -> dict[str, Any]:
    place = found.place
    return {"cluster": found.cluster, "paragraph": place.paragraph, "sentence": place.sentence}


def _one(number: int, one: "Alternative") -> dict[str, Any]:
    return {
        "number": number,
        "approach": one.approach,
        "text": _text(one.sentences),
        "words": one.words,
        "sentences": [sentence.model_dump(mode="json") for sentence in one.sentences],
        "remarks": list(one.remarks),
    }


def _text(sentences: "Iterable[Sentence]") -> str:
    blocks: dict[int, list[str]] = {}
    for one in sentences:
        blocks.setdefault(one.paragraph, []).append(harmless(one.text))
    return "\n\n".join(" ".join(block) for _, block in sorted(blocks.items()))


def _words(sentences: "Iterable[Sentence]") -> int:
    from pipeline.language.words import count_words

    return sum(count_words(one.text) for one in sentences)
