"""Suite 4: the texts live in their year: it is named, the present is told as present, the way as past, and
nothing speaks from before it or counts time in two ways."""

from pipeline.checks import anachronism, chronology, forecast, horizon
from pipeline.checks.prose import path, tense
from pipeline.checks.prose.tense import tells_future
from pipeline.core.types import Narrative
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Cell, Table, Tone
from pipeline.evaluation.suites import clean
from pipeline.evaluation.suites.proving import texts_of
from pipeline.evaluation.suites.suite import Shown, Suite
from pipeline.language.quoted import unquoted
from pipeline.language.tense import tells_past
from pipeline.language.years import Span, Year, spans, years

KINDS = frozenset({horizon.KIND, tense.KIND, path.KIND, chronology.KIND, anachronism.KIND, forecast.KIND})
_TEXTS = (
    ("horizon", "Texte, die ihr Jahr nennen", horizon.KIND),
    ("path", "Texte, die einen Weg erzählen", path.KIND),
)
_SENTENCES = (
    ("tense", "Sätze in passender Zeitform", tense.KIND),
    ("chronology", "Sätze ohne Widerspruch in der Zeit", chronology.KIND),
    ("anachronisms", "Sätze, die nicht von heute aus sprechen", anachronism.KIND),
    ("forecasts", "Sätze ohne Prognose als Tatsache", forecast.KIND),
)


def judge(material: Material) -> Shown:
    """The share of texts and of sentences without a finding of each kind."""
    return Shown(
        data=material.sentences,
        metrics=(
            *(clean.texts(material, name, title, kind) for name, title, kind in _TEXTS),
            *(clean.sentences(material, name, title, kind) for name, title, kind in _SENTENCES),
        ),
        tables=(_tenses(material), _times(material)),
    )


def _tenses(material: Material) -> Table:
    """How many sentences of each text tell the way, the state and what is to come."""
    rows = []
    for text in material.narratives:
        told = [unquoted(one.text) for one in text.sentences]
        past = sum(map(tells_past, told))
        ahead = sum(map(tells_future, told))
        year = str(material.ground.settings.horizon)
        named = next((n for n, one in enumerate(text.sentences, 1) if year in one.text), None)
        future: Tone = "open" if ahead else ""
        rows.append(
            (
                Cell(text=text.title),
                _named(text, named),
                Cell(text=str(past)),
                Cell(text=str(len(told) - past - ahead)),
                Cell(text=str(ahead), tone=future),
            )
        )
    return Table(
        title="Zeit der Texte",
        columns=("Text", "nennt sein Jahr", "Sätze des Wegs", "Sätze des Zustands", "Sätze im Futur"),
        rows=tuple(rows),
    )


def _named(text: Narrative, number: int | None) -> Cell:
    if number is None:
        return Cell(text="nirgends", tone="bad")
    return Cell(text=f"in Satz {number}", cluster=text.cluster, sentence=number, tone="good")


def _times(material: Material) -> Table:
    """Every sentence that names a year besides its own or reckons in years, and those with a finding."""
    own = material.ground.settings.horizon
    wrong: dict[tuple[str, int | None], list[str]] = {}
    for one in material.found(*KINDS):
        if one.severity != "info":
            wrong.setdefault((one.cluster, one.sentence), []).append(one.message)
    rows = []
    for text in material.narratives:
        for number, sentence in enumerate(text.sentences, start=1):
            named: list[Year | Span] = [
                *(one for one in years(sentence.text) if one.value != own),
                *spans(sentence.text),
            ]
            times = sorted(named, key=lambda one: one.start)
            found = wrong.get((text.cluster, number), [])
            if times or found:
                rows.append(
                    (
                        Cell(text=text.title),
                        Cell(text=sentence.text, cluster=text.cluster, sentence=number),
                        Cell(text=", ".join(sentence.text[one.start : one.end] for one in times)),
                        Cell(text=" ".join(found) or "kein Befund", tone="open" if found else ""),
                    )
                )
    return Table(
        title="Zeitangaben und Befunde",
        columns=("Text", "Satz", "Zeitangabe", "Befund"),
        rows=tuple(rows),
        note="" if rows else f"Kein Satz nennt ein anderes Jahr als {own}, und keiner hat einen Befund.",
    )


SUITE = Suite(
    4,
    "horizon",
    "Zeit und Horizont",
    KINDS,
    frozenset(name for name, _, _ in (*_TEXTS, *_SENTENCES)),
    judge,
    texts_of(KINDS),
)
