"""The cases of suite 8: texts of the small world with their ledger, and what of the corpus they carry."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import Field

from pipeline.checks import check
from pipeline.checks.judging import StatementJudge
from pipeline.core.errors import InputError
from pipeline.core.types import Basis, Narrative, Noun, Sentence
from pipeline.evaluation.cases import Case, load_cases
from pipeline.evaluation.material import Material
from pipeline.evaluation.sources_used import sources_used
from pipeline.evaluation.suites.suite import Proof
from pipeline.evaluation.voices import told_values, voices
from pipeline.evaluation.world import small_world


class Written(Noun):
    """A sentence of a case and what it rests on."""

    text: str
    basis: Basis = "value"
    values: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


class CoverageCase(Case):
    """Texts by cluster, and documents that could not be read besides those of the small world.

    What is expected is told in whole for each field that is given: the documents that are used, and those
    that are not read; the groups that are heard, and those that are not; the values that are contradicted.
    """

    texts: dict[str, tuple[Written, ...]] = Field(min_length=1)
    broken: tuple[str, ...] = ()
    used: tuple[str, ...] | None = None
    unread: tuple[str, ...] | None = None
    heard: tuple[str, ...] | None = None
    unheard: tuple[str, ...] | None = None
    told: tuple[str, ...] | None = None
    contradicted: tuple[str, ...] | None = None


def prove(paths: Sequence[Path]) -> Proof:
    """Look at the texts of every case as at those of a run; raises InputError for a name there is not."""
    cases = load_cases(paths, CoverageCase) if paths else ()
    world = small_world()
    known = {
        *(one.id for one in world.clusters.clusters),
        *world.sheet.ids(),
        *(one.id for one in world.passages),
    }
    for case in cases:
        sentences = [one for told in case.texts.values() for one in told]
        named = [*case.texts, *(name for one in sentences for name in (*one.values, *one.passages))]
        strange = [name for name in named if name not in known]
        if strange:
            raise InputError(
                f"{paths[0].parent.name}/{paths[0].name}: Der Fall „{case.id}“ nennt „{strange[0]}“, was "
                "es hier nicht gibt. Möglich ist, was in evals/world.yaml steht."
            )
    return Proof(len(cases), tuple(line for case in cases for line in _wrong(case)))


def _wrong(case: CoverageCase) -> Iterator[str]:
    for field, found in _found(case).items():
        wanted = getattr(case, field)
        if wanted is not None and {*wanted} != found:
            shown = ", ".join(sorted(found)) or "nichts"
            yield f"Fall „{case.id}“: {field} ist {shown} statt {', '.join(sorted(wanted)) or 'nichts'}."


def _found(case: CoverageCase) -> Mapping[str, set[str]]:
    ground = small_world()
    texts = [_text(cluster, told) for cluster, told in case.texts.items()]
    material = Material(
        texts,
        ground,
        check(texts, ground, StatementJudge()),
        documents=[{"path": one, "problem": "nicht lesbar"} for one in case.broken],
    )
    sources, heard = sources_used(material), told_values(material)
    groups = voices(heard)
    return {
        "used": {one.path for one in sources if one.used},
        "unread": {one.path for one in sources if not one.read},
        "heard": {one.group for one in groups if one.heard},
        "unheard": {one.group for one in groups if one.heard is False},
        "told": {one.value for one in heard if one.state == "told"},
        "contradicted": {one.value for one in heard if one.state == "contradicted"},
    }


def _text(cluster: str, told: tuple[Written, ...]) -> Narrative:
    return Narrative(
        cluster=cluster,
        title=small_world().clusters.cluster(cluster).name,
        rohgeruest=False,
        sentences=tuple(Sentence(**one.model_dump(), paragraph=1) for one in told),
    )
