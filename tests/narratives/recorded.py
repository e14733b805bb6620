"""The four narratives of the recorded run, as they were drafted: real prose to edit."""

import json
from functools import cache
from pathlib import Path

from pipeline.core.types import Narrative, Sentence

_ROOT = Path(__file__).resolve().parents[2] / "evals" / "recordings" / "konnektivitaet-2035"


@cache
def recorded_narratives() -> tuple[Narrative, ...]:
    """One narrative for every recorded draft, with its ledger."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(_ROOT.glob("*-draft.json"))]
    return tuple(
        Narrative(
            cluster=f"c{number}",
            title=f"Die Ruhrregion {number}",
            rohgeruest=False,
            sentences=tuple(
                Sentence(
                    text=one["text"],
                    basis=one["grundlage"],
                    values=tuple(one["auspraegungen"]),
                    passages=tuple(one["passagen"]),
                    paragraph=one["absatz"],
                )
                for one in json.loads(draft["answer"])["saetze"]
            ),
        )
        for number, draft in enumerate(found, start=1)
    )
