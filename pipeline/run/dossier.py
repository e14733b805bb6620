"""What goes into the dossier of a run: enough to repeat it, as far as the rights let it out.

Documents that may not be exported are listed with their hash and where they come from; whoever has them can
tell that they are the same. The project's own folder is not named: where it lay is nobody's business.
"""

import json
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from pipeline.checks.case import Ground
from pipeline.core.files import digest_of, read_json_as, read_jsonl_as, to_csv, to_json, to_jsonl
from pipeline.core.resources import shipped
from pipeline.core.settings import Settings
from pipeline.core.types import Findings, Narrative, Passage
from pipeline.evaluation.nouns import Ruling
from pipeline.project import Project, Run
from pipeline.publish.protection import Protection, withheld_finding
from pipeline.run.context import read_ground
from pipeline.run.documents import ReadDocument, read_documents
from pipeline.run.dossier_files import run_files
from pipeline.run.handing_over import protection_of
from pipeline.run.narratives import narratives_of
from pipeline.sources.rights import printable

_OF_A_PROJECT = (
    "szenario.toml", "stil.yaml", "values.*", "ratings.*", "*.scw", "massnahmen.*", "decisions.yaml",
    "votes.*",
)  # fmt: skip
REFERENCES = "eingaben/verweise.csv"


def collected(project: Project, run: Run, settings: Settings, ruling: Ruling) -> dict[str, bytes]:
    """The files of the dossier by their name in it."""
    documents = read_documents(run)
    found: dict[str, bytes] = {}
    ground = read_ground(run, settings)
    protection = protection_of(run, ground)
    told = run_files(run, ruling, protection)
    found |= {f"lauf/{name}": data for name, data in told.items()}
    found["lauf/run.json"] = _record(run)
    found["lauf/findings.json"] = _findings(run, ground, protection).encode()
    found["lauf/passages.jsonl"] = _passages(run, documents).encode()
    found["urteil.json"] = to_json(ruling).encode()
    found |= dict(_inputs(project, documents))
    found[REFERENCES] = _references(project, documents).encode()
    prompts = shipped("prompts")
    for path in sorted(prompts.rglob("*.j2")):
        found[f"prompts/{path.relative_to(prompts).as_posix()}"] = path.read_bytes()
    found["programm.txt"] = _program().encode()
    return found


def _record(run: Run) -> bytes:
    record = json.loads(run.record.read_text(encoding="utf-8"))
    record.pop("folder", None)
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def _findings(run: Run, ground: Ground, protection: Protection) -> str:
    """The findings, without words of documents that may not be cited."""
    findings = read_json_as(Findings, run.made("findings.json", "check"))
    narratives: list[Narrative] = narratives_of(run, ground.clusters)
    withheld = {one.cluster: protection.withheld(one) for one in narratives}
    shown = []
    for finding in findings.findings:
        reference = withheld.get(finding.cluster, {}).get(finding.sentence or 0)
        reference = reference or protection.repeats(f"{finding.message}\n{finding.evidence}")
        shown.append(withheld_finding(finding, reference) if reference else finding)
    return to_json(findings.model_copy(update={"findings": tuple(shown)}))


def _passages(run: Run, documents: list[ReadDocument]) -> str:
    """The passages; of a document that may not leave the house only where each stands."""
    free = {one.path for one in documents if printable(one.rights)}
    passages = read_jsonl_as(Passage, run.made("passages.jsonl", "read"))
    return to_jsonl(
        one if one.document in free else one.model_copy(update={"text": "", "heading": ""})
        for one in passages
    )


def _inputs(project: Project, documents: list[ReadDocument]) -> Iterator[tuple[str, bytes]]:
    if not project.folder.is_dir():
        return
    own = {path for pattern in _OF_A_PROJECT for path in project.folder.glob(pattern) if path.is_file()}
    for path in sorted(own):
        yield f"eingaben/{path.name}", path.read_bytes()
    for one in documents:
        path = project.documents / one.path
        if printable(one.rights) and path.is_file():
            yield f"eingaben/documents/{one.path}", path.read_bytes()


def _references(project: Project, documents: list[ReadDocument]) -> str:
    header = ("path", "title", "source", "publisher", "date", "owner", "sha256", "enthalten")
    rows = []
    for one in documents:
        path: Path = project.documents / one.path
        known = digest_of(path) if path.is_file() else ""
        inside = "ja" if printable(one.rights) and known else "nein, nur Verweis"
        rows.append((
            one.path, one.title, one.source, one.publisher, one.date, one.rights.owner, known, inside,
        ))  # fmt: skip
    return to_csv(header, rows)


def _program() -> str:
    """The versions of the program and of all that it is installed with."""
    known = {one.metadata["Name"]: one.version for one in metadata.distributions()}
    return "".join(f"{name}=={version}\n" for name, version in sorted(known.items(), key=_small))


def _small(entry: tuple[str, str]) -> str:
    return entry[0].lower()
