"""A small Edition with a bit of everything that a published file may show, for tests of all formats."""

import struct
import zlib

from pipeline.narratives.formats.nouns import Comparison, ComparisonRow, Entry, Formats, Milestone
from pipeline.publish.edition import (
    Cell,
    Chapter,
    Edition,
    KeyValue,
    Line,
    MethodStep,
    Note,
    Picture,
    Row,
    Source,
    Waived,
)
from pipeline.scenarios.windkanal.nouns import Assessed, Measure, WindCell, Windkanal

TEXTS = {
    "c1": (
        (
            "Im Hafen von Übersee löscht 2035 kein Mensch mehr die Ladung.",
            "„Wir prüfen nur noch“, sagt eine Disponentin, und die Fähre legt trotzdem pünktlich ab.",
        ),
        (
            "Der Weg dorthin begann mit einer Größenordnung, über die vorher niemand sprach.",
            "Weil die Werft früh umstellte, blieben die Lehrstellen im Ort – das kostete Geduld.",
        ),
    ),
    "c2": (
        (
            "An der Küste entscheidet 2035 die Nachbarschaft, wann das Licht angeht.",
            "Ältere führen die Liste, Jüngere tragen die Batterien.",
        ),
        ("Der Preis ist ein Haushalt, der jeden Winter neu verhandelt wird (u. a. um Öl).",),
    ),
}
_TITLES = {"c1": "Die pünktliche Küste", "c2": "Die störrische Küste"}
_COLOURS = {"c1": "#0072B2", "c2": "#D55E00"}


def png() -> bytes:
    """A small grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 40, 24, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + b"\xa0" * 40 for _ in range(24))
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def edition() -> Edition:
    """Two scenarios of a coast, two factors, every kind of note, a map, a Windkanal and a waiver."""
    return Edition(
        title="Küste 2035",
        region="Küste",
        horizon=2035,
        run="kueste-2035-a1b2c3",
        date="2026-11-20",
        publisher="Küstenwerkstatt e. V.",
        audience="Stadträte",
        released="",
        no_forecast="Keine Prognose: Die Szenarien zeigen, was möglich ist, nicht, was wahrscheinlich ist.",
        ai_note="An den Texten hat ein Sprachmodell mitgewirkt; geprüft haben sie Menschen.",
        method=(
            MethodStep("Sammeln", "Aus 3 Studien wurden 2 Einflussfaktoren."),
            MethodStep("Bewerten", "4 Ausprägungen wurden paarweise bewertet."),
            MethodStep("Bündeln", "Daraus wurden 2 Szenarien."),
            MethodStep("Erzählen", "Jedes Szenario ist ein Text."),
        ),
        chapters=(_chapter(1, "c1", 1), _chapter(2, "c2", 5)),
        table=(
            Row("Wirtschaft", "Hafen", "Schlüsselfaktor", (_cell("f01a"), _cell("f01b"))),
            Row("Gesellschaft", "Nachbarschaft & Öl", "", (_cell("f02a"), _cell("f02b"))),
        ),
        sources=(
            Source("Hafenstudie", "Hafenstudie 2024, Amt für Küste", quotable=True),
            Source("Geheime Studie", "Geheime Studie 2023, ohne Ort", quotable=False),
        ),
        comparison=Comparison(
            by="offline",
            rows=(
                ComparisonRow(
                    theme="Arbeit",
                    factors=("f01",),
                    entries={
                        "c1": Entry(
                            text="Im Hafen prüfen Menschen nur noch.", basis="value", values=("f01a",)
                        ),
                        "c2": Entry(text="Im Hafen packen alle mit an.", basis="value", values=("f01b",)),
                    },
                ),
            ),
        ),
        pictures=(
            Picture("map", "Karte der Szenarien", "Zwei Punkte, weit voneinander.", _svg(), png()),
            Picture("network", "Wirkungsnetz", "Ein Pfeil vom Hafen zur Nachbarschaft.", _svg(), b""),
        ),
        waived=(Waived("Satz 2 nennt eine Zahl ohne Quelle.", "Jo Öhm", "aus dem Workshop", "2026-11-19"),),
        windkanal=_windkanal(),
    )


_LABELS = {
    "f01a": ("Roboter löschen", "Kräne fahren ohne Menschen."),
    "f01b": ("Alle packen an", "Die Schicht teilt sich jeden Handgriff."),
    "f02a": ("Man grüßt sich", "Mehr nicht."),
    "f02b": ("Man haftet füreinander", "Wer heizt, fragt vorher nebenan."),
}


def _cell(value: str) -> Cell:
    return Cell(*_LABELS[value], confidence="fest" if value == "f01a" else None)


def _chapter(number: int, cluster: str, first: int) -> Chapter:
    paragraphs: list[list[Line]] = []
    count = 0
    for block in TEXTS[cluster]:
        paragraphs.append([])
        for text in block:
            paragraphs[-1].append(Line(count + 1, text, _note(first + count)))
            count += 1
    letter = "ab"[number - 1]
    return Chapter(
        number=number,
        cluster=cluster,
        stem=f"{number}-{'puenktliche' if number == 1 else 'stoerrische'}-kueste",
        title=_TITLES[cluster],
        leitmotif="Alles läuft, nur wohin?" if number == 1 else "Nichts läuft von selbst.",
        colour=_COLOURS[cluster],
        authorship="Geschrieben von einem Sprachmodell, bearbeitet von Menschen.",
        paragraphs=paragraphs,
        key_values=(
            KeyValue("Hafen", *_LABELS[f"f01{letter}"], confidence="fest", distinguishing=True),
            KeyValue("Nachbarschaft & Öl", *_LABELS[f"f02{letter}"], confidence=None, distinguishing=False),
        ),
        formats=_formats() if number == 1 else None,
    )


def _note(number: int) -> Note:
    kinds = (
        Note(number, "Beleg", ("Hafen: Roboter löschen",), ("„ohne Menschen“ (Hafenstudie, Seite 3)",)),
        Note(number, "Ausprägung", ("Nachbarschaft & Öl: Man grüßt sich",)),
        Note(number, "Folgerung", ("Hafen: Roboter löschen", "Nachbarschaft & Öl: Man grüßt sich")),
        Note(number, "Von Hand geschrieben"),
    )
    return kinds[(number - 1) % len(kinds)]


def _formats() -> Formats:
    return Formats(
        cluster="c1",
        by="offline",
        text_hash="0123456789abcdef",
        headline=Entry(text="Pünktlich, aber wofür?", basis="illustration"),
        teaser=Entry(text="Der Hafen läuft von selbst. Die Menschen schauen zu.", basis="inference"),
        signals=(Entry(text="Der letzte Kranführer geht in Rente.", basis="inference", values=("f01a",)),),
        winners=(Entry(text="Wer Maschinen wartet.", basis="inference"),),
        losers=(Entry(text="Wer von der Schicht lebte.", basis="inference"),),
        milestones=(
            Milestone(year=2035, text="Kein Mensch löscht mehr.", basis="value", values=("f01a",)),
            Milestone(year=2029, text="Der erste Kran fährt allein.", basis="inference"),
            Milestone(text="Heute fahren zwölf Menschen Kräne.", basis="value"),
        ),
    )


def _windkanal() -> Windkanal:
    return Windkanal(
        names=_TITLES,
        measures=(
            Assessed(
                measure=Measure(id="m01", title="Lehrstellen für Wartung", field="Arbeit", status="läuft"),
                cells=(
                    WindCell(cluster="c1", rating=2, reason="Es wird gewartet."),
                    WindCell(
                        cluster="c2", rating=1, reason="Es wird repariert.", condition="wenn Geld da ist"
                    ),
                ),
                verdict="robust",
                why="hilft in beiden Szenarien",
            ),
            Assessed(
                measure=Measure(id="m02", title="Größere Fähre"),
                cells=(
                    WindCell(cluster="c1", rating=-2, reason="Sie fährt leer."),
                    WindCell(cluster="c2", rating=1, reason="Vorschlag", by="Vorschlag: m", proposed=True),
                ),
                verdict="risky",
                why="schadet in „Die pünktliche Küste“",
            ),
        ),
    )


def _svg() -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 24" role="img">'
        '<rect width="40" height="24" fill="#a0a0a0"/></svg>'
    )
