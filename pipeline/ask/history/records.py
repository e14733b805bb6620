"""What was asked and answered in a project, and what people thought of it.

An answer is written the moment it is there, and nothing stays longer than the project keeps it.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import ValidationError

from pipeline.ask.history.file import deleted, next_number, opened
from pipeline.ask.history.kept import Dialogue, Feedback, Kept, Place
from pipeline.core.errors import InputError
from pipeline.core.types import Answer


class History:
    """The history of one project, in a file; `keep_days` 0 keeps nothing, `now` has its time zone.

    Every method raises OutputError where the file cannot be used.
    """

    def __init__(self, path: Path, keep_days: int, now: Callable[[], datetime]) -> None:
        self._path, self._keep_days, self._now = path, keep_days, now

    def keep(self, answer: Answer, dialogue: int | None = None) -> Place | None:
        """Keep an answer as the next of a dialogue, or of a new one; None where nothing is kept."""
        if not self._keep_days:
            self.forget_all()
            return None
        with opened(self._path, self._oldest) as store:
            known = store.execute("select id from dialogues where id = ?", (dialogue,)).fetchone()
            if known is None:
                known = store.execute("insert into dialogues default values returning id").fetchone()
            of = int(known[0])
            number = next_number(store, of)
            asked = (of, number, answer.question, _written(self._now()))
            store.execute("insert into questions values (?, ?, ?, ?)", asked)
            store.execute("insert into answers values (?, ?, ?)", (of, number, answer.model_dump_json()))
        return Place(of, number)

    def judge(self, about: Place, helpful: bool, reason: str = "", by: str = "") -> Place:
        """Put on record what somebody thinks of an answer; a dialogue of one question stands for it.

        Raises InputError where there is none such, or several.
        """
        kept = self.find(about).kept
        if about.number is None and len(kept) > 1:
            raise InputError(
                f"Der Dialog {about} hat {len(kept)} Fragen. Bitte eine davon nennen, zum Beispiel "
                f"{kept[-1].place}."
            )
        judged = kept[-1].place
        said = (judged.dialogue, judged.number, int(helpful), reason, by, _written(self._now()))
        with opened(self._path, self._oldest) as store:
            store.execute(
                "insert into feedback (dialogue, number, helpful, reason, person, at)"
                " values (?, ?, ?, ?, ?, ?)",
                said,
            )
        return judged

    def dialogues(self, before: str = "") -> list[Dialogue]:
        """All that is kept, oldest first; with `before` only questions asked before that ISO time (UTC)."""
        if not self._path.is_file():
            return []
        with opened(self._path, self._oldest) as store:
            rows = store.execute(
                "select dialogue, number, at, answer from questions join answers using (dialogue, number)"
                " where ? = '' or at < ? order by dialogue, number",
                (before, before),
            ).fetchall()
            said = store.execute(
                "select dialogue, number, helpful, reason, person, at from feedback order by id"
            ).fetchall()
        judged: dict[Place, list[Feedback]] = {}
        for of, number, helpful, reason, by, at in said:
            judged.setdefault(Place(of, number), []).append(Feedback(bool(helpful), reason, by, at))
        found: dict[int, list[Kept]] = {}
        for of, number, at, answer in rows:
            about = Place(of, number)
            kept = Kept(of, number, at, _read(answer, about), tuple(judged.get(about, ())))
            found.setdefault(of, []).append(kept)
        return [Dialogue(of, tuple(kept)) for of, kept in found.items()]

    def find(self, about: Place) -> Dialogue:
        """A dialogue, up to the question where one is named; raises InputError where there is none such."""
        kept = [
            one for dialogue in self.dialogues() for one in dialogue.kept if one.dialogue == about.dialogue
        ]
        if not kept or (about.number is not None and all(one.place != about for one in kept)):
            raise _unknown(about)
        last = about.number or kept[-1].number
        return Dialogue(about.dialogue, tuple(one for one in kept if one.number <= last))

    def forget(self, about: Place) -> int:
        """Delete a dialogue, or one question of it, for good; how many questions. Raises InputError."""
        gone = 0
        if self._path.is_file() and about.number is None:
            gone = deleted(self._path, self._oldest, "dialogue = ?", about.dialogue)
        elif self._path.is_file():
            both = (about.dialogue, about.number)
            gone = deleted(self._path, self._oldest, "dialogue = ? and number = ?", *both)
        if not gone:
            raise _unknown(about)
        return gone

    def forget_all(self, before: str = "") -> int:
        """Delete everything, or what was asked before an ISO time (UTC), for good; how many questions."""
        if not self._path.is_file():
            return 0
        return deleted(self._path, "", "? = '' or at < ?", before, before)

    @property
    def _oldest(self) -> str:
        """The time before which nothing is kept; with nothing kept at all, the end of time."""
        return _written(self._now() - timedelta(days=self._keep_days)) if self._keep_days else "9999"


def _written(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")


def _unknown(about: Place) -> InputError:
    return InputError(
        f"Im Verlauf gibt es {about} nicht (mehr). Was dort steht, nennt „szenario history PROJEKT“."
    )


def _read(answer: str, about: Place) -> Answer:
    try:
        return Answer.model_validate_json(answer)
    except ValidationError as error:
        raise InputError(
            f"Die Antwort {about} ist von einer anderen Fassung des Programms und nicht lesbar. Mit "
            f"„szenario history PROJEKT --forget {about}“ wird sie gelöscht."
        ) from error
