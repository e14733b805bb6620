"""One dialogue at the terminal: what a line that a person typed does."""

import sys

from pipeline.app.asking_work import Counter
from pipeline.app.cli.answer_told import numbered, print_basis, print_passage
from pipeline.app.cli.telling import Telling
from pipeline.app.cli.terminal import finished, progress
from pipeline.app.remembering import Notes
from pipeline.ask.answering import Turn
from pipeline.core.errors import InputError, ModelError, OutputError
from pipeline.core.types import Answer

HELP = """\
Eine Frage in eigenen Worten, auch eine kurze Rückfrage („Und wer bezahlt das?“). Sonst:
/quelle N       zeigt die ganze Passage N der letzten Antwort
/gut [warum]    die letzte Antwort war hilfreich
/schlecht [warum]  sie war es nicht
/neu            beginnt ein neues Gespräch, das vom bisherigen nichts weiß
/ende           beendet (auch Strg+D)"""


class Conversation:
    """The questions and answers so far; `notes` is where they are kept."""

    def __init__(self, counter: Counter, notes: Notes) -> None:
        self._counter, self._notes = counter, notes
        self._turns: list[Turn] = []
        self._last: Answer | None = None

    def goes_on(self, line: str) -> bool:
        """Do what the line says; False where it ends the dialogue."""
        typed = line.strip()
        if typed.casefold() in ("ende", "/ende"):
            return False
        try:
            if typed.startswith("/"):
                self._obey(*typed[1:].partition(" ")[::2])
            elif typed:
                self._ask(typed)
        except (InputError, ModelError, OutputError) as error:
            _say(str(error))
        return True

    def _obey(self, name: str, rest: str) -> None:
        if name == "hilfe":
            print(HELP)
        elif name == "neu":
            self._turns, self._last = [], None
            self._notes.new_dialogue()
            _say("Ein neues Gespräch.")
        elif name == "quelle":
            self._show(rest.strip())
        elif name in ("gut", "schlecht"):
            self._judge(name == "gut", rest.strip())
        else:
            _say(f"Den Befehl „/{name}“ gibt es nicht. /hilfe nennt alle.")

    def _ask(self, question: str) -> None:
        self._bring_up_to_date()
        telling = Telling()
        try:
            answer = self._counter.inquiry.answer(question, self._turns, telling.heard)
        finally:  # a person thinks for minutes, and others may want to read or to index meanwhile
            self._counter.library.close()
        self._turns.append(Turn(question, answer))
        self._last = answer
        self._notes.keep(answer)
        telling.end(answer)
        print_basis(answer, self._counter.folders)
        print(flush=True)

    def _show(self, wanted: str) -> None:
        """The whole passage behind a number of the last answer."""
        places = numbered(self._last) if self._last is not None else []
        if not places:
            _say("Es gibt noch keine Antwort mit Quellen. Bitte zuerst eine Frage stellen.")
            return
        if not wanted:
            _say("Bitte eine Nummer angeben, zum Beispiel /quelle 1.")
            return
        number = int(wanted) if wanted.isascii() and wanted.isdigit() else 0
        if not 1 <= number <= len(places):
            _say(f"„{wanted}“ ist keine Quelle der letzten Antwort. Es gibt 1 bis {len(places)}.")
            return
        self._bring_up_to_date()
        place = places[number - 1]
        passage = self._counter.library.passage(place.passage)
        if passage is None:
            _say(f"Die Passage {number} ist nicht mehr da; die Dokumente haben sich geändert.")
            return
        print_passage(number, passage, place, self._counter.folders)

    def _bring_up_to_date(self) -> None:
        """What was deleted while a person was thinking is not shown any more."""
        if not self._counter.outdated:
            return
        narrator = progress()
        try:
            self._counter = self._counter.anew(narrator)
        finally:
            finished(narrator)

    def _judge(self, helpful: bool, reason: str) -> None:
        if self._last is None:
            _say("Es gibt noch keine Antwort. Bitte zuerst eine Frage stellen.")
        elif (place := self._notes.judge(helpful, reason)) is None:
            _say("Diese Antwort steht nicht im Verlauf und kann nicht bewertet werden.")
        else:
            _say(f"Danke, festgehalten zu {place}: {'hilfreich' if helpful else 'nicht hilfreich'}.")


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
