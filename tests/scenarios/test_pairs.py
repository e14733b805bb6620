"""Which pairs are asked: those that decide something, fairly spread, whatever order the sheet has."""

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.types import Factor, FactorValue, Rating, Role, Sheet
from pipeline.scenarios.opinions import merged
from pipeline.scenarios.pairs import Pair, Standing, people_first, that_matter
from pipeline.scenarios.pairs.matter import CORES, DRIVING_PART, FOREMOST, SURE

ALL = 10_000


@dataclass(frozen=True)
class Table:
    """A sheet, where its values stand, and what was rated before."""

    sheet: Sheet
    standing: Standing
    given: tuple[Rating, ...] = ()

    def asked(self, limit: int = ALL) -> tuple[Pair, ...]:
        return that_matter(self.sheet, self.standing, self.given, limit)

    def factor_of(self, value: str) -> str:
        return next(f.id for f in self.sheet.factors if value in [v.id for v in f.values])

    def homes(self, value: str) -> list[int]:
        return [k for k, members in enumerate(self.standing.members) if value in members.values()]

    def claims(self, value: str) -> set[int]:
        runner_up = self.standing.runner_up[value]
        return {*self.homes(value), *([runner_up] if 0 <= runner_up < len(self.standing.members) else [])}

    def undecides(self, pair: Pair) -> bool:
        """Whether a pair can be one about the place of its target."""
        claimed = any(pair.source in self.standing.members[k].values() for k in self.claims(pair.target))
        return self.standing.agreement[pair.target] < SURE and claimed

    def together(self, pair: Pair) -> bool:
        return bool(set(self.homes(pair.source)) & set(self.homes(pair.target)))


def table(
    factors: int = 8,
    clusters: int = 3,
    unsure: Sequence[str] = (),
    roles: dict[int, Role] | None = None,
    given: tuple[Rating, ...] = (),
) -> Table:
    """Every factor has one value for each cluster (`f1_0` stands in cluster 0), later factors fit less.

    Unsure values waver between their cluster and the following one.
    """
    names = [f"f{n}" for n in range(1, factors + 1)]
    values = [f"{name}_{k}" for name in names for k in range(clusters)]
    made = Sheet(
        factors=tuple(
            Factor(
                id=name,
                name=name,
                rolle=(roles or {}).get(n),
                values=tuple(FactorValue(id=f"{name}_{k}", label=f"{name} {k}") for k in range(clusters)),
            )
            for n, name in enumerate(names, start=1)
        )
    )
    standing = Standing(
        members=tuple({name: f"{name}_{k}" for name in names} for k in range(clusters)),
        agreement={value: 0.5 if value in unsure else 1.0 for value in values},
        runner_up={v: (int(v[-1]) + 1) % clusters if v in unsure else -1 for v in values},
        fit={value: -float(value[1:].partition("_")[0]) for value in values},
    )
    return Table(made, standing, given)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Any sheet, clusters over it that may share values, any certainty, some ratings."""
    factors, clusters = draw(st.integers(2, 9)), draw(st.integers(2, 4))
    role = st.sampled_from(["Schlüsselfaktor", "Umfeld", "Prämisse", None])
    sheet = Sheet(
        factors=tuple(
            Factor(
                id=f"f{n}",
                name=f"Faktor {n}",
                rolle=draw(role),
                values=tuple(
                    FactorValue(id=f"f{n}{v}", label=v) for v in "abcd"[: draw(st.integers(1, 4))]
                ),
            )
            for n in range(factors)
        )
    )
    members = tuple(
        {factor.id: draw(st.sampled_from(factor.values)).id for factor in sheet.factors}
        for _ in range(clusters)
    )
    placed = sorted({value for one in members for value in one.values()})
    share = st.sampled_from([0.2, 0.5, 0.8, SURE, 1.0])
    standing = Standing(
        members=members,
        agreement={value: draw(share) for value in placed},
        runner_up={value: draw(st.integers(-1, clusters - 1)) for value in placed},
        fit={value: draw(st.sampled_from([0.1, 0.5, 2.0])) for value in placed},
    )
    pair = st.tuples(st.sampled_from(placed), st.sampled_from(placed)).filter(lambda two: two[0] != two[1])
    origin = st.sampled_from(["expert", "Gruppe A", "model:openai:probe"])
    given = draw(st.lists(st.builds(lambda two, by: rated(*two, by), pair, origin), max_size=12))
    return Table(sheet, standing, tuple(given))


def rated(source: str, target: str, origin: str = "expert", score: float = 2) -> Rating:
    return Rating(source=source, target=target, score=score, origin=origin)


# --- what holds for every sheet ----------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(tables(), st.integers(0, 80))
def test_every_pair_decides_something_once_and_nobody_rated_it(one: Table, limit: int) -> None:
    asked = one.asked(limit)
    assert len(asked) == len(set(asked)) <= limit
    by_people = {(r.source, r.target) for r in one.given if not r.origin.startswith("model:")}
    for pair in asked:
        assert one.factor_of(pair.source) != one.factor_of(pair.target)
        assert (pair.source, pair.target) not in by_people
        assert one.undecides(pair) or one.together(pair)


@settings(max_examples=100, deadline=None)
@given(tables(), st.integers(1, 60))
def test_a_limit_is_used_up_while_there_is_something_to_ask(one: Table, limit: int) -> None:
    assert len(one.asked(limit)) == min(limit, len(one.asked()))


@settings(max_examples=100, deadline=None)
@given(tables(), st.integers(0, 60), st.randoms(use_true_random=False))
def test_the_order_of_factors_and_values_changes_nothing(
    one: Table, limit: int, chance: random.Random
) -> None:
    def mixed(items: Sequence) -> tuple:
        return tuple(chance.sample(list(items), len(items)))

    sheet = Sheet(
        factors=mixed(
            [f.model_copy(update={"values": mixed(f.values)}) for f in one.sheet.factors],
        )
    )
    standing = Standing(
        members=tuple(dict(mixed(members.items())) for members in one.standing.members),
        agreement=dict(mixed(one.standing.agreement.items())),
        runner_up=dict(mixed(one.standing.runner_up.items())),
        fit=dict(mixed(one.standing.fit.items())),
    )
    assert Table(sheet, standing, mixed(one.given)).asked(limit) == one.asked(limit)


@settings(max_examples=100, deadline=None)
@given(tables())
def test_every_uncertain_value_is_held_against_all_clusters_that_claim_it(one: Table) -> None:
    asked = {(pair.source, pair.target) for pair in one.asked()}
    by_people = {(r.source, r.target) for r in one.given if not r.origin.startswith("model:")}
    for value, agreement in one.standing.agreement.items():
        factor = one.sheet.factor(one.factor_of(value))
        if agreement >= SURE or len(factor.values) == 1:
            continue
        claims = [set(one.standing.members[k].values()) for k in one.claims(value)]
        for number, claim in enumerate(claims):
            others = set().union(*claims[:number], *claims[number + 1 :])
            own = {v for v in claim - others if one.factor_of(v) != factor.id}
            speaking = sum((v, value) in asked or (v, value) in by_people for v in own)
            assert speaking >= min(CORES, len(own))


@settings(max_examples=100, deadline=None)
@given(tables(), st.integers(0, 60))
def test_what_a_model_rated_before_keeps_nothing_from_being_asked(one: Table, limit: int) -> None:
    people = tuple(r for r in one.given if not r.origin.startswith("model:"))
    assert Table(one.sheet, one.standing, people).asked(limit) == one.asked(limit)


# --- what is asked first -----------------------------------------------------------------------------


def test_where_all_places_are_certain_the_foremost_values_are_asked_of_each_other_both_ways() -> None:
    asked = table(clusters=3).asked()
    foremost = [f"f{n}" for n in range(1, FOREMOST + 1)]
    wanted = {(f"{a}_{k}", f"{b}_{k}") for k in range(3) for a in foremost for b in foremost if a != b}
    assert {(pair.source, pair.target) for pair in asked} == wanted


def test_key_factors_come_before_what_fits_better_and_premises_last() -> None:
    roles: dict[int, Role] = {1: "Prämisse", 7: "Schlüsselfaktor", 8: "Schlüsselfaktor"}
    asked = table(clusters=2, roles=roles).asked()
    used = {pair.source.partition("_")[0] for pair in asked}
    assert used == {"f7", "f8", "f2", "f3", "f4"}
    assert asked[0] == Pair("f7_0", "f8_0")


def test_an_uncertain_value_is_held_against_the_foremost_of_both_clusters_and_comes_first() -> None:
    asked = table(clusters=3, unsure=["f8_0"]).asked()
    assert asked[: 2 * CORES] == tuple(
        Pair(f"f{n}_{k}", "f8_0") for n in range(1, CORES + 1) for k in (0, 1)
    )
    assert all("f8" not in pair.target for pair in asked[2 * CORES :])


def test_a_value_uncertain_itself_speaks_for_no_place_while_certain_ones_can() -> None:
    asked = table(clusters=2, unsure=["f1_0", "f8_0"]).asked()
    assert {pair.source for pair in asked if pair.target == "f8_0"} == {
        "f2_0", "f3_0", "f4_0", "f1_1", "f2_1", "f3_1",
    }  # fmt: skip


def test_of_uncertain_values_those_of_key_factors_and_then_the_least_certain_come_first() -> None:
    one = table(clusters=2, unsure=["f4_0", "f5_0", "f6_0"], roles={6: "Schlüsselfaktor"})
    wavering = {**one.standing.agreement, "f5_0": 0.3}
    asked = Table(
        one.sheet,
        Standing(one.standing.members, wavering, one.standing.runner_up, one.standing.fit),
    ).asked()
    targets = list(dict.fromkeys(pair.target for pair in asked))
    assert targets[:3] == ["f6_0", "f5_0", "f4_0"]


@pytest.mark.parametrize("limit", [24, 48, 72])
def test_the_kinds_share_the_limit_and_each_is_spread_over_the_clusters(limit: int) -> None:
    whole = [f"f{n}_{k}" for n in range(6, 13) for k in range(4)]
    asked = table(factors=12, clusters=4, unsure=whole).asked(limit)
    deciding, driving = asked[: -limit // DRIVING_PART], asked[-limit // DRIVING_PART :]
    assert all(pair.target in whole for pair in deciding)
    assert all(pair.source[-1] == pair.target[-1] for pair in driving)
    homes = Counter(pair.target[-1] for pair in deciding)
    assert len(homes) == min(4, math.ceil(len(deciding) / (2 * CORES)))
    assert max(homes.values()) - min(homes.values()) <= 2 * CORES
    drives = Counter(pair.target[-1] for pair in driving)
    assert len(drives) == 4 and max(drives.values()) - min(drives.values()) <= 1


def test_what_one_kind_does_not_need_is_left_to_the_other() -> None:
    alone = table(factors=2, clusters=2, unsure=["f1_0", "f1_1", "f2_0", "f2_1"])
    assert len(alone.asked(8)) == len(alone.asked()) == 8
    certain = table(factors=12, clusters=4)
    assert len(certain.asked(72)) == 72


def test_what_people_rated_is_not_asked_again_in_that_direction() -> None:
    asked = table(clusters=2, given=(rated("f1_0", "f2_0"),)).asked()
    assert Pair("f1_0", "f2_0") not in asked and Pair("f2_0", "f1_0") in asked


# --- people first ------------------------------------------------------------------------------------

RATINGS = st.lists(
    st.builds(
        rated,
        st.sampled_from("ab"),
        st.sampled_from("xy"),
        st.sampled_from(["expert", "Gruppe A", "model:openai:probe", "model:andere"]),
        st.integers(-3, 3),
    ),
    max_size=14,
)


@given(RATINGS)
def test_where_people_rated_a_pair_a_model_does_not_count(ratings: list[Rating]) -> None:
    people = [one for one in ratings if not one.origin.startswith("model:")]
    first = people_first(ratings)
    scores = {(one.source, one.target): one.score for one in merged(first)}
    for one in merged(people):
        assert scores[one.source, one.target] == one.score
    rated_pairs = {(one.source, one.target) for one in people}
    assert {(one.source, one.target) for one in ratings} == set(scores)
    alone = [one for one in ratings if (one.source, one.target) not in rated_pairs]
    assert list(first) == [one for one in ratings if one in people or one in alone]


def test_a_model_still_counts_in_the_other_direction() -> None:
    model, person = rated("a", "x", "model:openai:probe", -3), rated("a", "x", "Gruppe A", 1)
    back = rated("x", "a", "model:openai:probe", -2)
    assert people_first([model, person, back]) == (person, back)
