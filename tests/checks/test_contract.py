"""A contract says what holds, what must not be said, and gives nothing else away."""

from hypothesis import given
from hypothesis import strategies as st
from small_world import world

from pipeline.checks.contract import contract_of, telling
from pipeline.core.types import Cluster, Factor, FactorValue, Sheet


def test_it_has_to_say_sure_key_values_may_say_all_its_own_and_no_sibling():
    ground = world(unsure="f2a")
    contract = contract_of(ground.clusters.cluster("c1"), ground.sheet)
    assert [row.value for row in contract.rows if row.must] == ["f1a"], (
        "f2 steht offen, f3 ist kein Schlüsselfaktor"
    )
    assert contract.may_say == {"f1a", "f2a", "f3a"}
    assert {one for row in contract.rows for one in row.siblings} == {
        f"f{n}{letter}" for n in (1, 2, 3) for letter in "bc"
    }
    assert not contract.row_of("f2c").firm and contract.row_of("f2c") == contract.row_of("f2a")


@given(st.lists(st.text("abcdef", min_size=1, max_size=6), unique=True, min_size=1), st.randoms())
def test_rows_are_numbered_alike_whatever_the_order_of_the_sheet(names, random):
    def contract(order):
        factors = tuple(
            Factor(id=n, name=n, values=tuple(FactorValue(id=f"{n}{v}", label=v) for v in "xyz"))
            for n in order
        )
        return contract_of(
            Cluster(id="c1", name="c", members={n: f"{n}x" for n in order}), Sheet(factors=factors)
        )

    first, shuffled = contract(names), contract(random.sample(names, len(names)))
    assert first == shuffled
    assert [row.number for row in first.rows] == list(range(1, len(names) + 1))
    assert [first.row(row.number) for row in first.rows] == list(first.rows)
    assert all(row.value not in row.siblings and len(row.siblings) == 2 for row in first.rows)


def test_the_drawn_order_is_not_that_of_the_sheet():
    factors = tuple(
        Factor(id=f"f{n}", name="n", values=(FactorValue(id=f"f{n}a", label="a"),)) for n in range(12)
    )
    members = {one.id: f"{one.id}a" for one in factors}
    contract = contract_of(Cluster(id="c1", name="c", members=members), Sheet(factors=factors))
    assert [row.factor for row in contract.rows] != [one.id for one in factors]


def test_what_two_clusters_share_tells_neither_and_sure_key_values_come_first():
    ground = world(unsure="f1a")
    one, two = (contract_of(cluster, ground.sheet) for cluster in ground.clusters.clusters)
    shared = two.model_copy(update={"rows": tuple(row for row in one.rows if row.factor == "f3")})
    told = [row.value for row in telling(one, [one, two], 9)]
    assert told[0] == "f2a" and told[-1] == "f1a" and len(told) == 3
    assert "f3a" not in [row.value for row in telling(one, [one, shared], 9)]
    assert len(telling(one, [one, two], 2)) == 2
