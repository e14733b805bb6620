"""Sentences of a model, proven while its reply is still coming in.

Each is judged once, whether it is heard in pieces or read in the whole reply: the same answer either way.
"""

import threading

from pipeline.ask.proving.proof import Court, Failed, Proven
from pipeline.ask.worded.replies import SaidAnswer, SaidSentence, complete_sentences
from pipeline.ask.worded.writing import Writing


class Hearing:
    """Judges the sentences of one call and writes down what stands."""

    def __init__(self, court: Court, writing: Writing) -> None:
        self._court, self._writing = court, writing
        self._judged: dict[str, Proven | Failed] = {}
        self._before: dict[str, Proven | Failed] = {}
        self._so_far, self._seen = "", 0
        self._stood = writing.stands
        self._lock = threading.Lock()

    def text(self, so_far: str) -> None:
        """Judge what has come in whole since the last time; "" takes back what was judged of this reply.

        Looks wherever an object has ended, so that it is the same in which pieces the text came.
        """
        if not so_far:
            self._judged = dict(self._before)
            self._writing.back_to(self._stood)
        elif not so_far.startswith(self._so_far) or not self._so_far:  # another reply begins
            self._stood, self._before, self._seen = self._writing.stands, dict(self._judged), 0
        self._so_far = so_far
        while (end := so_far.find("}", self._seen) + 1) > 0:
            self._seen = end
            for said in complete_sentences(so_far[:end]):
                self._write(said)

    def reply(self, answer: SaidAnswer) -> list[Failed]:
        """Judge what is left of the whole reply; the sentences that do not stand, in their order."""
        if answer.beantwortbar == "nein":
            return []
        outcomes = [self._write(said) for said in answer.saetze]
        return [one for one in outcomes if isinstance(one, Failed)]

    def _write(self, said: SaidSentence) -> Proven | Failed:
        with self._lock:
            known = said.model_dump_json()
            if known not in self._judged:
                self._judged[known] = outcome = self._court.judge(said)
                if isinstance(outcome, Proven):
                    self._writing.add(outcome)
            return self._judged[known]
