"""An answer as it grows: proven sentences in their order, each citation numbered once.

What was told stays: a sentence that was heard stands in the answer, whatever the model says later.
"""

from pipeline.ask.answering import Heard
from pipeline.ask.proof import Proven
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

    def text(self, language: str) -> str:
        """The answer as prose: the marks [1], [2] … count the citations from 1."""
        return " ".join(_written(one, language) for one in self.sentences)


def _written(sentence: AnswerSentence, language: str) -> str:
    marks = "".join(f" [{place + 1}]" for place in sentence.citations)
    inference = f" {_INFERENCE[language]}" if sentence.inference else ""
    return f"{sentence.text}{marks}{inference}"
