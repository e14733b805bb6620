"""Cards: read as groups wrote them, every one accounted for, likeness proposed and never acted on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from workbooks import put

from pipeline.core.errors import SheetError
from pipeline.core.types import Card, Factor, FactorValue, Sheet
from pipeline.scenarios.cards import pile
from pipeline.scenarios.cards.account import Account, Fate, account
from pipeline.scenarios.cards.alike import PER_CARD, alike
from pipeline.scenarios.decisions import Decision, Log, decision

DATA = Path(__file__).resolve().parent.parent / "data" / "karten"
SOLUTION: dict[str, Any] = yaml.safe_load((DATA / "loesung.yaml").read_text(encoding="utf-8"))
CARDS = pile.load(DATA / "cards.yaml", fill=False).cards


def sheet(**cards: str) -> Sheet:
    """One factor with a value for each name, and the cards that back it."""
    values = tuple(
        FactorValue(id=name, label=name, cards=tuple(backed.split())) for name, backed in cards.items()
    )
    return Sheet(factors=(Factor(id="f01", name="Bus", values=values),))


def some(*ids: str) -> tuple[Card, ...]:
    return tuple(Card(id=card_id, text=f"Karte {card_id}") for card_id in ids)


def log(*taken: tuple[str, str] | tuple[str, str, Sequence[str]]) -> Log:
    """Decisions from ("merge", "k1 k2") or ("split", "k1", ("a", "b"))."""

    def made(action: Any, about: str, into: Sequence[str] = ()) -> Decision:
        return decision(
            action, about.split(), "Frau Kern", f"Grund {action}", "2035-01-01", into=tuple(into)
        )

    return Log(decisions=tuple(made(*one) for one in taken))


def states(found: Account) -> dict[str, str]:
    return {fate.card.id: fate.state for fate in found.fates}


def fate(found: Account, card_id: str) -> Fate:
    return next(one for one in found.fates if one.card.id == card_id)


# --- reading


def test_forty_messy_cards_are_read_word_for_word_in_yaml_and_csv(tmp_path: Path) -> None:
    (tmp_path / "cards.csv").write_bytes((DATA / "cards.csv").read_bytes())
    from_csv = pile.load(tmp_path / "cards.csv")
    assert len(CARDS) == 40 and from_csv.remarks == ()
    emoji = {"k15", "k17", "k35"}  # Windows-1252 knows none
    for card, same in zip(CARDS, from_csv.cards, strict=True):
        assert (card.id, card.factor, card.group, card.photo) == (
            same.id,
            same.factor,
            same.group,
            same.photo,
        )
        assert card.text == same.text or card.id in emoji
    assert CARDS[5].text == "Bürgerbus,\nehrenamtl. Fahrer\n(solang sich welche finden)"
    assert CARDS[33].text.startswith("=> alles teurer") and CARDS[31].text == ""
    assert CARDS[22].group == "a2" and CARDS[23].group == "" and CARDS[38].factor == ""
    assert (tmp_path / "cards.csv").read_bytes() == (DATA / "cards.csv").read_bytes()


def test_missing_ids_enter_a_yaml_file_and_nothing_else_changes(tmp_path: Path) -> None:
    path = tmp_path / "cards.yaml"
    path.write_text(
        "# vom Workshop\ncards:\n  # Gruppe A1\n  - text: Rufbus # unleserlich\n  - id: k01\n"
        "    text: Zug\n  - {text: Rad, group: A2}\n  - id:\n    text: Auto\n",
        encoding="utf-8",
    )
    found = pile.load(path)
    assert [card.id for card in found.cards] == ["k01-n2", "k01", "k03", "k04"]
    assert any("ergänzt" in remark for remark in found.remarks)
    assert path.read_text(encoding="utf-8") == (
        "# vom Workshop\ncards:\n  # Gruppe A1\n  - id: k01-n2\n    text: Rufbus # unleserlich\n"
        "  - id: k01\n    text: Zug\n  - {id: k03, text: Rad, group: A2}\n  - id: k04\n    text: Auto\n"
    )
    before = path.read_bytes()
    assert pile.load(path).remarks == () and path.read_bytes() == before


def test_what_yaml_would_take_for_a_number_or_a_no_stays_as_the_group_wrote_it(tmp_path: Path) -> None:
    path = tmp_path / "cards.yaml"
    path.write_text(
        "cards:\n- {id: 08, text: 12:30}\n- {id: 010, text: no}\n- {id: 8, text: 1.50, group: 07}\n"
        "- text: ~\n- text:\n- {}\n",
        encoding="utf-8-sig",
    )
    found = [(card.id, card.text, card.group) for card in pile.load(path).cards]
    assert found == [
        ("08", "12:30", ""), ("010", "no", ""), ("8", "1.50", "07"), ("k04", "~", ""), ("k05", "", ""),
        ("k06", "", ""),
    ]  # fmt: skip
    assert [card.id for card in pile.load(path).cards] == ["08", "010", "8", "k04", "k05", "k06"]
    assert "- id: k04\n  text: ~\n- id: k05\n  text:\n- {id: k06}\n" in path.read_text("utf-8")


def test_missing_ids_enter_a_workbook_beside_what_people_put_there(tmp_path: Path) -> None:
    path = put(
        tmp_path / "cards.xlsx",
        Karten=[["Karte", "Gruppe", "Farbe"], ["Rufbus", "A1", "rot"], ["-> teurer", "A2", ""]],
        Notizen=[["nur für uns"]],
    )
    found = pile.load(path)
    assert [(card.id, card.text, card.group) for card in found.cards] == [
        ("k01", "Rufbus", "A1"),
        ("k02", "-> teurer", "A2"),
    ]
    assert any("„farbe“" in remark for remark in found.remarks)
    book = openpyxl.load_workbook(path)
    assert [[cell.value for cell in row] for row in book["Karten"].iter_rows()] == [
        ["Karte", "Gruppe", "Farbe", "id"],
        ["Rufbus", "A1", "rot", "k01"],
        ["-> teurer", "A2", None, "k02"],
    ]
    assert book["Notizen"]["A1"].value == "nur für uns"
    assert [card.id for card in pile.load(path).cards] == ["k01", "k02"]


def test_missing_ids_enter_a_csv_file_and_stay(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    path.write_bytes('id;text;notiz\nk9;Zug;x\n;"Bus; auf\nBestellung";y\n'.encode("cp1252"))
    found = pile.load(path)
    assert [card.id for card in found.cards] == ["k9", "k02"]
    assert path.read_text("utf-8-sig") == 'id;text;notiz\nk9;Zug;x\nk02;"Bus; auf\nBestellung";y\n'
    assert pile.load(path).cards == found.cards


def test_a_look_without_filling_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "cards.yaml"
    path.write_text("cards:\n- text: Zug\n", encoding="utf-8")
    found = pile.load(path, fill=False)
    assert found.cards[0].id == "k01" and found.remarks == ()
    assert path.read_text(encoding="utf-8") == "cards:\n- text: Zug\n"


def test_a_factor_or_photo_in_a_merged_cell_holds_for_its_rows_and_a_text_does_not(tmp_path: Path) -> None:
    path = tmp_path / "cards.xlsx"
    book = openpyxl.Workbook()
    for row in (["id", "factor", "text", "photo"], ["a", "Bus", "eins", "1.jpg"], ["b"], ["c", "", "drei"]):
        book.active.append([cell or None for cell in row])
    for area in ("B2:B4", "C2:C3", "D2:D3"):
        book.active.merge_cells(area)
    book.save(path)
    assert [(c.id, c.factor, c.text, c.photo) for c in pile.load(path).cards] == [
        ("a", "Bus", "eins", "1.jpg"),
        ("b", "Bus", "", "1.jpg"),
        ("c", "Bus", "drei", ""),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cards:\n- {id: k1, text: a}\n- {id: k1, text: b}\n", "„k1“ kommt 2-mal vor"),
        ("cards:\n- {id: k 1, text: a}\n", "„k 1“ enthält ein Leer- oder Trennzeichen"),
        ('cards:\n- {id: "k1,k2", text: a}\n', "„k1,k2“ enthält ein Leer- oder Trennzeichen"),
        ("cards:\n- text: {nicht: so}\n", "bei der 1. Karte steht unter „text“"),
        ("cards: Rufbus\n", "keine Liste „cards“"),
        ("- text: a\n", "keine Liste „cards“"),
        ("cards:\n", "keine Liste „cards“"),
        ("cards:\n- {text: [}\n", "kein gültiges YAML"),
    ],
)
def test_a_card_file_that_cannot_be_used_is_told_and_left_alone(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "cards.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Exception, match=message.replace("(", r"\(")) as caught:
        pile.load(path)
    assert type(caught.value).__module__ == "pipeline.core.errors"
    assert path.read_text(encoding="utf-8") == text


def test_old_formats_passwords_and_several_files_are_told(tmp_path: Path) -> None:
    old = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512
    (tmp_path / "cards.xls").write_bytes(old)
    with pytest.raises(SheetError, match=r"alte Excel-Format.*als \.xlsx speichern"):
        pile.find(tmp_path)
    locked = tmp_path / "cards.xlsx"
    locked.write_bytes(old + "EncryptedPackage".encode("utf-16-le"))
    found = pile.find(tmp_path)
    assert found == locked
    with pytest.raises(SheetError, match="Passwort geschützt"):
        pile.load(found)
    (tmp_path / "cards.csv").write_text("text\na\n")
    with pytest.raises(SheetError, match=r"cards\.xlsx und cards\.csv"):
        pile.find(tmp_path)


def test_a_photo_is_found_beside_the_sheet_or_in_a_folder_of_photos(tmp_path: Path) -> None:
    for place in ("a.jpg", "photos/b.jpg", "fotos/c.jpg"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_bytes(b"")
    cards = tuple(
        Card(id=str(number), photo=photo)
        for number, photo in enumerate(("a.jpg", "b.jpg", "c.jpg", "", "d.jpg", "Satz " * 90, "photos"))
    )
    assert [card.id for card in pile.missing_photos(tmp_path, cards)] == ["4", "5", "6"]


# --- the account


def test_each_card_has_one_fate_and_the_latest_decision_holds() -> None:
    found = account(
        some("a", "b", "c", "d", "e"),
        sheet(v1="a d-2"),
        log(
            ("discard", "b"),
            ("merge", "c a"),
            ("split", "d", ("eins", "zwei")),
            ("discard", "e"),
            ("restore", "e"),
            ("merge", "b a"),
        ),
    )
    assert states(found) == {
        "a": "used", "b": "merged", "c": "merged", "d": "split", "d-1": "open", "d-2": "used", "e": "open",
    }  # fmt: skip
    assert fate(found, "d").into == ("d-1", "d-2") and fate(found, "d-2").card.text == "zwei"
    assert (fate(found, "b").by, fate(found, "b").reason) == ("Frau Kern", "Grund merge")
    assert fate(found, "a").values == ("v1",) and found.remarks == ()
    assert [one.card.id for one in found.open()] == ["d-1", "e"]


def test_parts_can_be_split_again_and_go_where_their_card_goes() -> None:
    taken = [("split", "a", ("x", "y")), ("split", "a-2", ("y1", "y2"))]
    assert states(account(some("a"), sheet(v="a-2-1"), log(*taken))) == {
        "a": "split", "a-1": "open", "a-2": "split", "a-2-1": "used", "a-2-2": "open",
    }  # fmt: skip
    back = account(some("a"), sheet(v="a-2-1"), log(*taken, ("restore", "a")))
    assert states(back) == {"a": "open"}
    assert any("v nennt die Karte a-2-1, die es nicht gibt" in remark for remark in back.remarks)


def test_one_decision_may_be_about_several_cards() -> None:
    found = account(some("a", "b", "c"), sheet(v="c"), log(("merge", "a b c"), ("discard", "b")))
    assert states(found) == {"a": "merged", "b": "discarded", "c": "used"}
    assert fate(found, "a").into == ("c",)


@pytest.mark.parametrize(
    ("taken", "used", "remark"),
    [
        ([("merge", "a b"), ("discard", "b")], "", "a ging in b auf, und diese ist verworfen"),
        ([("merge", "a x")], "", "a ging in x auf, und diese ist nicht vorhanden"),
        ([("merge", "a b"), ("merge", "b a")], "", "a geht im Kreis"),
        ([("discard", "a")], "a", "a ist verworfen und steht zugleich in der Ausprägung v"),
        ([("discard", "z")], "", "Das Entscheidungsprotokoll nennt die Karte z"),
        ([], "z", "v nennt die Karte z, die es nicht gibt"),
    ],
)
def test_what_does_not_fit_together_is_remarked(taken: list[Any], used: str, remark: str) -> None:
    found = account(some("a", "b"), sheet(v=used), log(*taken))
    assert any(remark in one for one in found.remarks)
    assert {"a", "b"} <= states(found).keys()


def test_a_chain_of_merges_that_ends_in_a_value_is_in_order() -> None:
    found = account(some("a", "b", "c"), sheet(v="c"), log(("merge", "a b"), ("merge", "b c")))
    assert found.remarks == ()


def test_a_card_named_like_a_part_is_refused_since_links_would_be_unclear() -> None:
    with pytest.raises(
        SheetError, match="„a-1“ der Kartendatei heißt wie ein Teil der geteilten Karte „a“"
    ):
        account(some("a", "a-1"), sheet(), log(("split", "a", ("x", "y"))))


# --- likeness


def as_told(pairs: Sequence[dict[str, Any]], *kinds: str) -> set[frozenset[str]]:
    return {frozenset(pair["cards"]) for pair in pairs if not kinds or pair["kind"] in kinds}


def test_all_duplicates_that_share_words_are_proposed_and_opposites_are_not_called_the_same() -> None:
    split = [("split", one["card"], one["into"]) for one in SOLUTION["split"]]
    found = account(CARDS, sheet(), log(*split))
    pairs = alike([one.card for one in found.fates if one.state == "open"])
    proposed = {frozenset((pair.first, pair.second)): pair.likeness for pair in pairs}
    exact = as_told(SOLUTION["duplicates"], "exact")
    near = as_told(SOLUTION["duplicates"], "near") | as_told(SOLUTION["duplicates_after_split"])
    assert {pair for pair in exact if proposed.get(pair) == "exact"} == exact
    assert {pair for pair in near if proposed.get(pair) == "near"} == near
    same = {pair for pair, likeness in proposed.items() if likeness != "opposite"}
    assert not same & as_told(SOLUTION["not_duplicates"])
    labelled = as_told(SOLUTION["duplicates"]) | as_told(SOLUTION["duplicates_after_split"])
    assert same <= labelled, "a false proposal costs an editor time"
    assert proposed[frozenset(("k25", "k28"))] == "opposite"


def test_likeness_is_told_of_cards_with_words_only_and_for_each_of_a_crowd() -> None:
    assert alike(some()) == () and alike(some("a")) == ()
    blank = [Card(id="x", text=""), Card(id="y", text="?!"), Card(id="z", text="")]
    assert alike(blank) == ()
    many = [Card(id=f"k{number}", text="Rufbus kommt auf Bestellung") for number in range(9)]
    pairs = alike(many)
    assert {pair.likeness for pair in pairs} == {"exact"}
    counts = [sum(card.id in (pair.first, pair.second) for pair in pairs) for card in many]
    assert min(counts) == PER_CARD and len(pairs) <= PER_CARD * len(many)


def test_likeness_does_not_depend_on_who_comes_first() -> None:
    def found(cards: Sequence[Card]) -> set[tuple[frozenset[str], str]]:
        return {(frozenset((one.first, one.second)), one.likeness) for one in alike(cards)}

    assert found(CARDS) == found(CARDS[::-1])
