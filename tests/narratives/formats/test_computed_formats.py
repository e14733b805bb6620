"""Formats without a model: what the sheet bears is told, everything else is missing with its reason."""

from dataclasses import replace

from formats_world import FROM_A_MODEL, GIVEN, clusters, matter, narrative, sheet
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.types import Cluster, FactorValue, Rating, Sheet
from pipeline.language.words import count_words
from pipeline.narratives.formats.drivers import drivers
from pipeline.narratives.formats.making import BESIDE, TITLES, FormatName, Matter, hash_of, restricted
from pipeline.narratives.formats.nouns import TEASER_WORDS, Formats
from pipeline.narratives.formats.offline import ComputedMaker
from pipeline.narratives.formats.themes import clusters_hash, shared_themes

ALL = frozenset(BESIDE)


def made(material: Matter | None = None, names: frozenset[FormatName] = ALL) -> Formats:
    return ComputedMaker().make(narrative("c1"), material or matter(), names)


def missing(formats: Formats, name: FormatName) -> str:
    return " ".join(one for one in formats.missing if one.startswith(f"{TITLES[name]}: "))


def with_values(change: dict[str, str]) -> Matter:
    """The matter with other texts behind some values."""

    def other(value: FactorValue) -> FactorValue:
        return value.model_copy(update={"text": change.get(value.id, value.text)})

    found = matter()
    factors = tuple(
        one.model_copy(update={"values": tuple(map(other, one.values))})
        for one in found.ground.sheet.factors
    )
    return replace(found, ground=replace(found.ground, sheet=Sheet(factors=factors)))


def test_a_headline_is_the_working_title_and_says_so():
    headline = made().headline
    assert headline is not None
    assert headline.text == "Arbeitstitel: Die geteilte Region (Eigenes Fahren · Eigenes Strom)"
    assert headline.values == ("f1a", "f3a") and headline.basis == "inference"


def test_a_leitmotif_that_somebody_worded_is_no_headline_of_ours():
    first, second = clusters().clusters
    worded = first.model_copy(update={"leitmotif": "Nachbarn teilen sich alles."})
    found = clusters().model_copy(update={"clusters": (worded, second)})
    headline = made(replace(matter(), ground=replace(matter().ground, clusters=found))).headline
    assert headline is not None and headline.text == "Arbeitstitel: Die geteilte Region"


def test_a_title_that_a_person_chose_is_no_working_title():
    renamed = narrative("c1").model_copy(update={"title": "Die verbundene Region"})
    headline = ComputedMaker().make(renamed, matter(), ALL).headline
    assert headline is not None and headline.text.startswith("Die verbundene Region")


def test_a_teaser_is_whole_sentences_of_the_guiding_values_marked_as_such():
    formats = made()
    assert formats.teaser is not None
    assert formats.teaser.text.startswith("Aus den Ausprägungen: Nachbarn betreiben gemeinsam einen Rufbus")
    assert formats.teaser.values == ("f1a", "f2a", "f3a") and formats.teaser.basis == "value"
    assert any("noch kein Teaser" in one for one in formats.remarks)


@given(st.lists(st.integers(min_value=1, max_value=70), min_size=1, max_size=6))
def test_a_teaser_never_has_more_than_fifty_words_nor_half_a_sentence(lengths):
    whole = [" ".join(["Wort"] * (length - 1) + ["Ende."]) for length in lengths]
    formats = made(with_values({"f1a": " ".join(whole), "f2a": "", "f3a": ""}))
    if formats.teaser is None:
        assert missing(formats, "teaser") and lengths[0] > TEASER_WORDS - 3
    else:
        assert count_words(formats.teaser.text) <= TEASER_WORDS
        assert formats.teaser.text.endswith("Ende.")


def test_the_table_has_the_key_factors_first_with_how_sure_their_place_is():
    rows = made().key_values
    assert [row.factor for row in rows] == ["Fahren", "Lagern"]
    assert [row.confidence for row in rows] == [None, "offen"]


def test_signals_are_the_drivers_as_people_rated_them():
    signals = made(matter(GIVEN)).signals
    assert len(signals) == 1 and signals[0].values == ("f1a", "f2a", "f3a")
    assert signals[0].text == (
        "Zuerst zu sehen wäre: „Eigenes Fahren“ (Fahren). Nach den Bewertungen fördert das "
        "„Eigenes Lagern“ und „Eigenes Strom“."
    )


def test_without_ratings_of_people_signals_are_missing_and_those_of_a_model_are_none():
    for ratings in ((), FROM_A_MODEL):
        formats = made(matter(ratings))
        assert formats.signals == () and "ohne Bewertungen von Menschen" in missing(formats, "signals")


def test_where_nothing_drives_several_others_that_is_told_as_found():
    formats = made(matter(GIVEN[1:]))
    assert formats.signals == () and "keine Ausprägung fördert" in missing(formats, "signals")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["f1a", "f2a", "f3a"]),
            st.sampled_from(["f1a", "f2a", "f3a"]),
            st.integers(min_value=-3, max_value=3),
        ),
        max_size=12,
    )
)
def test_drivers_push_at_least_two_others_and_the_order_of_ratings_does_not_matter(rated):
    cluster: Cluster = clusters().clusters[0]
    ratings = [Rating(source=a, target=b, score=score) for a, b, score in rated]
    found = drivers(cluster, ratings)
    assert found == drivers(cluster, ratings[::-1])
    assert all(len(one.pushed) >= 2 and one.value not in one.pushed for one in found)
    assert [len(one.pushed) for one in found] == sorted((len(one.pushed) for one in found), reverse=True)


def test_winners_and_the_years_between_need_a_model_and_are_told_missing():
    formats = made()
    assert formats.winners == formats.losers == ()
    assert "Sprachmodell" in missing(formats, "winners") and "Sprachmodell" in missing(
        formats, "milestones"
    )
    assert [one.year for one in formats.milestones] == [2035, 2035, None, None]
    assert formats.milestones[2].text == "Heute, Fahren: Fahren ist heute Sache der Stadt."


def test_a_factor_without_a_state_of_today_has_one_end_and_is_counted():
    factors = tuple(
        one.model_copy(update={"heute": "" if one.id == "f1" else one.heute}) for one in sheet().factors
    )
    silent = replace(matter().ground, sheet=Sheet(factors=factors))
    formats = made(replace(matter(), ground=silent))
    assert [one.year for one in formats.milestones] == [2035, 2035, None]
    assert "Meilensteine: zu 1 Einflussfaktor ist kein heutiger Stand angegeben." in formats.remarks


def test_what_was_not_wanted_is_told_as_that():
    formats = made(names=frozenset({"teaser"}))
    assert formats.headline is None and missing(formats, "headline") == "Schlagzeile: nicht verlangt."
    assert formats.text_hash == hash_of(narrative("c1"))
    assert restricted(formats, frozenset({"teaser"})).missing == ()


def test_a_rohgeruest_is_marked():
    formats = ComputedMaker().make(narrative("c1", rohgeruest=True), matter(), ALL)
    assert "Rohgerüst" in formats.remarks[0]
    assert not any("Rohgerüst" in one for one in made().remarks)


def test_all_scenarios_are_compared_on_the_trends_that_have_key_factors():
    comparison = ComputedMaker().compare(matter())
    assert [row.theme for row in comparison.rows] == ["Verkehr"]
    row = comparison.rows[0]
    assert row.factors == ("f1", "f2") and list(row.entries) == ["c1", "c2"]
    assert row.entries["c1"].text == "Eigenes Fahren (von Hand); Eigenes Lagern (offen)"
    assert comparison.missing == ("Vergleich: ohne Schlüsselfaktor und deshalb ohne Zeile: Energie.",)


def test_without_trends_and_key_factors_every_factor_is_a_theme():
    plain = tuple(one.model_copy(update={"trend": "", "rolle": None}) for one in sheet().factors)
    assert [one.name for one in shared_themes(Sheet(factors=plain))] == ["Fahren", "Lagern", "Strom"]


def test_a_comparison_is_known_by_the_values_it_compares():
    before = clusters_hash(clusters(), sheet())
    first, second = clusters().clusters
    moved = first.model_copy(update={"members": {**first.members, "f1": "f1c"}})
    changed = clusters().model_copy(update={"clusters": (moved, second)})
    assert clusters_hash(changed, sheet()) != before == clusters_hash(clusters(), sheet())
