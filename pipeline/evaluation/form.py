"""review.yaml as a form: a line for every sentence that a person has to read, in the order of reading.

Lines keep their place while they are filled. What a person once wrote stays for good, also where it speaks
of a wording that is gone: then it stands at the end, and counts for nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.files import to_yaml
from pipeline.core.types import Findings, Narrative
from pipeline.evaluation.review import Review, Reviewed
from pipeline.evaluation.selecting import Drawn, Selection
from pipeline.narratives.ledger import text_hash

_HOW = (
    "Je Satz eintragen: verdict (ok oder wrong), by (Ihr Name), date (JJJJ-MM-TT); note, wenn Sie wollen.",
    "drawn sagt, warum der Satz hier steht: rank = verdächtig, sample = Stichprobe der übrigen, finding = "
    "Einwand des Sprachmodells.",
)
_LEFT = "stehen nicht hier; für sie bürgt die Stichprobe."


@dataclass(frozen=True)
class Form:
    """All lines; how many of them wait for a person; and in German what of the texts is not to be read."""

    lines: Sequence[Review]
    waiting: int
    left: Sequence[str] = ()

    def text(self, before: str = "") -> str:
        """The file as a person opens it; remarks that somebody put into the one `before` stay on top."""
        head = [f"# {one}" for one in (*_HOW, *self.left)]
        ours = re.compile("|".join((*(re.escape(f"# {one}") for one in _HOW), f"# .*{re.escape(_LEFT)}")))
        remarks = [one for one in before.splitlines() if one.startswith("#") and not ours.fullmatch(one)]
        return "\n".join([*head, *remarks, to_yaml([one.model_dump() for one in self.lines])])


def form(
    reviewed: Reviewed,
    narratives: Sequence[Narrative],
    selections: Mapping[str, Selection],
    findings: Findings,
) -> Form:
    """What is to be read, filled or not, and then what else people wrote."""
    written = [one for one in reviewed.reviews if one.judged or one.note.strip()]
    noted = {(one.cluster, one.text_hash): one for one in written}
    suspicion = {(one.cluster, one.index): one.suspicion for one in findings.sentences}
    lines = []
    for one in narratives:
        for number, drawn in selections[one.cluster].reading:
            key = (one.cluster, text_hash(one.sentences[number - 1].text))
            mine = reviewed.of(one.cluster, one.sentences[number - 1].text) or noted.get(key)
            lines.append(mine or _line(one, number, drawn, suspicion.get((one.cluster, number))))
    beside = [one for one in written if one not in lines]
    return Form((*lines, *beside), sum(not one.judged for one in lines), _left(narratives, selections))


def _line(narrative: Narrative, number: int, drawn: Drawn, suspicion: float | None) -> Review:
    text = narrative.sentences[number - 1].text
    return Review(
        cluster=narrative.cluster,
        sentence=number,
        text_hash=text_hash(text),
        text=text,
        drawn=drawn,
        suspicion=suspicion,
    )


def _left(narratives: Sequence[Narrative], selections: Mapping[str, Selection]) -> tuple[str, ...]:
    """What a reader is not asked to read, text by text."""
    return tuple(
        f"„{one.title}“: {len(left)} von {len(one.sentences)} Sätzen {_LEFT}"
        for one in narratives
        if (left := selections[one.cluster].left)
    )
