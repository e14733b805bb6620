"""A model that answers questions from passages as a careful one would.

It takes the sentence that shares most with the question, quotes it and says it in the same words; a
question that shares nothing with any is not answered. A follow-up is put behind the question before it.
"""

import re
from collections.abc import Callable
from typing import Any

from model_server import Said, say

from pipeline.language.sentences import sentences
from pipeline.language.words import content_stems, stems

_BLOCK = re.compile(r"<dokument>\n(.*?)\n</dokument>", re.DOTALL)
_PASSAGE = re.compile(r"^Passage (\d+):\n<dokument>\n(.*?)\n</dokument>", re.DOTALL | re.MULTILINE)


def answered(body: dict[str, Any]) -> Said:
    """A sentence with its quote, or the verdict that there is none."""
    number, sentence = best(body)
    if not sentence:
        return say(no_answer())
    return say(answer(stating(sentence, (number, sentence))))


def rewritten(body: dict[str, Any]) -> Said:
    """The question before and the follow-up as one; a single search."""
    last = _BLOCK.findall(asked(body))[-1]
    earlier = re.findall(
        r"^Frage \d+:\n<dokument>\n(.*?)\n</dokument>", asked(body), re.DOTALL | re.MULTILINE
    )
    whole = f"{earlier[-1]} {last}" if earlier else last
    return say({"frage": whole, "sprache": "de", "liste": False, "suchfragen": [whole]})


def best(body: dict[str, Any]) -> tuple[int, str]:
    """The passage and its sentence that share most stems with the question; 0 and "" where none does."""
    wanted = set(content_stems(question(body)))
    found = [
        (len(wanted & set(stems(sentence))), -number, sentence)
        for number, text in passages(body).items()
        for sentence in sentences(text)
    ]
    shared, number, sentence = max(found, default=(0, 0, ""))
    return (-number, sentence) if shared else (0, "")


def question(body: dict[str, Any]) -> str:
    """The question of a request."""
    return str(_BLOCK.findall(asked(body))[0])


def passages(body: dict[str, Any]) -> dict[int, str]:
    """The passages of a request by number, without the line that says where they come from."""
    return {int(number): text.partition("\n\n")[2] for number, text in _PASSAGE.findall(asked(body))}


def asked(body: dict[str, Any]) -> str:
    """The first message of the user."""
    return next(str(one["content"]) for one in body["messages"] if one["role"] == "user")


def stating(text: str, *quotes: tuple[int, str], inferred: bool = False) -> dict[str, Any]:
    """A sentence of an answer with its quotes: passage number, words."""
    told = [{"passage": number, "zitat": words} for number, words in quotes]
    return {"text": text, "belege": told, "schluss": inferred}


def answer(*said: dict[str, Any], verdict: str = "ja", search: tuple[str, ...] = ()) -> dict[str, Any]:
    """A whole reply of these sentences."""
    return {"grund": "Geprüft.", "beantwortbar": verdict, "saetze": list(said), "suchworte": list(search)}


def no_answer(*search: str) -> dict[str, Any]:
    """The verdict that the passages do not answer."""
    return answer(verdict="nein", search=search)


ACTS: dict[str, Callable[[dict[str, Any]], Said]] = {"SaidAnswer": answered, "Rewritten": rewritten}
