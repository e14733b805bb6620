"""Asking the person at the terminal before anything leaves the house; elsewhere --yes says it."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.app.cli.terminal import asked, many
from pipeline.core.errors import DeclinedError, ProjectError
from pipeline.core.progress import Progress
from pipeline.sources.index import Leaving

if TYPE_CHECKING:
    from pipeline.app.estimate import Estimate


def approval(yes: bool, narrator: Progress) -> Callable[["Estimate | Leaving"], None]:
    """A function that lets calls go out, or texts to an embedding model, or raises InputError.

    While it asks, `narrator` is silent.
    """

    def approve(guess: "Estimate | Leaving") -> None:
        told = _told(guess)
        if yes:
            narrator.said(told)
            return
        if not sys.stdin.isatty():
            raise ProjectError(f"{told} Ohne Terminal bitte mit --yes bestätigen, oder --offline angeben.")
        if asked(narrator, f"{told} Fortfahren? [j/N]").lower() not in ("j", "ja", "y"):
            raise DeclinedError("Nichts gesendet. Mit --offline läuft alles ohne Sprachmodell.")

    return approve


def _told(guess: "Estimate | Leaving") -> str:
    if isinstance(guess, Leaving):
        size = f"{guess.characters:,}".replace(",", ".")
        return f"{guess.model}, außer Haus: {many(guess.texts, 'Text', 'e')} der Dokumente, {size} Zeichen."
    tokens = round((guess.tokens_in + guess.tokens_out) / 1000)
    price = "Kosten unbekannt (keine Preise in [model])"
    if guess.cost is not None:
        price = f"etwa {guess.cost:.2f} zum Preis in [model]".replace(".", ",", 1)
    calls = many(guess.calls, "Aufruf", "e")
    return f"{guess.model}, außer Haus: voraussichtlich bis zu {calls} und {tokens}.000 Token, {price}."
