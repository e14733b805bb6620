"""Which files of formats/ are a person's, and writing the others so that nothing is lost.

A file that is neither what was written last nor what was about to be written was changed by a person: it
is kept, until a redo replaces it after a copy into history/. What a model made is copied there as well
before something else takes its place, and is never replaced by what is computed unless that was asked for.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.core.errors import InputError
from pipeline.core.files import digest, digest_of, keep_copy, read_yaml_as, write_text
from pipeline.narratives.formats.making import FormatMaker, FormatName
from pipeline.narratives.formats.nouns import Comparison, Formats
from pipeline.narratives.formats.offline import OFFLINE
from pipeline.project import Run
from pipeline.run.context import RATINGS
from pipeline.run.documents import DOCUMENTS
from pipeline.run.formats import files, name_beside
from pipeline.run.narratives import Written
from pipeline.run.record import RunRecord, StageRecord, inputs_digest, save

STAGE = "formats"
HISTORY = "../history"
_READ = ("sheet.yaml", "clusters.yaml", "plans.yaml", "passages.jsonl", RATINGS, DOCUMENTS)
Status = Literal["made", "unchanged", "edited", "kept", "broken"]


@dataclass(frozen=True)
class Asked:
    """What is to be made: which formats, of which cluster (None for all), and what may be replaced.

    `redo` replaces what people edited, `over_models` what a model made by what is computed.
    """

    names: frozenset[FormatName]
    cluster: str | None = None
    redo: bool = False
    over_models: bool = False


class Keeping:
    """What stands in formats/, what of it is a person's, and writing the rest."""

    def __init__(self, run: Run, record: RunRecord, asked: Asked, maker: FormatMaker) -> None:
        self._run, self._record, self._asked, self._maker = run, record, asked, maker
        self._stage = record.stages.setdefault(STAGE, StageRecord())
        there = [name for name in _READ if run.file(name).is_file()]
        self._ground = {name: digest_of(run.file(name)) for name in there}

    def key(self, text: str, wanted: frozenset[FormatName]) -> str:
        """A digest of all that one file is made from."""
        own = {"text": text, "wanted": json.dumps(sorted(wanted)), "maker": self._maker.signature}
        return inputs_digest({**self._ground, **own})[:16]

    def state(self, name: str, kind: type[Formats] | type[Comparison], key: str) -> Status:
        """What is to be done about a file; one that a person left unreadable is "broken", and theirs."""
        path = self._run.file(name)
        if not path.is_file() or self._asked.redo:
            return "made"
        try:
            by = read_yaml_as(kind, path).by
        except InputError:
            return "broken"
        if self._edited(name):
            return "edited"
        if self._stage.reads.get(name) == key:
            return "unchanged"
        if by != OFFLINE and self._maker.name == OFFLINE and not self._asked.over_models:
            return "kept"
        return "made"

    def earlier(self, name: str) -> Formats | None:
        """What stands there of a file that is about to be made anew; None where it is thrown away."""
        path = self._run.file(name)
        return read_yaml_as(Formats, path) if path.is_file() and not self._asked.redo else None

    def write(self, name: str, text: str, key: str) -> None:
        """Write a file; what a person or a model made of it before is copied into history/."""
        path, new = self._run.file(name), digest(text.encode())
        if path.is_file() and digest_of(path) != new and (self._edited(name) or not self._computed(name)):
            keep_copy(path, HISTORY)
        self._stage.pending[name] = new
        save(self._run, self._record)
        write_text(path, text)
        self._stage.outputs[name], self._stage.reads[name] = new, key
        self._stage.pending.pop(name)
        save(self._run, self._record)

    def follow_renames(self, narratives: Sequence[Written]) -> None:
        """A file whose narrative has another name now takes that name, with all that is known of it."""
        wanted = {one.narrative.cluster: name_beside(one) for one in narratives}
        for path in files(self._run):
            old = f"{path.parent.name}/{path.name}"
            if old in wanted.values():
                continue
            try:
                new = wanted.get(read_yaml_as(Formats, path).cluster)
            except InputError:  # whose it is cannot be known; it stays, and is told where all are read
                continue
            if new is None or self._run.file(new).exists():
                continue
            path.replace(self._run.file(new))
            for known in (self._stage.outputs, self._stage.reads):
                if old in known:
                    known[new] = known.pop(old)
            save(self._run, self._record)

    def _edited(self, name: str) -> bool:
        ours = (self._stage.outputs.get(name), self._stage.pending.get(name))
        return digest_of(self._run.file(name)) not in ours

    def _computed(self, name: str) -> bool:
        """Whether a file is told to be computed, so that it can be had again for nothing."""
        return f"\nby: {OFFLINE}\n" in self._run.file(name).read_text(encoding="utf-8", errors="replace")
