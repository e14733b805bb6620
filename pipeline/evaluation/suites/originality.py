"""Suite 3: the texts are of their own wording: copied neither from documents, nor from the value sheet, nor
from one another."""

from collections.abc import Sequence
from itertools import combinations

from pipeline.checks import copying, likeness
from pipeline.checks.prose import own_words
from pipeline.checks.thresholds import threshold
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Metric
from pipeline.evaluation.suites import clean
from pipeline.evaluation.suites.copied import GRAM, Copied, copied
from pipeline.evaluation.suites.copied_tables import tables as copied_tables
from pipeline.evaluation.suites.measuring import share
from pipeline.evaluation.suites.resting_cases import resting_texts_of
from pipeline.evaluation.suites.suite import Shown, Suite

KINDS = frozenset({copying.KIND, likeness.KIND, own_words.KIND, own_words.SINGLE})


def judge(material: Material) -> Shown:
    """How much of the texts stands word for word in documents, in the sheet, and in one another."""
    standing = {(one.cluster, one.sentence) for one in material.found(copying.KIND)}
    found = [copied(one, material.ground, standing) for one in material.narratives]
    return Shown(
        data=material.sentences,
        metrics=(
            _copied(material, found),
            _grams(found, material),
            _own_words(material, found),
            clean.texts(material, "single_values", "Texte, die keine Liste sind", own_words.SINGLE),
            _alike(material),
        ),
        tables=copied_tables(found, material),
    )


def _copied(material: Material, found: Sequence[Copied]) -> Metric:
    metric = clean.sentences(material, "copied", "Sätze ohne abgeschriebene Stelle", copying.KIND)
    longest = max((one.longest for one in found if one.longest), key=lambda run: run.length, default=None)
    if longest is None:
        return metric
    told = f"{metric.told} Die längste gleiche Wortfolge hat {longest.length} Wörter („{longest.words}“)."
    return metric.model_copy(update={"told": told})


def _grams(found: Sequence[Copied], material: Material) -> Metric:
    """The worst share of a text's runs of eight words that stand in one document: no mean, so no items."""
    worst = max(
        ((part, path, one.text.title) for one in found for path, part in one.documents.items()),
        default=None,
    )
    told = f"Kein Text teilt {GRAM} Wörter am Stück mit einem Dokument."
    if worst:
        told = f"Am meisten teilt „{worst[2]}“ mit „{material.titles.get(worst[1], worst[1])}“."
    return Metric(
        name="copied_grams",
        title=f"Folgen von {GRAM} Wörtern aus einem Dokument",
        value=(worst[0] if worst else 0.0) if material.sentences else None,
        better="lower",
        told=told,
        kinds=(copying.KIND,),
    )


def _own_words(material: Material, found: Sequence[Copied]) -> Metric:
    """A Rohgerüst is spared the finding, since it consists of the groups' words; its share is told all the
    same."""
    longest = threshold(own_words.KIND, "longest_run")
    wrong = {
        (one.cluster, one.sentence) for one in material.found(own_words.KIND) if one.severity == "warn"
    }
    values = {}
    for text, one in zip(material.narratives, found, strict=True):
        for number in range(1, len(text.sentences) + 1):
            parroted = (
                one.from_sheet.get(number, 0) > longest
                if text.rohgeruest
                else (text.cluster, number) in wrong
            )
            values[f"{text.cluster}/{number}"] = not parroted
    count = sum(not own for own in values.values())
    told = f"{count} von {len(values)} Sätzen geben die Wertetafel wörtlich wieder."
    if any(one.rohgeruest for one in material.narratives):
        told += " Ein Rohgerüst besteht aus den Worten der Gruppen."
    return share("own_words", "Sätze in eigenen Worten", values, told, (own_words.KIND,))


def _alike(material: Material) -> Metric:
    """The worst share that two texts have in common; a single text is like no other.

    A pair that a person let pass is left out.
    """
    most = threshold(likeness.KIND, "largest_share")
    standing = {frozenset((one.cluster, one.evidence)) for one in material.found(likeness.KIND)}
    pairs = [
        (likeness.shared(first, second), frozenset((first.cluster, second.cluster)))
        for first, second in combinations(material.narratives, 2)
    ]
    shares = [part for part, pair in pairs if part <= most or pair in standing]
    told = f"Der größte Anteil gleicher Folgen von {likeness.RUN} Wörtern bei {len(shares)} Paaren."
    return Metric(
        name="alike",
        title="Wortlaut, den zwei Texte teilen",
        value=max(shares, default=0.0) if material.sentences else None,
        better="lower",
        told=told,
        kinds=(likeness.KIND,),
    )


SUITE = Suite(
    3,
    "originality",
    "Eigenständigkeit",
    KINDS,
    frozenset({"copied", "copied_grams", "own_words", "single_values", "alike"}),
    judge,
    resting_texts_of(KINDS),
)
