"""An answer as it comes in: at a terminal each sentence once it is certain, elsewhere the whole."""

import sys

from pipeline.app.cli.answer_told import print_sentence, print_text
from pipeline.core.types import Answer, AnswerSentence


class Telling:
    """Tells one answer; what was told already is not told again."""

    def __init__(self) -> None:
        self._told: list[AnswerSentence] = []

    def heard(self, sentence: AnswerSentence) -> None:
        """A sentence that will stand in the answer."""
        if sys.stdout.isatty():
            self._tell(sentence)
            self._told.append(sentence)

    def end(self, answer: Answer) -> None:
        """The rest of the answer; all of it where something else came of what was told."""
        so_far = len(self._told)
        if not so_far:
            print_text(answer)
        elif list(answer.sentences[:so_far]) != self._told or not answer.answered:
            print("\nDie ganze Antwort")
            print_text(answer)
        else:
            for sentence in answer.sentences[so_far:]:
                self._tell(sentence)

    def _tell(self, sentence: AnswerSentence) -> None:
        if self._told:
            print()
        print_sentence(sentence)
        sys.stdout.flush()
