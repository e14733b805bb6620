"""review.yaml as a form: a line for every sentence that a person has to read, in the order of reading.

Lines keep their place while they are filled. What a person once wrote stays for good, also where a
verdict, a name or a day is lacking yet (said on top), and where it speaks of a wording that is gone: then
it stands at the end. Remarks move to the top.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.checks.case import Ground
from pipeline.core.files import to_yaml
from pipeline.core.types import Findings, Narrative
from pipeline.evaluation.held_against import in_words, nearest_values
from pipeline.evaluation.remarks import remarks_in
from pipeline.evaluation.review import Review, Reviewed
from pipeline.evaluation.selecting import Drawn, Selection
from pipeline.narratives.ledger import text_hash

_HOW = (
    "Je Satz eintragen: verdict (ok oder wrong), by (Ihr Name), date (JJJJ-MM-TT); note, wenn Sie wollen.",
    "drawn sagt, warum der Satz hier steht: rank = verdächtig, sample = Stichprobe der übrigen, finding = "
    "Einwand des Sprachmodells, changed = gelesen und seither geändert.",
    "ok heißt: Der Satz passt zu seinem Szenario, und was er als Tatsache nennt, ist belegt; sonst wrong.",
    "against ist, was das Szenario am ehesten dazu sagt (nach Wörtern und Nähe, also manchmal anderes); "
    "suspicion (0 bis 1) ordnet nur die Reihenfolge.",
)
_LACKING = "Angefangen, zählt noch nicht:"
_LEFT = "ungelesen, gelesen wird eine Stichprobe der übrigen."
_ONCE = (
    "# .*stehen nicht hier; für sie bürgt die Stichprobe\\.",
    "# drawn sagt, warum der Satz hier steht: .*",
)
"""How it was said once: lines of ours in an older file, and nobody's remarks."""


@dataclass(frozen=True)
class Form:
    """All lines; how many of them wait for a person; and in German what of the texts is not to be read."""

    lines: Sequence[Review]
    waiting: int
    left: Sequence[str] = ()

    def text(self, before: str = "") -> str:
        """The file as a person opens it; remarks that somebody put into the one `before` stay on top."""
        head = [f"# {one}" for one in (*_HOW, *self.left, *self.lacking)]
        fixed = (re.escape(f"# {one}") for one in _HOW)
        ours = re.compile("|".join((*fixed, *_ONCE, f"# .*{re.escape(_LEFT)}", f"# {_LACKING}.*")))
        remarks = [one for one in remarks_in(before) if not ours.fullmatch(one)]
        return "\n".join([*head, *remarks, to_yaml([one.model_dump() for one in self.lines])])

    @property
    def lacking(self) -> tuple[str, ...]:
        """In German what is still to be filled in where somebody began to."""
        return tuple(
            f"{_LACKING} {one.cluster}, Satz {one.sentence}: es fehlt {' und '.join(one.lacking)}."
            for one in self.lines
            if one.begun and one.lacking
        )


def form(
    reviewed: Reviewed,
    narratives: Sequence[Narrative],
    selections: Mapping[str, Selection],
    findings: Findings,
    ground: Ground | None = None,
) -> Form:
    """What is to be read, filled or not, and then what else people wrote.

    With the `ground` of the texts each open line says what its sentence is held against.
    """
    written = [one for one in reviewed.reviews if one.begun]
    noted = {(one.cluster, one.text_hash): one for one in written}
    suspicion = {(one.cluster, one.index): one.suspicion for one in findings.sentences}
    lines = []
    for one in narratives:
        against = _against(one, selections[one.cluster], ground)
        for number, drawn in selections[one.cluster].reading:
            key = (one.cluster, text_hash(one.sentences[number - 1].text))
            mine = reviewed.of(one.cluster, one.sentences[number - 1].text) or noted.get(key)
            fresh = _line(one, number, drawn, suspicion.get((one.cluster, number)))
            lines.append(mine or fresh.model_copy(update={"against": against.get(number, "")}))
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


def _against(narrative: Narrative, selection: Selection, ground: Ground | None) -> Mapping[int, str]:
    """By number what its scenario says nearest to a sentence; none where the ground is not known."""
    if ground is None:
        return {}
    near = nearest_values(narrative, [number for number, _ in selection.reading], ground)
    return {number: in_words(values[0], ground.sheet) for number, values in near.items() if values}


def _left(narratives: Sequence[Narrative], selections: Mapping[str, Selection]) -> tuple[str, ...]:
    """What a reader is not asked to read, text by text."""
    return tuple(
        f"„{one.title}“: {len(left)} von {len(one.sentences)} Sätzen "
        f"{'bleibt' if len(left) == 1 else 'bleiben'} {_LEFT}"
        for one in narratives
        if (left := selections[one.cluster].left)
    )
