"""Alternatives as a page to read: what stands there now, and each alternative with what it rests on."""

from collections.abc import Iterable

from pipeline.core.types import Basis, Sentence
from pipeline.narratives.redraft.nouns import Alternatives

BASES: dict[Basis, str] = {
    "evidence": "Beleg",
    "value": "Ausprägung",
    "inference": "Folgerung",
    "illustration": "gesetzt",
    "edited": "von Hand",
}


def to_page(found: Alternatives) -> str:
    """The alternatives as Markdown."""
    by = "ohne Sprachmodell berechnet" if found.by == "offline" else f"vom Sprachmodell {found.by}"
    lines = [f"# {found.title}, {found.place.told}: {len(found.alternatives)} Fassungen", "", f"({by})", ""]
    lines += [f"Notiz: {found.note}", ""] if found.note else []
    lines += ["## Bisher", "", *_told(found.before)]
    for number, one in enumerate(found.alternatives, start=1):
        lines += [f"## Fassung {number}: {one.approach}", "", *_told(one.sentences)]
        lines += [f"- Zu prüfen: {remark}" for remark in one.remarks] + [""] * bool(one.remarks)
    return "\n".join([*lines, *found.remarks]).rstrip() + "\n"


def _told(sentences: Iterable[Sentence]) -> list[str]:
    """Paragraphs of text, and under them what each sentence rests on."""
    blocks: dict[int, list[Sentence]] = {}
    for one in sentences:
        blocks.setdefault(one.paragraph, []).append(one)
    lines = []
    for _, block in sorted(blocks.items()):
        grounds = "; ".join(rests_on(one) for one in block)
        lines += [" ".join(one.text for one in block), "", f"*Grundlage: {grounds}*", ""]
    return lines


def rests_on(one: Sentence) -> str:
    """What a sentence rests on, in short: the kind and the ids."""
    ids = ", ".join([*one.values, *one.passages])
    return f"{BASES[one.basis]} {ids}".strip()
