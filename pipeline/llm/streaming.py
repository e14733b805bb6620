"""A reply heard while it is still coming in.

Who listens is told the text so far, always from its beginning, and never again once nobody waits for
the reply any more. What goes wrong in the listener does not cost the answer: it is kept first.
"""

import re
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.llm.pseudonyms import Pseudonyms, UnknownToken

if TYPE_CHECKING:
    from langchain_core.language_models import LanguageModelInput
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

HeardText = Callable[[str], None]
"""Told of a reply's text as far as it has come; told "" where what has come of it is lost, and it is
asked once more."""
_LAST_WORD = re.compile(r"(?:(?:Person|Vorname)[ ‑-]?)?[\w‑-]*\Z")
"""May be half a token of a name, or be followed by the s of a genitive."""


def without_names(pseudonyms: Pseudonyms, asked: Sequence[str], heard: HeardText) -> HeardText:
    """A listener that puts names back in before it tells `heard`; a reply with strange ones is not told."""

    def told(text: str) -> None:
        try:
            known = pseudonyms.unmasked(_LAST_WORD.sub("", text), asked)
        except UnknownToken:
            return
        if known or not text:
            heard(known)

    return told


class Ear:
    """Hands a text on until it is closed; the listener's own error is kept for who waits."""

    def __init__(self, heard: HeardText) -> None:
        self._heard = heard
        self._lock = threading.Lock()
        self._open = True
        self._error: Exception | None = None

    def tell(self, text: str) -> None:
        """The text so far; silent after `close`, and after the listener has failed."""
        with self._lock:
            if not self._open:
                return
            try:
                self._heard(text)
            except Exception as error:
                self._error, self._open = error, False

    def close(self) -> None:
        """Nobody waits any more."""
        with self._lock:
            self._open = False

    def check(self) -> None:
        """Raise what went wrong in the listener."""
        if self._error is not None:
            raise self._error


def streamed(
    model: "Runnable[LanguageModelInput, BaseMessage]",
    messages: Sequence[tuple[str, str]],
    ear: Ear,
    **more: Any,
) -> "BaseMessage":
    """The model's message, told as it comes; asked as a whole where it does not come in pieces.

    `more` is what the model wants to be told where it streams.

    The client repeats what fails before the first piece. A line that breaks later, and a server that
    refuses or ignores the wish for pieces (also: a refusal, which the client drops from a stream), are
    asked once more without it.
    """
    whole: Any = None
    text = ""
    try:
        for piece in model.stream(list(messages), **more):
            whole = piece if whole is None else whole + piece
            if piece.text:
                text += str(piece.text)
                ear.tell(text)
    except Exception as error:
        if not text and not _unwanted(error):
            raise
        whole = None
    ended = getattr(whole, "response_metadata", {})
    if text and (ended.get("finish_reason") or ended.get("stop_reason")):
        message: BaseMessage = whole
        return message
    if text:
        ear.tell("")
    return model.invoke(list(messages))


def _unwanted(error: Exception) -> bool:
    """Whether a server says that it does not stream, or sends something that is no stream."""
    status = getattr(error, "status_code", None)
    if status is None:
        return isinstance(error, ValueError)  # LangChain's word for a stream without a piece
    return status in (400, 422) and "stream" in str(error).lower()
