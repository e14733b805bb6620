"""Formats of work without a model: what can be computed from the sheet, and nothing that has to be thought.

A headline is the working title and says so; a teaser is the values' own words and says so. Who wins, and
what happens between today and the horizon, is in no table: for that a model or a person is needed.
"""

from collections.abc import Callable, Iterator, Sequence

from pipeline.core.types import Cluster, Narrative, Sheet
from pipeline.language.sentences import sentences
from pipeline.language.words import count_words
from pipeline.narratives.formats.drivers import drivers
from pipeline.narratives.formats.key_values import key_rows
from pipeline.narratives.formats.making import BESIDE, FormatName, Matter, Part, put_together
from pipeline.narratives.formats.nouns import (
    TEASER_WORDS,
    Comparison,
    ComparisonRow,
    Entry,
    Formats,
    Milestone,
)
from pipeline.narratives.formats.themes import clusters_hash, left_out, shared_themes
from pipeline.narratives.material import KEY
from pipeline.narratives.phrases import listed
from pipeline.scenarios.pairs.precedence import by_people
from pipeline.scenarios.placed import placements

OFFLINE = "offline"
MOTIF_JOINT = " · "
WORD_FOR_WORD = "Aus den Ausprägungen:"
SIGNALS, PUSHED = 6, 2
ENDS = 5
"""Key factors whose two ends are told: more are a table, and that stands there already."""
_NEEDS_A_MODEL = "dafür braucht es ein Sprachmodell (--model) oder einen Menschen."


class ComputedMaker:
    """Makes what can be computed; deterministic. The signature's number grows with what is computed."""

    name = OFFLINE
    signature = "offline 1"
    at_once = 1

    def make(self, narrative: Narrative, matter: Matter, wanted: frozenset[FormatName]) -> Formats:
        parts = {name: _MAKERS[name](narrative, matter) for name in BESIDE if name in wanted}
        return put_together(narrative, self.name, parts)

    def compare(self, matter: Matter) -> Comparison:
        sheet, clusters = matter.ground.sheet, matter.ground.clusters
        rows = tuple(
            ComparisonRow(
                theme=theme.name,
                factors=theme.factors,
                entries={one.id: _compared(one, theme.factors, sheet) for one in clusters.clusters},
            )
            for theme in shared_themes(sheet)
        )
        return Comparison(
            by=self.name,
            clusters_hash=clusters_hash(clusters, sheet),
            rows=rows,
            missing=without_a_row(sheet),
            remarks=("Verglichen sind die Ausprägungen im Wortlaut; ausformuliert wird mit --model.",),
        )


def without_a_row(sheet: Sheet) -> tuple[str, ...]:
    """The trends that are not compared, told with the reason."""
    trends = left_out(sheet)
    if not trends:
        return ()
    return (f"Vergleich: ohne Schlüsselfaktor und deshalb ohne Zeile: {', '.join(trends)}.",)


def _headline(narrative: Narrative, matter: Matter) -> Part:
    cluster = matter.ground.clusters.cluster(narrative.cluster)
    motif = _own_motif(cluster, matter.ground.sheet)
    working = cluster.name_is_working_title and narrative.title == cluster.name
    title = f"Arbeitstitel: {narrative.title}" if working else narrative.title
    subtitle = f" ({cluster.leitmotif})" if motif else ""
    values = motif or tuple(cluster.distinguishing) or tuple(cluster.members.values())
    return Part({"headline": Entry(text=f"{title}{subtitle}", basis="inference", values=values)})


def _own_motif(cluster: Cluster, sheet: Sheet) -> tuple[str, ...]:
    """The values whose labels make up the leitmotif; none where it was worded by somebody."""
    labels = {sheet.value(one).label: one for one in cluster.members.values()}
    named = [one for one in cluster.leitmotif.split(MOTIF_JOINT) if one]
    return tuple(labels[one] for one in named) if named and set(named) <= labels.keys() else ()


def _teaser(narrative: Narrative, matter: Matter) -> Part:
    sheet, plan = matter.ground.sheet, matter.plans.get(narrative.cluster)
    cluster = matter.ground.clusters.cluster(narrative.cluster)
    members = set(cluster.members.values())
    guiding = [one for one in (plan.guiding if plan else cluster.distinguishing[:3]) if one in members]
    told, values = _cut(guiding, sheet)
    if not told:
        return Part(missing="die tragenden Ausprägungen haben keinen Satz, der in 50 Wörter passt.")
    text = " ".join([WORD_FOR_WORD, *told])
    return Part(
        {"teaser": Entry(text=text, basis="value", values=values)},
        remarks=("wörtlich aus den tragenden Ausprägungen, noch kein Teaser; bitte ausformulieren.",),
    )


def _cut(guiding: Sequence[str], sheet: Sheet) -> tuple[list[str], tuple[str, ...]]:
    """The first sentence of each value, then the next, while whole ones fit; in the values' order."""
    statements = {one: sentences(sheet.value(one).text) for one in guiding}
    taken: dict[str, list[str]] = {one: [] for one in guiding}
    left = TEASER_WORDS - count_words(WORD_FOR_WORD)
    for round_ in range(max(map(len, statements.values()), default=0)):
        for one in guiding:
            following = statements[one][round_ : round_ + 1]
            if len(taken[one]) == round_ and following and count_words(following[0]) <= left:
                taken[one] += following
                left -= count_words(following[0])
    used = tuple(one for one in guiding if taken[one])
    return [text for one in used for text in taken[one]], used


def _key_values(narrative: Narrative, matter: Matter) -> Part:
    cluster = matter.ground.clusters.cluster(narrative.cluster)
    return Part({"key_values": key_rows(cluster, matter.ground.sheet)})


def _signals(narrative: Narrative, matter: Matter) -> Part:
    sheet = matter.ground.sheet
    if not any(map(by_people, matter.ratings)):
        return Part(
            missing="ohne Bewertungen von Menschen (ratings.csv) ist nicht bekannt, was andere "
            f"Ausprägungen antreibt; {_NEEDS_A_MODEL}"
        )
    cluster = matter.ground.clusters.cluster(narrative.cluster)
    names_of = {value: sheet.factor(factor).name for factor, value in cluster.members.items()}
    found = drivers(cluster, matter.ratings)[:SIGNALS]
    if not found:
        return Part(missing="keine Ausprägung fördert nach den Bewertungen deutlich mehrere andere.")
    signals = []
    for one in found:
        shown, more = one.pushed[:PUSHED], len(one.pushed) - PUSHED
        names = [f"„{sheet.value(value).label}“" for value in shown]
        others = listed([*names, *([_more(more)] if more > 0 else [])])
        driver = f"„{sheet.value(one.value).label}“ ({names_of[one.value]})"
        text = f"Zuerst zu sehen wäre: {driver}. Nach den Bewertungen fördert das {others}."
        signals.append(Entry(text=text, basis="value", values=(one.value, *one.pushed)))
    return Part({"signals": tuple(signals)}, remarks=("gerechnet aus den Bewertungen, nicht beobachtet.",))


def _more(count: int) -> str:
    return "eine weitere Ausprägung" if count == 1 else f"{count} weitere Ausprägungen"


def _winners(narrative: Narrative, matter: Matter) -> Part:
    return Part(missing=f"steht in keiner Tafel; {_NEEDS_A_MODEL}")


def _milestones(narrative: Narrative, matter: Matter) -> Part:
    """The two ends of the key factors that tell most: the state at the horizon and that of today."""
    ends = list(_ends(narrative, matter))
    between = f"zwischen {matter.ground.settings.horizon} und heute steht nichts in der Tafel; "
    silent = sum(one.year is not None for one in ends) - sum(one.year is None for one in ends)
    factors = "1 Einflussfaktor" if silent == 1 else f"{silent} Einflussfaktoren"
    remarks = [f"zu {factors} ist kein heutiger Stand angegeben."] if silent else []
    return Part({"milestones": tuple(ends)}, missing=between + _NEEDS_A_MODEL, remarks=remarks)


def _ends(narrative: Narrative, matter: Matter) -> Iterator[Milestone]:
    sheet, horizon = matter.ground.sheet, matter.ground.settings.horizon
    cluster = matter.ground.clusters.cluster(narrative.cluster)
    members, telling = cluster.members, set(cluster.distinguishing)
    factors = [one for one in sheet.factors if one.rolle == KEY] or list(sheet.factors)
    factors = sorted(factors, key=lambda one: members[one.id] not in telling)[:ENDS]
    for factor in factors:
        value = sheet.value(members[factor.id])
        text = f"{factor.name}: {value.label}"
        yield Milestone(year=horizon, text=text, basis="value", values=(value.id,))
    for factor in factors:
        if factor.heute:
            text = f"Heute, {factor.name}: {factor.heute}"
            yield Milestone(text=text, basis="value", values=(members[factor.id],))


def _compared(cluster: Cluster, factors: Sequence[str], sheet: Sheet) -> Entry:
    """The labels of a cluster's values of these factors, each with how sure its place is."""
    sure = {one.value: one.confidence for one in placements(cluster)}
    values = tuple(cluster.members[factor] for factor in factors)
    told = [f"{sheet.value(one).label} ({sure.get(one, 'von Hand')})" for one in values]
    return Entry(text="; ".join(told), basis="value", values=values)


_MAKERS: dict[FormatName, Callable[[Narrative, Matter], Part]] = {
    "headline": _headline,
    "teaser": _teaser,
    "key_values": _key_values,
    "signals": _signals,
    "winners": _winners,
    "milestones": _milestones,
}
