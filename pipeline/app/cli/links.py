"""Links on a terminal (OSC 8), where one shows them; elsewhere the words alone.

What comes from documents is printed without control characters: they could move the cursor, recolour
the screen, or forge a link.
"""

import os
import sys
import unicodedata
from pathlib import Path

_SHOWN_BY = ("VTE_VERSION", "WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "WEZTERM_PANE", "DOMTERM")
_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "WarpTerminal", "Tabby"})
_TERMS = ("xterm-kitty", "alacritty", "foot", "xterm-ghostty", "contour")


def links_shown() -> bool:
    """Whether stdout is a terminal that is known to show links; FORCE_HYPERLINK decides otherwise."""
    forced = os.environ.get("FORCE_HYPERLINK", "")
    if not sys.stdout.isatty() or forced == "0":
        return False
    return bool(
        forced
        or any(os.environ.get(name) for name in _SHOWN_BY)
        or os.environ.get("TERM_PROGRAM") in _PROGRAMS
        or os.environ.get("TERM", "").startswith(_TERMS)
    )


def linked(words: str, path: Path, anchor: str = "") -> str:
    """The words as a link to a file; a page ("Seite 3") is part of where it leads."""
    if not links_shown():
        return words
    page = anchor.removeprefix("Seite ")
    place = f"#page={page}" if anchor.startswith("Seite ") and page.isdigit() else ""
    return f"\x1b]8;;{path.resolve().as_uri()}{place}\x1b\\{words}\x1b]8;;\x1b\\"


def harmless(text: str) -> str:
    """The text without control characters (C0, C1, and those that turn the direction), line breaks kept."""
    return "".join(
        char
        for char in text
        if char == "\n" or (unicodedata.category(char) != "Cc" and char not in _DIRECTIONS)
    )


_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
