"""What differs between two runs; "" or None stands for what is not there."""

from typing import Literal

from pipeline.core.types import Basis, Finding, Noun
from pipeline.scenarios.sheet.difference import Change

Kind = Literal["unchanged", "moved", "changed", "new", "gone"]


class OtherValue(Noun):
    """A factor whose value is another one now, with labels; `came_from` is the cluster (of the first run)
    that had the new value, "" where none did."""

    factor: str
    name: str
    before: str
    before_label: str
    after: str
    after_label: str
    came_from: str = ""


class ClusterPair(Noun):
    """Two clusters that belong together: `shared` of `factors` have the same value in both."""

    before: str
    after: str
    before_name: str
    after_name: str
    shared: int
    factors: int
    values: tuple[OtherValue, ...]


class Seen(Noun):
    """A sentence of one of the runs, its number (from 1), and what it rests on."""

    number: int
    paragraph: int
    text: str
    basis: Basis
    values: tuple[str, ...]


class Words(Noun):
    """A stretch of words that both sentences have, or only the earlier (gone) or the later one (new)."""

    kind: Literal["same", "gone", "new"]
    text: str


class SentencePair(Noun):
    """What became of a sentence; `words` tells a changed one word by word. Clusters as in their runs."""

    kind: Kind
    before_cluster: str
    after_cluster: str
    before: Seen | None
    after: Seen | None
    words: tuple[Words, ...] = ()


class OtherSetting(Noun):
    """A setting, the model of a stage, or the program's version, where the two differ."""

    name: str
    before: str
    after: str


class RunDifference(Noun):
    """All that differs; `before` and `after` name the runs, `remarks` say in German what to know of it.

    `reworded` are the factors and values that have the same id and say something else.
    """

    before: str
    after: str
    clusters: tuple[ClusterPair, ...]
    sentences: tuple[SentencePair, ...]
    findings_came: tuple[Finding, ...]
    findings_went: tuple[Finding, ...]
    settings: tuple[OtherSetting, ...]
    remarks: tuple[str, ...]
    reworded: tuple[Change, ...] = ()
