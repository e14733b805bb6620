"""What a judge is told: the contract, the passages near the text, its sentences by number.

A row shows its value in full and its siblings by their labels; today's state stands only in the rows
that the sentences come near to, where a way may begin. So the whole contract of 55 factors fits into
a small model's context.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.checks.case import Case
from pipeline.checks.contract import Contract, Row
from pipeline.core.types import FactorValue
from pipeline.sources.retrieval import Retriever

PASSAGES = 2
ROWS_NEAR = 2
"""Of each sentence: the factors that come nearest to it."""


def told_sentences(
    case: Case, contract: Contract, numbers: Sequence[int], retriever: Retriever
) -> Mapping[str, Any]:
    """The values of prompts/checks/judge for these sentences.

    Where only what has changed is asked about, the whole text is shown: it explains what "er" or "dort" is.
    """
    settings = case.ground.settings
    near = _near(case, numbers)
    around = case.numbers() if case.settled else range(max(1, numbers[0] - 1), numbers[-1] + 1)
    return {
        "zeilen": [_row(case, row, row.factor in near) for row in contract.rows],
        "passagen": _passages(case, numbers, retriever),
        "saetze": numbered(case, around),
        "nummern": list(numbers),
        "horizont": settings.horizon,
        "region": settings.region,
    }


def told_objections(case: Case, objections: Iterable[tuple[int, Row, str]]) -> Mapping[str, Any]:
    """The values of prompts/checks/doubt: each sentence, what is held against it, all values in full."""
    sheet, settings = case.ground.sheet, case.ground.settings
    cases = []
    for number, row, reason in objections:
        factor = sheet.factor(row.factor)
        around = range(max(1, number - 1), min(len(case.texts), number + 1) + 1)
        cases.append(
            {
                "nummer": number,
                "satz": _line(case.texts[number - 1]),
                "umgebung": numbered(case, around) if len(around) > 1 else "",
                "faktor": factor.name,
                "heute": factor.heute,
                "eigen": _whole(sheet.value(row.value)),
                "andere": [_whole(sheet.value(one)) for one in row.siblings],
                "einwand": reason,
            }
        )
    return {"faelle": cases, "horizont": settings.horizon, "region": settings.region}


def numbered(case: Case, numbers: Iterable[int]) -> str:
    """Sentences with their numbers, each in one line."""
    return "\n".join(f"{number}: {_line(case.texts[number - 1])}" for number in numbers)


def _row(case: Case, row: Row, today: bool) -> dict[str, Any]:
    sheet = case.ground.sheet
    factor, value = sheet.factor(row.factor), sheet.value(row.value)
    return {
        "nummer": row.number,
        "faktor": factor.name,
        "offen": not row.firm,
        "label": value.label,
        "text": value.text,
        "andere": [sheet.value(one).label for one in row.siblings],
        "heute": factor.heute if today else "",
    }


def _near(case: Case, numbers: Sequence[int]) -> set[str]:
    """The factors whose values come nearest to the sentences."""
    import numpy as np

    matcher = case.ground.matcher
    nearness = matcher.match([case.texts[number - 1] for number in numbers]).both
    best = np.stack([nearness[:, group].max(axis=1) for group in matcher.groups], axis=1)
    nearest = np.argsort(-best, axis=1, kind="stable")[:, :ROWS_NEAR]
    return {case.ground.sheet.factors[column].id for column in nearest.ravel()}


def _passages(case: Case, numbers: Sequence[int], retriever: Retriever) -> list[str]:
    """The passages nearest to the paragraphs of these sentences, each once."""
    told: dict[int, list[str]] = {}
    for number in numbers:
        told.setdefault(case.narrative.sentences[number - 1].paragraph, []).append(case.texts[number - 1])
    rows = retriever.near([" ".join(texts) for texts in told.values()], PASSAGES)
    by_rank = [row[rank] for rank in range(PASSAGES) for row in rows if rank < len(row)]
    return list({passage.id: passage.text for passage in by_rank}.values())[:PASSAGES]


def _whole(value: FactorValue) -> str:
    return f"{value.label} – {value.text}" if value.text else value.label


def _line(text: str) -> str:
    return " ".join(text.split())
