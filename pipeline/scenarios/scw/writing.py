"""A matrix written as ScenarioWizard does: CRLF, Windows-1252, all sections, no comments.

What the format cannot hold (characters, cells that nobody judged) is replaced and told.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from unicodedata import normalize

from pipeline.core.files import write_bytes
from pipeline.scenarios.impact.matrix import Descriptor, ImpactMatrix
from pipeline.scenarios.scw.letters import CODE, seems_utf8, spelt
from pipeline.scenarios.scw.matrix import ScwMatrix
from pipeline.scenarios.scw.sections import END

WHITE = "FFFFFF"
_COMMENTS = ("# 0-0", '""', END, END)
_NOT_UTF8 = ("# 0-0", '"Zeichensatz – Windows-1252"', END, END)
"""A dash of Windows-1252 is none of UTF-8: it says in which of the two such names are meant."""
_WHOLE = 1e15
"""Below it a float holds every integer, so that it can be written as one."""


def write(path: Path, matrix: ImpactMatrix) -> tuple[str, ...]:
    """Write a .scw file; returns what it could not hold, in German. Raises OutputError."""
    write_bytes(path, to_bytes(matrix))
    return tuple(_losses(path, matrix))


def to_bytes(matrix: ImpactMatrix) -> bytes:
    """The bytes of a .scw file; ids of a value sheet become the short names where there are none."""
    count = len(matrix.scores)
    colours = matrix.colours if isinstance(matrix, ScwMatrix) else ()
    lines = [
        "$ ScenarioWizard 4.0",
        matrix.title,
        *_named(matrix.descriptors),
        END,
        *_named(_short(matrix), blank=" "),
        END,
        END,
        *(colours or [WHITE] * count),
        END,
        END,
        *(",".join(_cell(float(score)) for score in row) for row in matrix.scores),
        END,
    ]
    data = _encoded([*lines, *_COMMENTS])
    return _encoded([*lines, *_NOT_UTF8]) if seems_utf8(data) else data


def _encoded(lines: Iterable[str]) -> bytes:
    return "".join(f"{spelt(line)}\r\n" for line in lines).encode(CODE)


def _short(matrix: ImpactMatrix) -> Sequence[Descriptor]:
    if isinstance(matrix, ScwMatrix) and matrix.short:
        return matrix.short
    return [Descriptor(one.id, one.variant_ids or ("",) * len(one.variants)) for one in matrix.descriptors]


def _named(descriptors: Iterable[Descriptor], blank: str = " -") -> Iterable[str]:
    for one in descriptors:
        yield f"&{one.name}"
        yield from (f" -{variant}" if variant else blank for variant in one.variants)


def _cell(score: float) -> str:
    """A score as its column shows it: " 0 ", "-2 "; a fraction with a point."""
    whole = score.is_integer() and abs(score) < _WHOLE
    return f"{int(score):2d} " if whole else f"{score!r} ".rjust(3)


def _losses(path: Path, matrix: ImpactMatrix) -> Iterable[str]:
    names = [matrix.title]
    for one in (*matrix.descriptors, *_short(matrix)):
        names.extend((one.name, *one.variants))
    changed = [name for name in dict.fromkeys(names) if spelt(name) != normalize("NFC", name)]
    if changed:
        many = "1 Name" if len(changed) == 1 else f"{len(changed)} Namen"
        yield (
            f"„{path.name}“: {many} mit Zeichen, die ScenarioWizard nicht kennt, etwa „{changed[0][:60]}“; "
            f"geschrieben ist „{spelt(changed[0])[:60]}“."
        )
    unjudged = int((~matrix.judged).sum())
    if unjudged:
        many = "1 unbewertete Zelle steht" if unjudged == 1 else f"{unjudged} unbewertete Zellen stehen"
        yield f"„{path.name}“: {many} als 0, denn leere kennt das Format nicht."
