"""The tab that says how the Windkanal is filled, and what follows from it; it is never read back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipeline.scenarios.grid.headings import heading
from pipeline.scenarios.sheet.workbook import BLUE, FONT, GREY, put
from pipeline.scenarios.windkanal.layout import print_setup
from pipeline.scenarios.windkanal.scale import MEANING, sign

if TYPE_CHECKING:
    from pipeline.scenarios.windkanal.workbook import Head

QUESTION = "Wie kommt die Maßnahme in diesem Szenario an, wenn es so eintritt, wie es beschrieben ist?"
HOW_TO = (
    "Je Szenario: die Bewertung auswählen, dazu einen Grund in einem Satz. Eine Bedingung nur, wenn die "
    "Bewertung an ihr hängt.",
    "Leer heißt „nicht bewertet“ und zählt nie als 0. Teilweise gefüllt ist erlaubt.",
    "Weitere Maßnahmen in die leeren Zeilen darunter; die Id bleibt leer und wird vergeben.",
    "Was unter „Vorschlag“ steht, kommt von einem Sprachmodell und zählt nicht. Wer zustimmt, trägt es "
    "selbst unter „Bewertung“ ein.",
    "Die Spalten der Maßnahme sind gesperrt, ohne Kennwort (Überprüfen › Blattschutz aufheben). Zeilen und "
    "Spalten dürfen danach verschoben werden, die Überschriften bleiben dabei stehen.",
    "Zurück: szenario windkanal LAUF --import DIESE-DATEI --by NAME. Dieses Blatt wird nicht gelesen.",
)
VERDICTS = (
    ("robust", "hilft in jedem Szenario, ohne Bedingung"),
    ("Option", "hilft in einigen oder unter einer Bedingung und schadet in keinem"),
    ("riskant", "schadet in mindestens einem"),
    ("offen", "noch nicht in allen bewertet, oder ändert nirgends etwas"),
)


def write(page: Any, heads: "Sequence[Head]") -> None:
    """Question, scenarios in their colours, the five steps, how to fill, what follows."""
    from openpyxl.styles import Alignment, Font, PatternFill

    put(page, 1, 1, "Windkanal").font = Font(name=FONT, bold=True, size=16, color=BLUE)
    put(page, 2, 1, QUESTION).font = Font(name=FONT, bold=True)
    row = 4
    for head in heads:
        cell = put(page, row, 1, heading(head.cluster, head.name))
        cell.font = Font(name=FONT, bold=True, color=f"FF{head.ink[1:]}")
        cell.fill = PatternFill("solid", fgColor=f"FF{head.colour[1:]}")
        row += 1
    steps = [(sign(step), text) for step, text in MEANING.items()]
    for title, lines in (("Bewertung", steps), ("Was daraus folgt", VERDICTS)):
        row += 1
        put(page, row, 1, title).font = Font(name=FONT, bold=True, color=BLUE)
        for mark, text in lines:
            row += 1
            put(page, row, 1, f"{mark}  {text}").font = Font(name=FONT)
        row += 1
    row += 1
    for text in HOW_TO:
        cell = put(page, row, 1, text)
        cell.font, cell.alignment = Font(name=FONT, color=GREY), Alignment(wrap_text=True, vertical="top")
        page.row_dimensions[row].height = 15.0 * -(-len(text) // 100)
        row += 1
    page.column_dimensions["A"].width = 100
    print_setup(page)
