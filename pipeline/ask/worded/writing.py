"""An answer as it grows: proven sentences in their order, each citation numbered once.

What was told stays, whatever the model says later. Only where a reply is lost on its way and comes again
do its sentences fall; from then on nothing is told, and who was told compares with the whole answer.
"""

from pipeline.ask.answering import Heard, unheard
from pipeline.ask.proving.proof import Proven
from pipeline.core.types import AnswerSentence, Citation
from pipeline.language.words import fold

_INFERENCE = {"de": "(Schluss aus den Zitaten)", "en": "(inferred from the quotations)"}


class Writing:
    """Takes proven sentences and tells each as it will stand in the answer."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._known: set[str] = set()
        self.sentences: list[AnswerSentence] = []
        self.citations: list[Citation] = []

    def add(self, proven: Proven) -> None:
        """Write a sentence down, unless it already stands there."""
        if fold(proven.text) in self._known:
            return
        self._known.add(fold(proven.text))
        for one in proven.citations:
            if one not in self.citations:
                self.citations.append(one)
        places = tuple(self.citations.index(one) for one in proven.citations)
        sentence = AnswerSentence(text=proven.text, citations=places, inference=proven.inference)
        self.sentences.append(sentence)
        self._heard(sentence)

    @property
    def stands(self) -> tuple[int, int]:
        """How many sentences and citations are written down."""
        return len(self.sentences), len(self.citations)

    def back_to(self, stood: tuple[int, int]) -> None:
        """Take back what was added since `stands` was this, and tell nothing more."""
        sentences, citations = stood
        if len(self.sentences) > sentences:
            self._heard = unheard
        del self.sentences[sentences:]
        del self.citations[citations:]
        self._known = {fold(one.text) for one in self.sentences}

    def text(self, language: str) -> str:
        """The answer as prose: the marks [1], [2] … count the citations from 1."""
        return " ".join(_written(one, language) for one in self.sentences)


def _written(sentence: AnswerSentence, language: str) -> str:
    marks = "".join(f" [{place + 1}]" for place in sentence.citations)
    inference = f" {_INFERENCE[language]}" if sentence.inference else ""
    return f"{sentence.text}{marks}{inference}"
