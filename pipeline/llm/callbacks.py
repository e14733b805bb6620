"""Handlers that hear every call, by their names in [model] callbacks; imported only when wanted."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.core.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler

_KEYS = ("LANGFUSE_PUBLIC_KEY", "LANGFUSE_SECRET_KEY")


def handlers(names: Sequence[str]) -> "list[BaseCallbackHandler]":
    """The handlers of these names; raises ModelError where one is not installed or has no keys."""
    return [_MAKERS[name]() for name in names]


def _langfuse() -> "BaseCallbackHandler":
    try:
        from langfuse.langchain import CallbackHandler
    except ImportError:
        raise ModelError(
            'In [model] steht callbacks = ["langfuse"], aber Langfuse ist hier nicht eingerichtet. Bitte '
            "„pip install langfuse“ ausführen oder den Eintrag streichen."
        ) from None
    missing = [name for name in _KEYS if not os.environ.get(name)]
    if missing:
        raise ModelError(
            f'In [model] steht callbacks = ["langfuse"], aber {missing[0]} ist nicht gesetzt. Bitte beide '
            f"Schlüssel setzen ({', '.join(_KEYS)}) oder den Eintrag streichen."
        )
    handler: BaseCallbackHandler = CallbackHandler()
    return handler


_MAKERS = {"langfuse": _langfuse}
