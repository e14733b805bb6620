"""The files of a run as they go into a dossier: as they lie there, but for words that may not be shown.

A file in a form that cannot be looked through stays in the house.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.core.files import read_yaml, to_csv, to_json, to_yaml
from pipeline.evaluation.nouns import Ruling
from pipeline.narratives.ledger import to_markdown
from pipeline.project import Run
from pipeline.publish.protection import Protection, withheld_sentence
from pipeline.publish.redaction import cleaned, cleaned_prose
from pipeline.publish.resting import may_quote
from pipeline.run.evaluating import WAIVERS
from pipeline.run.narratives import read_narratives

_OF_A_RUN = (
    "sheet.yaml", "affinity.csv", "ratings.all.csv", "concepts.yaml", "clusters.yaml", "plans.yaml",
    "opinions.json", "merges.json", "impact.json", "review.yaml", WAIVERS, "release.yaml",
    "comments.yaml", "windkanal.yaml", "eval.json",
)  # fmt: skip
_FOLDERS = ("narratives", "formats", "alternatives")
Looked = Callable[[Path, Protection], bytes]


def run_files(run: Run, ruling: Ruling, protection: Protection) -> dict[str, bytes]:
    """The files by their name below the run."""
    paths = [run.file(name) for name in _OF_A_RUN]
    paths += [path for folder in _FOLDERS for path in sorted(run.file(folder).rglob("*"))]
    texts = _texts(run, protection)
    about = {one.waiver.finding: one.waiver.about for one in ruling.waived}
    found = {}
    for path in paths:
        name = path.relative_to(run.folder).as_posix()
        look = LOOKED.get(path.suffix)
        if not path.is_file() or look is None:
            continue
        if name in texts:
            found[name] = texts[name]
        elif name == WAIVERS:
            found[name] = _waivers(path, about, protection)
        else:
            found[name] = look(path, protection)
    return found


def _texts(run: Run, protection: Protection) -> dict[str, bytes]:
    """The narratives of the run that have sentences to withhold, by name."""
    clusters = {one.id for one in protection.ground.clusters.clusters}
    found = {}
    for one in read_narratives(run):
        narrative = one.narrative
        withheld = protection.withheld(narrative) if narrative.cluster in clusters else {}
        if withheld:
            shown = tuple(
                sentence.model_copy(update={"text": withheld_sentence(number, withheld[number])})
                if number in withheld
                else sentence
                for number, sentence in enumerate(narrative.sentences, start=1)
            )
            told = narrative.model_copy(update={"sentences": shown})
            found[one.markdown] = cleaned_prose(to_markdown(told), protection).encode()
            found[one.ledger] = to_json(_ledger(told.model_dump(mode="json"), protection)).encode()
    return found


def _waivers(path: Path, about: Mapping[str, str], protection: Protection) -> bytes:
    """The waivers, with what they were about in the words of the ruling."""
    data = read_yaml(path)
    told = {**data, "waivers": [
        {**one, "about": about.get(one["finding"], one.get("about", ""))} for one in data["waivers"]
    ]}  # fmt: skip
    told = cleaned(told, protection)
    return path.read_bytes() if told == data else to_yaml(told).encode()


def _ledger(data: Any, protection: Protection) -> Any:
    """Data with words of passages as quotations: those that may not be quoted are not there."""
    passages = {one.id: one for one in protection.ground.passages}

    def allowed(one: Mapping[str, Any]) -> bool:
        passage = passages.get(one["passage"])
        return passage is not None and may_quote(one["quote"], passage, protection)

    def looked(value: Any) -> Any:
        if isinstance(value, list):
            return [looked(one) for one in value]
        if not isinstance(value, dict):
            return value
        return {
            name: [quote for quote in one if allowed(quote)] if name == "quotations" else looked(one)
            for name, one in value.items()
        }

    return cleaned(looked(data), protection)


def _json(path: Path, protection: Protection) -> bytes:
    data = json.loads(path.read_text(encoding="utf-8-sig"))
    told = _ledger(data, protection)
    return path.read_bytes() if told == data else to_json(told).encode()


def _yaml(path: Path, protection: Protection) -> bytes:
    data = read_yaml(path)
    told = _ledger(data, protection)
    # A comment is no data: it may say what the data may not.
    hidden = told != data or protection.repeats(path.read_text(encoding="utf-8-sig"))
    return to_yaml(told).encode() if hidden else path.read_bytes()


def _csv(path: Path, protection: Protection) -> bytes:
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    told = cleaned(rows, protection)
    return path.read_bytes() if told == rows else to_csv(told[0], told[1:]).encode()


def _prose(path: Path, protection: Protection) -> bytes:
    text = path.read_bytes().decode("utf-8", "replace")
    told = cleaned_prose(text, protection)
    return path.read_bytes() if told == text else told.encode()


LOOKED: Mapping[str, Looked] = {".json": _json, ".yaml": _yaml, ".csv": _csv, ".md": _prose}
