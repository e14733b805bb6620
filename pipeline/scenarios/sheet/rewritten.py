"""values.yaml with another content: only what changed is written anew, line by line.

Factors and values that say the same keep their very lines, and comments stay with what they stand
above, beside or in; those above a struck entry stay too.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.core.types import Factor, FactorValue, Sheet

Entry = Factor | FactorValue
_VALUES_DEEPER = 4
"""How much deeper than a factor its values begin where we lay them out."""


def rewritten(text: str, before: Sheet, after: Sheet) -> str:
    """The text of a values.yaml, which says `before`, so that it says `after`.

    Raises yaml.YAMLError, ValueError or LookupError where it is built in a way that we do not
    follow; whoever calls reads the result once more.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n").rstrip("\n") + "\n"
    key, factors = _pair(_composed(text), "factors")
    old = _List.of(text, key, factors, before.factors)
    own: dict[str, _Item] = {}
    if old is None:
        made = "".join(_laid_out(factor, 2) for factor in after.factors)
        edited = _edited(text, [_whole(text, key, factors, made)])
    else:
        for factor in before.factors:
            inner = _values_of(old.items[factor.id].body, factor)
            own.update(inner.items if inner else {})
        edited = old.with_entries(before.factors, after.factors, own)
        if not after.factors:
            edited = _edited(edited, [(key.end_mark.index, key.end_mark.index + 1, ": []")])
    return edited.replace("\n", line_end)


@dataclass(frozen=True)
class _Item:
    """The lines of one entry of a list: comments above it, the entry itself; the column of its dash."""

    lead: str
    body: str
    dash: int

    def at(self, dash: int) -> str:
        """The entry's lines moved to another column."""
        lines = self.body.splitlines(keepends=True)
        if dash >= self.dash:
            return "".join(" " * (dash - self.dash) + line if line.strip() else line for line in lines)
        return "".join(line[min(self.dash - dash, _column(line)) :] for line in lines)


@dataclass(frozen=True)
class _List:
    """A list of entries in block style, cut into its lines; `items` by id."""

    head: str
    items: dict[str, _Item]
    tail: str
    dash: int

    @classmethod
    def of(cls, text: str, key: Any, node: Any, entries: Sequence[Entry]) -> "_List | None":
        """The list under a key; None where it is empty or written in brackets."""
        if not isinstance(node, yaml.SequenceNode) or node.flow_style or not node.value:
            return None
        here = text.index("\n", key.end_mark.index) + 1
        head, items = text[:here], {}
        dash = 0
        for entry, one in zip(entries, node.value, strict=True):
            at = text.rindex("-", here, one.start_mark.index)
            start = text.rindex("\n", 0, at) + 1 if "\n" in text[:at] else 0
            dash = at - start
            lead = text[here:start]
            end = _line_end(text, _end(one))
            here = end + _deeper(text[end:], dash)
            items[entry.id] = _Item(lead, text[start:here], dash)
        return cls(head, items, text[here:], dash)

    def with_entries(
        self, before: Sequence[Entry], after: Sequence[Entry], elsewhere: Mapping[str, _Item]
    ) -> str:
        """The text with other entries; `elsewhere` are entries that may have moved here."""
        old = {entry.id: entry for entry in before}
        stay = {entry.id for entry in after}
        leads, waiting = {}, ""
        for name, item in self.items.items():
            waiting += item.lead
            if name in stay:
                leads[name], waiting = waiting, ""
        lines = []
        for entry in after:
            if entry.id in self.items:
                body = self.items[entry.id].body
                if old[entry.id] != entry:
                    body = _changed(body, old[entry.id], entry, elsewhere)
                lines.append(leads[entry.id] + body)
            elif entry.id in elsewhere and isinstance(entry, FactorValue):
                lines.append(_moved(elsewhere[entry.id], entry, self.dash))
            else:
                lines.append(_laid_out(entry, self.dash))
        return "".join((self.head, *lines, waiting, self.tail))


def _moved(item: _Item, value: FactorValue, dash: int) -> str:
    """A value's lines as they stood under another factor, with what changed on the way."""
    body = item.at(dash)
    mapping = _mapping(body)
    return _edited(body, _field_edits(body, mapping, None, value))


def _changed(body: str, before: Entry, after: Entry, elsewhere: Mapping[str, _Item]) -> str:
    """The lines of an entry with the fields that differ set."""
    mapping = _mapping(body)
    edits = _field_edits(body, mapping, before, after)
    if isinstance(before, Factor) and isinstance(after, Factor) and before.values != after.values:
        values = _values_of(body, before)
        if values is not None:
            # the lines of the values first: they stand in this body, and edits shift what is behind
            whole = values.with_entries(before.values, after.values, elsewhere)
            return _changed(whole, before.model_copy(update={"values": after.values}), after, elsewhere)
        key, node = _pair(mapping, "values")
        if mapping.flow_style:
            return _laid_out(after, _column(body))
        made = "".join(_laid_out(value, _column(body) + _VALUES_DEEPER) for value in after.values)
        if key is not None:
            edits.append(_whole(body, key, node, made))
        elif made:
            edits.append((len(body), len(body), f"{' ' * mapping.start_mark.column}values:\n{made}"))
    return _edited(body, edits)


def _values_of(body: str, factor: Factor) -> "_List | None":
    key, node = _pair(_mapping(body), "values")
    return None if key is None else _List.of(body, key, node, factor.values)


_Edit = tuple[int, int, str]  # from, to, and what stands there afterwards


def _edited(text: str, edits: Sequence[_Edit]) -> str:
    for start, end, put in sorted(edits, reverse=True):
        text = text[:start] + put + text[end:]
    return text


def _field_edits(body: str, mapping: Any, before: Entry | None, after: Entry) -> list[_Edit]:
    """How the fields that differ enter a mapping, each in its place or behind the field before it.

    What has been emptied stays as "", so that a comment beside it stays too.
    """
    edits: list[_Edit] = []
    behind: dict[int, str] = {}
    column, flow = mapping.start_mark.column, mapping.flow_style
    last: Any = None
    for field in type(after).model_fields:
        if field == "values":
            continue
        key, value = _pair(mapping, field)
        wanted = getattr(after, field)
        same = before is not None and getattr(before, field) == wanted
        if key is not None:
            last = value
            if not same:
                block = body[value.end_mark.index - 1] == "\n"
                put = f": {_scalar(wanted, column, flow)}" + ("\n" if block else "")
                edits.append((key.end_mark.index, value.end_mark.index, put))
        elif not same and wanted not in (None, "", ()):
            at = _end(last) if flow else _line_end(body, _end(last))
            said = f"{field}: {_scalar(wanted, column, flow)}"
            behind[at] = behind.get(at, "") + (f", {said}" if flow else f"{' ' * column}{said}\n")
    return edits + [(at, at, put) for at, put in behind.items()]


def _whole(text: str, key: Any, node: Any, made: str) -> _Edit:
    """A list written anew under its key."""
    put = f":\n{made}".rstrip("\n") if made else ": []"
    return key.end_mark.index, _end(node), put


def _laid_out(entry: Entry, dash: int) -> str:
    """The lines of a new entry."""
    column = dash + 2
    lines = []
    for field in type(entry).model_fields:
        value = getattr(entry, field)
        if field == "values":
            inner = "".join(_laid_out(one, dash + _VALUES_DEEPER) for one in value)
            lines.append(f"values:\n{inner}" if inner else "values: []\n")
        elif value not in (None, "", ()):
            lines.append(f"{field}: {_scalar(value, column, False)}\n")
    return " " * dash + "- " + (" " * column).join(lines)


def _scalar(value: object, column: int, flow: bool) -> str:
    """A field as a person would write it, in quotes only where YAML would read something else."""
    if isinstance(value, tuple):
        return f"[{', '.join(_scalar(one, column, True) for one in value)}]"
    if value is None or isinstance(value, int):
        return '""' if value is None else str(value)
    text = str(value)
    if "\n" in text and not flow:
        inner = "\n".join(f"{' ' * (column + 2)}{line}" if line else "" for line in text.split("\n"))
        return f"|-\n{inner}"
    return text if _plain(text, flow) else json.dumps(text, ensure_ascii=False)


def _plain(text: str, flow: bool) -> bool:
    try:
        read = yaml.safe_load(f"{{a: {text}, b: 1}}" if flow else f"a: {text}\nb: 1")
    except (yaml.YAMLError, ValueError):
        return False
    return bool(read == {"a": text, "b": 1})


def _mapping(body: str) -> Any:
    """The mapping of an entry from its lines."""
    return _composed(body).value[0]


def _composed(text: str) -> Any:
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def _pair(node: Any, name: str) -> tuple[Any, Any]:
    """The key and value of a field of a mapping, None twice where it has no such field."""
    return next(((key, value) for key, value in node.value if key.value == name), (None, None))


def _end(node: Any) -> int:
    """Where a node's last character stands; a block that YAML ends at the next token ends earlier."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _line_end(text: str, at: int) -> int:
    """The beginning of the line behind a place; the place itself where it begins a line."""
    return at if at and text[at - 1] == "\n" else text.index("\n", at) + 1


def _deeper(text: str, dash: int) -> int:
    """How far comments reach that are indented deeper than the dash of their entry."""
    reach = here = 0
    for line in text.splitlines(keepends=True):
        here += len(line)
        if line.strip() and not line.lstrip().startswith("#"):
            break
        if line.strip() and _column(line) > dash:
            reach = here
    return reach


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
