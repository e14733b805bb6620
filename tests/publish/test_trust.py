"""What the report says of trust: every part where there is something, and honest words where not."""

import re

import pytest
from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.core.types import (
    Cluster,
    Clusters,
    Factor,
    FactorValue,
    GoodBad,
    Placement,
    Rating,
    Sheet,
    Stability,
    Tension,
)
from pipeline.publish.trust import trust

SHEET = Sheet(
    factors=(
        Factor(
            id="bus",
            name="Nahverkehr",
            values=(
                FactorValue(id="bus1", label="Rufbus <b>im</b> Verein", plausibel=2),
                FactorValue(id="bus2", label="Fahrdienst per App", plausibel=4),
            ),
        ),
        Factor(
            id="netz",
            name="Netz & Co",
            values=(FactorValue(id="netz1", label="Für alle"), FactorValue(id="netz2", label="Für wenige")),
        ),
    )
)
FULL = Cluster(
    id="c1",
    name="Die erste",
    members={"bus": "bus1", "netz": "netz1"},
    locks=("netz1",),
    placements=(
        Placement(
            value="bus1",
            confidence="offen",
            share=0.41,
            runner_up="c2",
            why="Passt besser zu c2.",
            forced=True,
        ),
        Placement(value="netz1", confidence="fest", share=1.0),
    ),
    core=("bus1", "netz1"),
    tensions=(
        Tension(first="bus1", second="netz1", score=-2.5, origin="model:probe-1"),
        Tension(first="netz1", second="bus1", score=-0.2, origin="text"),
    ),
    distinguishing=("netz1",),
    implausible=("bus1",),
)
BARE = Cluster(id="c2", name="Die zweite", members={"netz": "netz2"})


def found(**more: object) -> Clusters:
    return Clusters(
        mode="partition",
        seed=1,
        clusters=(FULL, BARE),
        objective=1.0,
        bound="",
        stability=Stability(restarts=1, best=1, median=1, worst=1, agreement=1),
    ).model_copy(update=more)


def page(clusters: Clusters, ratings: tuple[Rating, ...] = ()) -> str:
    """The rendered words, tags and doubled spaces removed from between them."""
    return " ".join(re.sub(r"<(?!b>|/b>)[^>]*>", " ", markup(clusters, ratings)).split())


def markup(clusters: Clusters, ratings: tuple[Rating, ...] = ()) -> str:
    environment = Environment(
        loader=PackageLoader("pipeline.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    names, colours = {"c1": "Die erste", "c2": "Die zweite"}, {"c1": "#111111", "c2": "#222222"}
    view = trust(clusters, SHEET, names, colours, ratings)
    return environment.get_template("trust.html.j2").render(trust=view)


def parts(text: str, cluster: str) -> dict[str, str]:
    """What stands under each heading of one cluster."""
    names = (
        "Was es unterscheidet", "Konsistenter Kern", "Spannungen", "Unwahrscheinliche Bestandteile",
        "Offene und erzwungene Zuordnungen",
    )  # fmt: skip
    after = text.split(cluster, 1)[1]
    pieces = re.split("|".join(names), after)
    return dict(zip(names, (piece.strip() for piece in pieces[1:]), strict=False))


def test_every_part_of_a_cluster_is_shown_under_its_heading() -> None:
    shown = parts(page(found()), "c1: Die erste")
    assert shown["Was es unterscheidet"] == "Netz &amp; Co: Für alle"
    assert "2 von 2 Ausprägungen" in shown["Konsistenter Kern"]
    assert "Plausibilität 2 von 5" in shown["Unwahrscheinliche Bestandteile"]
    unsure = shown["Offene und erzwungene Zuordnungen"]
    assert "1 von 2 Zuordnungen" in unsure and "offen erzwungen" in unsure
    assert "Passt besser zu c2. Gezählt: hier in 41 % der Durchgänge, sonst am häufigsten in c2." in unsure
    assert "Von Hand festgelegt: Für alle." in unsure


def test_a_reason_that_gives_the_figures_is_not_given_twice() -> None:
    why = "Nur in 41 % der Durchgänge steht sie hier."
    said = FULL.placements[0].model_copy(update={"why": why, "forced": False})
    shown = page(found(clusters=(FULL.model_copy(update={"placements": (said,)}), BARE)))
    assert shown.count("41 %") == 1


def test_a_tension_of_texts_is_no_judgement_and_one_of_a_model_says_so() -> None:
    shown = parts(page(found()), "c1: Die erste")["Spannungen"]
    assert "erschwert „Für alle“: −2,5 (Sprachmodell probe-1)" in shown
    _, hinted = shown.split("kein Urteil")
    assert "„Für alle“ und „Rufbus" in hinted and "erschwert" not in hinted and "−0,2" not in shown


def test_what_is_not_there_is_said_and_what_was_not_rated_is_not_passed() -> None:
    shown = parts(page(found()), "c2: Die zweite")
    assert "Keine sichere" in shown["Was es unterscheidet"]
    assert shown["Konsistenter Kern"].startswith("Keiner")
    assert shown["Unwahrscheinliche Bestandteile"].startswith("Nicht beurteilbar")


def test_texts_of_people_are_escaped() -> None:
    assert "<b>" not in markup(found())
    assert "Rufbus &lt;b&gt;im&lt;/b&gt; Verein" in markup(found())


def test_it_is_no_forecast_and_gives_no_probabilities() -> None:
    assert (
        "Das sind Bündel von Annahmen, keine Prognose; Wahrscheinlichkeiten werden nicht angegeben."
    ) in page(found())


def test_good_and_bad_is_told_with_its_figures_or_said_to_be_unjudged() -> None:
    assert "Nicht beurteilbar: zu wenige" in page(found())
    pattern = GoodBad(association=0.261, chance=0.0005, rated=220, told="Zum Teil.")
    assert "Zum Teil. Cramérs V 0,26 (0 bis 1) bei 220 bewerteten" in page(found(good_bad=pattern))
    assert "in weniger als 0,1 % der Fälle" in page(found(good_bad=pattern))


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (None, "ist nicht bekannt"),
        (0.0, "Bewiesen optimal"),
        (0.0312, "höchstens 3,2 % unter dem Optimum"),
        (0.00001, "höchstens 0,1 % unter dem Optimum"),
    ],
)
def test_how_far_from_the_optimum_is_never_left_out(gap: float | None, said: str) -> None:
    assert said in page(found(gap=gap))


def test_orphans_distance_and_pairs_kept_apart_are_named() -> None:
    shown = page(found(orphans=("bus2",), smallest_distance=2, apart=(("bus2", "netz2"),)))
    assert "Nahverkehr: Fahrdienst per App" in shown
    assert "in wenigstens 2 von 2 Einflussfaktoren" in shown
    assert "„Fahrdienst per App“ und „Für wenige“" in shown


def test_where_no_share_is_known_the_bound_stands_in_words() -> None:
    shown = page(found(bound="höchstens 0,12 unter dem Optimum (obere Schranke 0,10)"))
    assert "Höchstens 0,12 unter dem Optimum (obere Schranke 0,10)." in shown
    assert "nicht bekannt" not in shown


def test_bundles_changed_by_hand_are_said_once_to_be_not_computed_anew() -> None:
    moved = FULL.model_copy(update={"members": {"bus": "bus2", "netz": "netz1"}})
    kept = BARE.model_copy(update={"placements": (Placement(value="netz2", confidence="fest", share=1.0),)})
    shown = page(found(clusters=(moved, kept), gap=0.0, smallest_distance=2))
    assert shown.count("von Hand geändert, nicht neu berechnet") == 1
    assert "Bewiesen optimal" not in shown and "unterscheiden sich" not in shown
    first, second = shown.split("c2: Die zweite")
    assert "gilt dem Bündel vor der Änderung" in first and "vor der Änderung" not in second
    assert "41 %" not in first  # the placement of a value that is no member any more


RATED = Rating(source="bus2", target="netz2", score=2)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "Bewertet ist kein Paar als hinderlich."),
        ((RATED.model_copy(update={"origin": "model:probe-1"}),), "Bewertet ist kein Paar als hinderlich."),
        ((RATED,), "1 Paar zu 2 von 2 Einflussfaktoren; in diesem Szenario liegt keines"),
        (
            (RATED, RATED.model_copy(update={"source": "netz2", "target": "bus1"})),
            "sind 2 Paare zu 2 von 2 Einflussfaktoren; in diesem Szenario liegen 2, keines hindert.",
        ),
    ],
)
def test_that_nothing_hinders_is_worth_as_much_as_was_rated(given: tuple[Rating, ...], said: str) -> None:
    members = {"bus": "bus1" if len(given) < 2 else "bus2", "netz": "netz2"}
    if len(given) == 2:
        given = (given[0], RATED.model_copy(update={"source": "netz2", "target": "bus2"}))
    whole = BARE.model_copy(update={"members": members})
    assert said in parts(page(found(clusters=(FULL, whole)), given), "c2: Die zweite")["Spannungen"]
