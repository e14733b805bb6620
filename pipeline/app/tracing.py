"""Who hears every call besides the model: LangSmith by its own variables, others by [model] callbacks.

A tracer gets the whole of each question and answer. Outside the house it is therefore what an external
model is: the same rights hold, and names are replaced for it too.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass

_LANGSMITH = "https://api.smith.langchain.com"
_LANGFUSE = "https://cloud.langfuse.com"


@dataclass(frozen=True)
class Tracer:
    """A tracer, where it stands, and how it is switched off."""

    name: str
    address: str
    switch: str

    @property
    def told(self) -> str:
        return f"{self.name} ({self.address})"


def tracers(callbacks: Sequence[str]) -> list[Tracer]:
    """The tracers that the environment and [model] callbacks switch on."""
    found = []
    # The order in which LangSmith itself looks: LANGSMITH before LANGCHAIN, TRACING_V2 before TRACING.
    if (_variable("TRACING_V2") or _variable("TRACING")) == "true":
        address = "mehrere Adressen" if _variable("RUNS_ENDPOINTS") else _variable("ENDPOINT") or _LANGSMITH
        found.append(Tracer("LangSmith", _bare(address), "LANGSMITH_TRACING löschen"))
    if "langfuse" in callbacks:
        given = os.environ.get("LANGFUSE_BASE_URL") or os.environ.get("LANGFUSE_HOST") or _LANGFUSE
        found.append(Tracer("Langfuse", _bare(given), "callbacks in [model] streichen"))
    return found


def _variable(name: str) -> str:
    for space in ("LANGSMITH", "LANGCHAIN"):
        value = os.environ.get(f"{space}_{name}", "").strip().strip("\"'")
        if value:
            return value
    return ""


def _bare(address: str) -> str:
    from pipeline.llm.secrets import without_login

    return without_login(address)
