"""Ids of measures: kept by title, made from the order where missing, written into the file."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import yaml

from pipeline.core.errors import InputError
from pipeline.core.files import worded_yaml, write_bytes
from pipeline.scenarios import yaml_ids


def made(
    entries: Sequence[Mapping[str, str]], known: Mapping[str, str], reserved: Collection[str]
) -> list[str]:
    """The id of every entry; `known` are ids by title, `reserved` ids that are no longer free."""
    given = {entry["id"] for entry in entries if entry["id"]}
    taken = given | set(reserved)
    ids = []
    for number, entry in enumerate(entries, start=1):
        before = known.get(entry["title"], "")
        kept = before if before not in given else ""
        ids.append(entry["id"] or kept or new(number, taken))
    return ids


def new(number: int, taken: set[str]) -> str:
    """`m01` for the first measure; the next number that is free where that is taken. Adds it to `taken`."""
    while f"m{number:02d}" in taken:
        number += 1
    taken.add(f"m{number:02d}")
    return f"m{number:02d}"


def write_into_yaml(path: Path, ids: Sequence[str]) -> None:
    """Put ids into a massnahmen.yaml; raises InputError, and writes nothing, where more would change."""
    text = path.read_bytes().decode("utf-8")
    nodes = yaml_ids.field(yaml.compose(text, Loader=yaml.SafeLoader), "measures").value
    before = worded_yaml(text)["measures"]
    edits = [
        edit
        for node, entry, id_ in zip(nodes, before, ids, strict=True)
        for edit in yaml_ids.insertion(text, node, entry.get("id"), id_)
    ]
    changed = yaml_ids.applied(text, edits)
    try:
        after = worded_yaml(changed)["measures"]
    except (yaml.YAMLError, KeyError, TypeError):
        after = []
    if [str(entry.get("id")).strip() for entry in after] != list(ids):
        raise InputError(
            f"In „{path.name}“ fehlen Ids, und sie lassen sich nicht ergänzen, ohne die Datei umzubauen "
            "(Verweise mit & und * ?). Bitte jeder Maßnahme eine id geben."
        )
    write_bytes(path, changed.encode("utf-8"))
