"""The first page of a dossier: what it is, who answers for it, what was let pass, how to repeat the run."""

from pipeline.core.dates import german_date
from pipeline.evaluation.nouns import Ruling
from pipeline.publish.edition import Edition

VERDICTS = {
    "pass": "Die Prüfung steht der Veröffentlichung nicht im Weg.",
    "block": "Die Prüfung sperrt die Veröffentlichung.",
    "unjudged": "Die Prüfung ist nicht vollständig.",
}


def told(edition: Edition, ruling: Ruling) -> str:
    """The page as Markdown."""
    lines = [
        f"# Dossier: {edition.title}",
        "",
        f"Lauf {edition.run}, {german_date(edition.date)}.",
        "",
        edition.released or "Nicht freigegeben: Arbeitsfassung.",
        "",
        edition.no_forecast,
        "",
        edition.ai_note,
        "",
        "## Urteil",
        "",
        VERDICTS[ruling.verdict],
        "",
    ]
    lines += _waivers(ruling)
    lines += [
        "## Was hier liegt",
        "",
        "- `eingaben/`: was das Projekt war; Dokumente, die nicht weitergegeben werden dürfen, nur als "
        "Verweis mit Prüfsumme (`eingaben/verweise.csv`)",
        "- `lauf/`: was daraus wurde, von der Wertetafel bis zu den Befunden; `lauf/run.json` nennt "
        "Einstellungen, Modell und Aufwand jeder Stufe",
        "- `prompts/`: der Wortlaut aller Anfragen an ein Sprachmodell",
        "- `programm.txt`: die Fassungen des Programms und der Bibliotheken",
        "- `veroeffentlicht/`: die übergebenen Dateien",
        "- `manifest.json`: SHA-256 jeder Datei",
        "",
        "## Wie der Lauf zu wiederholen ist",
        "",
        "Die Dateien aus `eingaben/` in einen Ordner legen, fehlende Dokumente nach den Prüfsummen "
        "ergänzen, das Programm in der Fassung aus `programm.txt` einrichten und `szenario run ORDNER` "
        "aufrufen. Ohne Sprachmodell entstehen dieselben Dateien; mit einem können die Antworten anders "
        "ausfallen.",
        "",
    ]
    return "\n".join(lines)


def _waivers(ruling: Ruling) -> list[str]:
    if not ruling.waived:
        return ["Es gibt keine Ausnahmen.", ""]
    lines = ["### Ausnahmen", ""]
    for one in ruling.waived:
        by, date = one.waiver.by, german_date(one.waiver.date)
        lines.append(f"- {one.obstacle.message} Zugelassen von {by} am {date}: {one.waiver.reason}")
    return [*lines, ""]
