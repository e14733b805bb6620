"""Which prompt a question was made of: found by its wording, since a question does not name it.

Wording that stands in every rendering (outside of conditions and loops, between the inputs) has to
occur in the question in its order: that of the static part in the first message, that of the
assignment in the second. A prompt whose wording has changed since then is therefore not found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, nodes

from pipeline.core.resources import shipped
from pipeline.llm.prompts import DIVIDER, Prompt, load

_SUFFIX = ".md.j2"


@dataclass(frozen=True)
class Wording:
    """What always stands in the two messages of a prompt, in pieces, with plain spaces."""

    system: tuple[str, ...]
    user: tuple[str, ...]

    @property
    def size(self) -> int:
        return sum(len(piece) for piece in (*self.system, *self.user))


def prompts_of_today() -> list[Prompt]:
    """All prompts that ship with the program."""
    root = shipped("prompts")
    names = (path.relative_to(root).as_posix() for path in root.rglob(f"*{_SUFFIX}"))
    return [load(name.removesuffix(_SUFFIX)) for name in sorted(names)]


def prompt_of(messages: Sequence[tuple[str, str]]) -> Prompt | None:
    """The prompt of today that these messages were made of; None where none or more than one fits."""
    if [role for role, _ in messages[:2]] != ["system", "user"]:
        return None
    system, user = (_plain(text) for _, text in messages[:2])
    fitting = [
        prompt
        for prompt in prompts_of_today()
        if _in_order(wording_of(prompt).system, system) and _in_order(wording_of(prompt).user, user)
    ]
    most = max((wording_of(prompt).size for prompt in fitting), default=0)
    best = [prompt for prompt in fitting if wording_of(prompt).size == most]
    return best[0] if len(best) == 1 else None


@lru_cache(maxsize=64)
def wording_of(prompt: Prompt) -> Wording:
    """The pieces of a prompt that are always there."""
    static, _, assignment = prompt.source.partition(DIVIDER)
    return Wording(_pieces(static), _pieces(assignment))


def _pieces(part: str) -> tuple[str, ...]:
    shown = [node for node in Environment().parse(part).body if isinstance(node, nodes.Output)]
    texts = [one.data for node in shown for one in node.nodes if isinstance(one, nodes.TemplateData)]
    return tuple(plain for text in texts if (plain := _plain(text)))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _in_order(pieces: Sequence[str], text: str) -> bool:
    at = 0
    for piece in pieces:
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True
