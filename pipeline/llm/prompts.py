"""Prompts are files: prompts/<package>/<verb>.md.j2, in German, wording and never logic.

A file has two parts, divided by a line `=== Auftrag ===`: what stays the same for all calls (sent
first and as system message, so that a provider can cache it) and what this call is about. It names
its inputs in its first line: `{# Eingaben: trend, passagen #}`. A prompt that names others than it
uses, or is given others than it names, does not load or render.

Text from documents enters only as a value. The sandbox gives a template no way to anything else,
and a value is never rendered again. Only `umrandet` sets borders: what any other value brings of them
is shown as ‹dokument>.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.core.files import digest
from pipeline.core.resources import shipped

DIVIDER = "=== Auftrag ==="
_BORDER = re.compile(rf"^{DIVIDER}[ \t]*$", re.MULTILINE)
_INPUTS = re.compile(r"\A\{#\s*Eingaben:\s*(.*?)\s*#\}\s*\n", re.DOTALL)


class PromptFault(Exception):
    """A prompt file that does not fit its call: a fault of ours, not of the person."""


@dataclass(frozen=True)
class Rendered:
    """A prompt ready to be sent."""

    system: str
    user: str


@dataclass(frozen=True)
class Prompt:
    """A prompt file: its name ("narratives/draft"), inputs, and digest (SHA-256 of its bytes)."""

    name: str
    inputs: frozenset[str]
    digest: str
    source: str

    def render(self, values: Mapping[str, Any]) -> Rendered:
        """The two parts with all values; raises PromptFault for missing or unknown ones."""
        if set(values) != self.inputs:
            missing, unknown = sorted(self.inputs - set(values)), sorted(set(values) - self.inputs)
            raise PromptFault(f"{self.name}: missing {missing}, unknown {unknown}")
        system, user = (part.render(values).strip() for part in _parts(self.source))
        return Rendered(system, user)

    def prepare(self) -> None:
        """Compile the file before it is needed."""
        _parts(self.source)


@lru_cache(maxsize=64)
def load(name: str) -> Prompt:
    """The prompt of that name; raises PromptFault where the file is not as it has to be."""
    path = shipped(f"prompts/{name}.md.j2")
    data = path.read_bytes()
    text = data.decode("utf-8").replace("\r\n", "\n")
    head = _INPUTS.match(text)
    if head is None:
        raise PromptFault(f"{name}: the first line has to name the inputs, {{# Eingaben: a, b #}}")
    source = text[head.end() :]
    parts = _BORDER.split(source)
    if len(parts) != 2:
        raise PromptFault(f"{name}: exactly one line „{DIVIDER}“ has to divide it")
    named = frozenset(part.strip() for part in head.group(1).split(",") if part.strip())
    environment = _environment()
    try:
        first, second = (meta.find_undeclared_variables(environment.parse(part)) for part in parts)
    except TemplateSyntaxError as error:
        raise PromptFault(f"{name}, line {error.lineno} of its part: {error.message}") from error
    used = first | second
    if used != named:
        raise PromptFault(
            f"{name}: used but not named {sorted(used - named)}, named but not used {sorted(named - used)}"
        )
    if first - STATIC:
        raise PromptFault(f"{name}: the part before the divider may use {sorted(STATIC)} alone")
    return Prompt(name, named, digest(data), source)


STATIC = frozenset({"region", "horizont"})
"""What the first part of a prompt may use: the same for all calls of a run."""


_OPENING = "<\uff1c\ufe64"  # the plain one, the wide one, the small one
_UNSEEN = ("Cf", "Mn")


class _Bordered(str):
    """Text that stands between borders of ours."""

    __slots__ = ()


def bordered(text: str, mark: str = "dokument") -> str:
    """Text from a document between borders that it cannot close itself."""
    return _Bordered(f"<{mark}>\n{_without_borders(text, mark)}\n</{mark}>")


def _without_borders(text: str, mark: str = "dokument") -> str:
    """The text with ‹ for every < before the mark, also where either is disguised: wide forms are read
    as the plain ones, what is not seen is skipped."""
    if not any(sign in text for sign in _OPENING):
        return text
    plain = [
        (place, read)
        for place, sign in enumerate(text)
        if unicodedata.category(sign) not in _UNSEEN
        for read in unicodedata.normalize("NFKC", sign).casefold()
    ]
    shown = list(text)
    for run in re.finditer(rf"(?<!\W)\W++(?={re.escape(mark)})", "".join(read for _, read in plain)):
        for place, read in plain[run.start() : run.end()]:
            if read == "<":
                shown[place] = "‹"
    return "".join(shown)


def _shown(value: Any) -> Any:
    """A value as it stands in a prompt: names and labels come from files as well, and set no borders."""
    return _without_borders(value) if isinstance(value, str) and not isinstance(value, _Bordered) else value


@lru_cache(maxsize=64)
def _parts(source: str) -> tuple[Template, ...]:
    return tuple(_environment().from_string(part) for part in _BORDER.split(source))


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        finalize=_shown,
    )
    environment.filters["umrandet"] = bordered
    return environment
