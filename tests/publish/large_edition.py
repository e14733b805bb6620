"""Editions of any size, with words that are longer than any column, made from the sample."""

from dataclasses import replace

from sample_edition import edition

from pipeline.narratives.formats.nouns import Comparison, ComparisonRow, Entry, Formats, Milestone
from pipeline.publish.colours import COLOURS
from pipeline.publish.edition import Cell, Chapter, Edition, KeyValue, Line, Note, Row
from pipeline.scenarios.windkanal.nouns import Assessed, Measure, WindCell, Windkanal

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
_WORDS = f"{LONG} „jede“ Straße größer als je und noch viel länger erzählt".split()
_VERDICTS = ("robust", "option", "risky", "open")
_SURE = ("fest", "wahrscheinlich", "offen", None)


def some(start: int, count: int = 8) -> str:
    """Words, always the same for a start."""
    return " ".join(_WORDS[(start + one) % len(_WORDS)] for one in range(count))


def large(scenarios: int, factors: int, measures: int = 5) -> Edition:
    """An edition of so many scenarios with 16 sentences each, factors and measures."""
    chapters = [_chapter(number) for number in range(scenarios)]
    clusters = [chapter.cluster for chapter in chapters]
    return replace(
        edition(),
        chapters=chapters,
        table=[_row(number, scenarios) for number in range(factors)],
        comparison=Comparison(by="offline", rows=tuple(_compared(n, clusters) for n in range(6))),
        windkanal=Windkanal(
            names={chapter.cluster: chapter.title for chapter in chapters},
            measures=tuple(_measure(number, clusters) for number in range(measures)),
        ),
    )


def sentence(scenario: int, place: int) -> str:
    """The text of a sentence, by its place in its scenario, both from 0."""
    return f"Satz {scenario}.{place} über {some(scenario + place, 18)}."


def _chapter(number: int) -> Chapter:
    def line(place: int) -> Line:
        counted = number * 16 + place + 1
        return Line(place + 1, sentence(number, place), Note(counted, f"Beleg {counted}", (some(place),)))

    return Chapter(
        number=number + 1,
        cluster=f"c{number}",
        stem=f"{number}",
        title=f"Die {some(number, 2)} Küste",
        leitmotif=some(number + 1),
        colour=COLOURS[number % len(COLOURS)],
        authorship="vom Sprachmodell",
        paragraphs=[[line(block * 4 + place) for place in range(4)] for block in range(4)],
        key_values=[
            KeyValue(f"Faktor {n}", some(n, 4), some(n), _SURE[n % 4], n % 2 == 0) for n in range(12)
        ],
        formats=Formats(
            cluster=f"c{number}",
            by="offline",
            text_hash="0",
            signals=tuple(_entry(some(n)) for n in range(9)),
            milestones=tuple(
                Milestone(year=2035 - n, text=some(n, 14), basis="inference") for n in range(6)
            ),
        ),
    )


def _row(number: int, scenarios: int) -> Row:
    cells = [Cell(some(number + one, 4), "", _SURE[(number + one) % 4]) for one in range(scenarios)]
    return Row(f"Trend {number // 4}", f"Faktor {number}", "Umfeld", cells)


def _compared(number: int, clusters: list[str]) -> ComparisonRow:
    said = {cluster: _entry(some(number, 20)) for cluster in clusters[number % 2 :]}
    return ComparisonRow(theme=f"Thema {number}", factors=("f",), entries=said)


def _measure(number: int, clusters: list[str]) -> Assessed:
    return Assessed(
        measure=Measure(id=f"m{number}", title=f"Maßnahme {number}", field="Feld", status="läuft"),
        cells=tuple(
            WindCell(cluster=cluster, rating=(number + place) % 5 - 2, proposed=place % 3 == 0)
            for place, cluster in enumerate(clusters)
        ),
        verdict=_VERDICTS[number % 4],
        why=some(number),
    )


def _entry(text: str) -> Entry:
    return Entry(text=text, basis="inference")
