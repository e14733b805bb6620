"""Card ids: made from the order where missing, and written into the file they belong to."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from pipeline.core.errors import SheetError
from pipeline.core.files import worded_yaml, write_bytes
from pipeline.scenarios import yaml_ids


def new(number: int, taken: set[str]) -> str:
    """`k01` for the first card; another where that is taken. Adds it to `taken`."""
    wanted, again = f"k{number:02d}", 2
    while wanted in taken:
        wanted, again = f"k{number:02d}-n{again}", again + 1
    taken.add(wanted)
    return wanted


def write_into_yaml(path: Path, made: Sequence[str]) -> None:
    """Put ids into a cards.yaml; raises SheetError, and leaves it alone, where that would change it."""
    text = path.read_bytes().decode("utf-8")
    nodes = yaml_ids.field(yaml.compose(text, Loader=yaml.SafeLoader), "cards").value
    before = worded_yaml(text)["cards"]
    edits = [
        edit
        for node, entry, card_id in zip(nodes, before, made, strict=True)
        for edit in yaml_ids.insertion(text, node, entry.get("id"), card_id)
    ]
    changed = yaml_ids.applied(text, edits)
    try:
        after = worded_yaml(changed)["cards"]
    except (yaml.YAMLError, KeyError, TypeError):
        after = []
    if [str(entry.get("id")) for entry in after] != list(made):
        raise SheetError(
            f"In „{path.name}“ fehlen Karten-Ids, und sie lassen sich nicht ergänzen, ohne die Datei "
            "umzubauen (Verweise mit & und * ?). Bitte jeder Karte eine Id geben."
        )
    write_bytes(path, changed.encode("utf-8"))
