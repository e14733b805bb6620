"""A .scw file read: tolerant where ScenarioWizard is, strict where a number could get lost.

Names come first; which section is which of those behind is told from what stands in it, so that a file
without the empty ones is read too. Everything behind the matrix are comments and is skipped.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.core.errors import InputError
from pipeline.scenarios.grid.numbers import number
from pipeline.scenarios.impact.matrix import Descriptor
from pipeline.scenarios.scw.matrix import ScwMatrix
from pipeline.scenarios.scw.sections import AGAIN, Line, Section, parts

_MATRIX_AT = 5
"""The section of the matrix, from 0, where nothing in it tells: there is a single variant."""
_ROW = re.compile(r"\s*[+\-−]?[\d.]+\s*,", re.ASCII)
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}", re.ASCII)


def read(path: Path) -> ScwMatrix:
    """The matrix of a .scw file, every cell judged; raises InputError naming line and name."""
    import numpy as np

    found = parts(path)
    if not found.sections:
        raise InputError(f"„{path.name}“ endet vor den Deskriptoren. {AGAIN}")
    head = _closed(found.sections[0], path)
    descriptors = _descriptors(head, path)
    variants = [f"{one.name}: {variant}" for one in descriptors for variant in one.variants]
    short: tuple[Descriptor, ...] = ()
    colours: tuple[str, ...] = ()
    for at, section in enumerate(found.sections[1:], start=1):
        filled = section.filled
        if at == _MATRIX_AT or (filled and _ROW.match(filled[0].text)):
            scores = np.array(_scores(section, variants, path), dtype=float)
            return ScwMatrix(
                descriptors=descriptors,
                scores=scores,
                judged=np.ones(scores.shape, dtype=bool),
                title=found.title,
                short=short,
                colours=colours if len(colours) == len(variants) else (),
            )
        _closed(section, path)
        if filled and filled[0].text.startswith("&"):
            short = _short_names(section, descriptors, path)
        elif filled and all(_COLOUR.fullmatch(line.text.strip()) for line in filled):
            colours = tuple(line.text.strip() for line in filled)
    raise InputError(
        f"„{path.name}“ endet in Zeile {found.sections[-1].end}, die Matrix mit {len(variants)} Zeilen "
        f"fehlt. {AGAIN}"
    )


def _closed(section: Section, path: Path) -> Section:
    if not section.closed:
        raise InputError(
            f"„{path.name}“ endet in Zeile {section.end}, vor der Matrix: der Abschnitt dort ist nicht mit "
            f"„#“ abgeschlossen. {AGAIN}"
        )
    return section


def _descriptors(section: Section, path: Path) -> tuple[Descriptor, ...]:
    """The descriptors of the first section; a blank line of it is none."""
    named = [line for line in section.lines if line.text]
    if not named:
        raise InputError(f"„{path.name}“, Zeile {section.end}: vor „#“ steht kein Deskriptor. {AGAIN}")
    if not named[0].text.startswith("&"):
        raise InputError(
            f"„{path.name}“, Zeile {named[0].number}: erwartet wird ein Deskriptor („&Name“), dort steht "
            f"„{named[0].text[:40]}“. {AGAIN}"
        )
    found = _grouped(named)
    bare = next((number for number, one in enumerate(found, start=1) if not one.variants), None)
    if bare is not None:
        raise InputError(
            f"„{path.name}“: der Deskriptor {bare} („{found[bare - 1].name}“) hat keine Variante. Bitte in "
            "ScenarioWizard mindestens eine anlegen."
        )
    return found


def _short_names(section: Section, long: Sequence[Descriptor], path: Path) -> tuple[Descriptor, ...]:
    """Short names where there are any in the shape of the long ones; editors cut blank ones to nothing.

    Raises InputError where they belong to more or fewer descriptors: then one of them is lost.
    """
    count = sum(line.text.startswith("&") for line in section.lines)
    if count != len(long):
        raise InputError(
            f"„{path.name}“, Zeile {section.end}: {count} Deskriptoren haben Kurznamen, {len(long)} haben "
            f"Namen; eine Zeile mit „&“ fehlt oder ist zu viel. {AGAIN}"
        )
    shape = [len(one.variants) for one in long]
    for kept in (section.lines, [line for line in section.lines if line.text]):
        found = _grouped(kept)
        if [len(one.variants) for one in found] == shape:
            filled = any(one.name or any(one.variants) for one in found)
            return found if filled else ()
    return ()


def _grouped(lines: Sequence[Line]) -> tuple[Descriptor, ...]:
    """Descriptors with their variants, from lines of which the first is a descriptor."""
    groups: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.text.startswith("&"):
            groups.append((line.text[1:], []))
        elif groups:
            groups[-1][1].append(_variant(line.text))
    return tuple(Descriptor(name, tuple(variants)) for name, variants in groups)


def _variant(text: str) -> str:
    """The name of " -Name"; a blank one may be written " " alone."""
    plain = text.removeprefix(" ")
    return plain.removeprefix("-") if plain.startswith("-") else plain.rstrip()


def _scores(section: Section, variants: Sequence[str], path: Path) -> list[list[float]]:
    rows = section.filled
    wanted = len(variants)
    scores = [
        _row(line, wanted, variants[number] if number < wanted else "", path)
        for number, line in enumerate(rows)
    ]
    if len(rows) < wanted:
        raise InputError(
            f"„{path.name}“, Zeile {section.end}: die Matrix endet nach {len(rows)} von {wanted} Zeilen; "
            f"es fehlt die Zeile für „{variants[len(rows)]}“. {AGAIN}"
        )
    if not section.whole:
        raise InputError(
            f"„{path.name}“ endet mitten in Zeile {rows[-1].number}, der letzten der Matrix („"
            f"{variants[-1]}“): ihre letzte Zahl kann abgeschnitten sein. {AGAIN}"
        )
    return scores


def _row(line: Line, wanted: int, name: str, path: Path) -> list[float]:
    place = f"„{path.name}“, Zeile {line.number}"
    if not name:
        raise InputError(
            f"{place}: die Matrix hat mehr Zeilen als die {wanted} Varianten. Bitte überzählige Zeilen "
            "streichen oder die fehlenden Varianten oben eintragen."
        )
    cells = [cell.strip() for cell in line.text.split(",")]
    while len(cells) > wanted and not cells[-1]:
        cells.pop()
    if len(cells) != wanted:
        raise InputError(
            f"{place} („{name}“): {len(cells)} Zellen statt {wanted}, eine je Variante. {AGAIN}"
        )
    return [_score(cell, f"{place} („{name}“), Zelle {at}") for at, cell in enumerate(cells, start=1)]


def _score(cell: str, place: str) -> float:
    score = number(cell)
    if score is None:
        raise InputError(
            f"{place}: dort steht „{cell[:40]}“, das ist keine Zahl. Bitte eine wie -2 oder 0 eintragen."
        )
    return score
