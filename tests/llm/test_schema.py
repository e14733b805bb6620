"""Typed replies: a flat schema for every server, and replies that fit or are sent back."""

import datetime
import json
from collections.abc import Iterator
from enum import Enum
from typing import Any, Literal

import pytest
from pydantic import Field

from pipeline.llm.schema import Reply, UnfitReply, flat, parsed


class Basis(Enum):
    EVIDENCE = "evidence"
    VALUE = "value"


class Sentence(Reply):
    """A sentence."""

    text: str = Field(description="Der Satz")
    basis: Basis
    note: str | None = None
    default: int = 3
    title: str = "ohne"


class Draft(Reply):
    first: Sentence = Field(description="Der erste Satz")
    sentences: list[Sentence]
    more: Sentence | None = None
    stance: Literal["supports", "contradicts"] = "supports"
    score: float = Field(ge=-3, le=3)
    pairs: tuple[str, ...] = ()


class Number(Reply):
    zahl: int
    wahr: bool = True
    wert: float = 0.0


def objects(part: Any) -> Iterator[dict[str, Any]]:
    """All objects of a schema."""
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        for value in part.values():
            yield from objects(value)
    elif isinstance(part, list):
        for value in part:
            yield from objects(value)


def test_a_schema_is_flat_and_asks_for_every_field() -> None:
    schema = flat(Draft)
    written = json.dumps(schema)
    assert "$ref" not in written and "$defs" not in written
    found = list(objects(schema))
    assert len(found) == 4, "der Entwurf und dreimal der Satz"
    for part in found:
        assert part["required"] == list(part["properties"])
        assert part["additionalProperties"] is False
        assert "default" not in part and "title" not in part


def test_fields_keep_what_guides_a_model() -> None:
    fields = flat(Draft)["properties"]
    sentence = fields["sentences"]["items"]["properties"]
    assert list(sentence) == ["text", "basis", "note", "default", "title"], "auch Felder, die so heißen"
    assert sentence["text"] == {"type": "string", "description": "Der Satz"}
    assert sentence["basis"] == {"type": "string", "enum": ["evidence", "value"]}
    assert sentence["note"] == {"anyOf": [{"type": "string"}, {"type": "null"}]}
    assert sentence["default"] == {"type": "integer"}
    assert fields["stance"] == {"type": "string", "enum": ["supports", "contradicts"]}
    assert fields["score"] == {"type": "number", "minimum": -3, "maximum": 3}
    assert fields["pairs"] == {"type": "array", "items": {"type": "string"}}
    assert fields["first"]["description"] == "Der erste Satz", "nicht der des Typs"


WHOLE = {
    "first": {"text": "Größe", "basis": "value", "note": None, "default": 1, "title": "t"},
    "sentences": [{"text": "Eins.", "basis": "evidence", "note": "n", "default": 1, "title": "t"}],
    "more": None,
    "stance": "contradicts",
    "score": -2,
    "pairs": ["a", "b"],
}


@pytest.mark.parametrize(
    "frame", ["{}", "  \n{}\n ", "```json\n{}\n```", "```\n{}\n```", "```json  \n{}\n  ```\n"]
)
def test_a_fence_is_framing_and_no_content(frame: str) -> None:
    draft = parsed(frame.replace("{}", json.dumps(WHOLE, ensure_ascii=False)), Draft)
    assert draft.first.text == "Größe" and draft.sentences[0].basis is Basis.EVIDENCE
    assert draft.pairs == ("a", "b") and draft.score == -2.0 and draft.more is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Gerne! Hier ist das JSON: {\"zahl\": 4}",
        '{"zahl": 4} Viel Erfolg!',
        'Hier:\n```json\n{"zahl": 4}\n```',
        '{"zahl": 4,}',
        "{'zahl': 4}",
        '{"zahl": 4',
        '{zahl: 4}',
        '{"zahl": 4} // vier',
        '{"zahl": 4}{"zahl": 4}',
        "[" * 100_000,
        '{"zahl": 4, "wert": "\\ud83d"}',
    ],
)  # fmt: skip
def test_text_that_is_no_json_is_sent_back(text: str) -> None:
    with pytest.raises(UnfitReply, match=r"^Die Antwort ist kein gültiges JSON \(.+\)\.$"):
        parsed(text, Number)


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ({}, "zahl"),
        ({"zahl": "4"}, "zahl"),
        ({"zahl": 4.0}, "zahl"),
        ({"zahl": True}, "zahl"),
        ({"zahl": None}, "zahl"),
        ({"zahl": 4, "wahr": "ja"}, "wahr"),
        ({"zahl": 4, "wahr": 1}, "wahr"),
        ({"zahl": 4, "wert": float("nan")}, "wert"),
        ({"zahl": 4, "farbe": "rot"}, "farbe"),
        ([{"zahl": 4}], r"\(ganze Antwort\)"),
        (4, r"\(ganze Antwort\)"),
    ],
)
def test_a_value_that_does_not_fit_is_never_made_to_fit(value: Any, where: str) -> None:
    with pytest.raises(UnfitReply, match=rf"^Die Antwort passt nicht zum Schema \({where}: "):
        parsed(json.dumps(value), Number)


def test_a_fault_deep_inside_is_named_with_its_place() -> None:
    bad = {**WHOLE, "sentences": [{**WHOLE["sentences"][0], "basis": "Gefühl"}]}  # type: ignore[index]
    with pytest.raises(UnfitReply, match=r"sentences\.0\.basis: "):
        parsed(json.dumps(bad), Draft)


def test_of_many_faults_five_are_told() -> None:
    class Many(Reply):
        zahlen: list[int]

    with pytest.raises(UnfitReply) as caught:
        parsed(json.dumps({"zahlen": ["x"] * 40}), Many)
    assert str(caught.value).count("zahlen.") == 5


ENGLISH = ("input", "should", "field", "required", "valid", "expected", "must", "than", "extra", "unable")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"score": 4}, "score: darf höchstens 3"),
        ({"score": "4"}, "score: muss eine Zahl sein"),
        ({"stance": "maybe"}, "stance: möglich sind nur 'supports' oder 'contradicts'"),
        ({"sentences": {}}, "sentences: muss eine Liste sein"),
        ({"first": "x"}, "first: muss ein Objekt sein"),
        ({"pairs": [1]}, "pairs.0: muss ein Text sein"),
        ({"farbe": "rot"}, "farbe: ist nicht vorgesehen"),
        ({"first": {**WHOLE["first"], "default": 1.5}}, "first.default: muss eine ganze Zahl sein"),  # type: ignore[dict-item]
        ({"first": {**WHOLE["first"], "basis": "x"}}, "first.basis: möglich sind nur 'evidence' oder"),  # type: ignore[dict-item]
        ({"score": float("inf")}, "score: muss eine endliche Zahl sein"),
    ],
)
def test_a_fault_is_told_in_german(change: dict[str, Any], told: str) -> None:
    with pytest.raises(UnfitReply) as caught:
        parsed(json.dumps({**WHOLE, **change}), Draft)
    assert told in str(caught.value)
    assert not [word for word in ENGLISH if f" {word}" in str(caught.value).lower()]


def test_a_kind_of_fault_without_words_of_ours_is_still_german() -> None:
    class Dated(Reply):
        tag: datetime.date

    with pytest.raises(UnfitReply, match="tag: hat einen Wert, der hier nicht passt"):
        parsed('{"tag": "gestern"}', Dated)


def test_the_place_where_json_breaks_is_told_in_german() -> None:
    with pytest.raises(UnfitReply, match="Zeile 2, Zeichen 1"):
        parsed('{"zahl": 4,\n}', Number)
    with pytest.raises(UnfitReply, match="sie ist leer"):
        parsed("  ", Number)
