"""Reading in the browser: for each sentence that waits the parts of its line in review.yaml.

The page puts in only what the reader says (verdict, name, date, note); every hash comes from here. Lines
that people filled before go into the file as they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import takewhile
from typing import Any

from pipeline.core.files import digest, to_yaml
from pipeline.evaluation.form import form
from pipeline.evaluation.material import Material
from pipeline.evaluation.review import Review
from pipeline.evaluation.selecting import Selection
from pipeline.narratives.ledger import text_hash
from pipeline.publish.evaluated.obstacles import command
from pipeline.publish.evaluated.permitted import Permitted

_INCOMPLETE = (
    "# Achtung: Notizen mit geschütztem Wortlaut stehen hier nur als Verweis; bitte aus der bisherigen "
    "review.yaml übernehmen.\n"
)
_SAID = ("verdict", "by", "date", "note")


@dataclass(frozen=True)
class Line:
    """A line of review.yaml: `before` and `after` what the reader says. With no `key` it is filled and
    stands in `before` as a whole. `label` is the head of the same sentence in calibration.yaml, "" where
    its words may not be shown; `verdict`, `by`, `date` and `note` are what somebody began to fill in."""

    before: str
    key: str = ""
    after: str = ""
    label: str = ""
    verdict: str = ""
    by: str = ""
    date: str = ""
    note: str = ""


@dataclass(frozen=True)
class Reading:
    """All that the page needs to write the files; `store` names where the browser keeps what was said,
    `labels` is the head of calibration.yaml, and `labels_where` says in German what to do with that."""

    store: str
    head: str
    lines: Sequence[Line]
    labels: str
    labels_where: str

    @property
    def data(self) -> Mapping[str, Any]:
        """The same for the page's script."""
        return asdict(self)


def reading(
    material: Material, selections: Mapping[str, Selection], permitted: Permitted, run: str
) -> Reading:
    """The file in parts, in the order that it has on disk."""
    made = form(material.reviewed, material.narratives, selections, material.findings, material.ground)
    waiting = {
        key_of(one.cluster, one.sentences[number - 1].text)
        for one in material.narratives
        for number, _ in selections[one.cluster].reading
    }
    allowed = [permitted.review(one) for one in made.lines]
    text = made.text(material.review_text).splitlines()
    head = "".join(f"{permitted.words(one)}\n" for one in takewhile(lambda one: one.startswith("#"), text))
    changed = any(one.note != other.note for one, other in zip(made.lines, allowed, strict=True))
    return Reading(
        store=f"szenario.lesen.{_ground(material)}",
        head=head + (_INCOMPLETE if changed else ""),
        lines=[
            _line(one, waiting, hidden=one.text != other.text)
            for one, other in zip(allowed, made.lines, strict=True)
        ],
        labels="labels:\n",
        labels_where=f"Aufnehmen mit: {command('eval', run, '--labels', 'calibration.yaml')}",
    )


def key_of(cluster: str, text: str) -> str:
    """What a sentence is known by in the page: its scenario and the hash of its words."""
    return f"{cluster}/{text_hash(text)}"


def _ground(material: Material) -> str:
    """What a verdict speaks of besides the sentence: of another project or bundle it is another one."""
    clusters = [one.model_dump(include={"id", "members"}) for one in material.ground.clusters.clusters]
    return digest(f"{material.ground.settings.title}\n{to_yaml(clusters)}".encode())[:16]


def _line(one: Review, waiting: set[str], *, hidden: bool) -> Line:
    key = f"{one.cluster}/{one.text_hash}"
    if one.judged or key not in waiting:
        return Line(to_yaml([one.model_dump()]))
    data = one.model_dump()
    place = {name: data.pop(name) for name in ("cluster", "sentence", "text_hash")}
    for name in _SAID:
        data.pop(name)
    label = "" if hidden else to_yaml([{"cluster": one.cluster, "text": one.text}])
    return Line(
        before=to_yaml([place]),
        key=key,
        after="".join(f"  {line}\n" for line in to_yaml(data).splitlines()),
        label=label,
        verdict=one.verdict,
        by=one.by,
        date=one.date,
        note=one.note,
    )
