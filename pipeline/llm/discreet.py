"""A Runnable that traces what was really sent, and nothing of what it was made from.

LangChain tells every callback what goes into and comes out of a step. Where names are replaced, prompt
and reply still hold them: so only the model's own call, which lies between the two, is told.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.config import ensure_config, set_config_context

Out = TypeVar("Out")


class Discreet(Runnable[Mapping[str, Any], Out]):
    """Calls a function under a config that reaches the model's call alone."""

    def __init__(self, function: Callable[[Mapping[str, Any]], Out]) -> None:
        self._function = function

    def invoke(self, input: Mapping[str, Any], config: RunnableConfig | None = None, **_: Any) -> Out:
        with set_config_context(ensure_config(config)) as context:
            return context.run(self._function, input)
