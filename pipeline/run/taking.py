"""An alternative put into its text: that place alone, after a copy into history/.

Such a text is no edit of a person's, but it is kept like one: a later run does not write over it.
"""

from dataclasses import dataclass

from pipeline.core.errors import InputError
from pipeline.core.files import digest, digest_of, read_json_as, to_json, write_bytes
from pipeline.core.numbering import numbered
from pipeline.core.types import Narrative, Sentence
from pipeline.narratives.ledger import drafted_by_model
from pipeline.narratives.redraft.nouns import Alternatives, Place
from pipeline.narratives.redraft.spans import exchanged, put_in, reads_the_same
from pipeline.project import Run
from pipeline.run.context import Context
from pipeline.run.engine import HISTORY
from pipeline.run.narratives import Written
from pipeline.run.record import save
from pipeline.run.redrafting import files_of, hash_of, written_of


@dataclass(frozen=True)
class Taken:
    """An alternative that now stands in its text; `copy` is the text before, `around` whether the rest of
    the text has changed since the alternative was written."""

    alternatives: Alternatives
    number: int
    markdown: str
    copy: str
    around: bool


def take(context: Context, cluster: str, place: Place, number: int) -> Taken:
    """Put alternative `number` (from 1) into its text; the run has to be held.

    Raises InputError where there is none, or where the place has changed since it was written.
    """
    run = context.run
    written = written_of(run, cluster)
    found = _kept(run, written, place, number)
    numbers = _unchanged(written.narrative, found)
    chosen = _signed(found, number, written.narrative)
    path = run.file(written.markdown)
    before = path.read_bytes()
    markdown = _as_utf8(before, written.markdown)
    new = exchanged(markdown, written.narrative, numbers, chosen)
    narrative = _now_by(put_in(written.narrative, numbers, chosen), found)
    if not reads_the_same(new, narrative):
        raise InputError(
            f"Fassung {number} lässt sich in „{written.markdown}“ nicht eindeutig einsetzen. Bitte die "
            "Stelle in der Datei von Hand ersetzen."
        )
    copy = _copied(run, written)
    _written(context, written, new.encode(), narrative, found.by)
    around = hash_of(written.narrative) != found.text_hash
    return Taken(found, number, written.markdown, copy, around)


def _kept(run: Run, written: Written, place: Place, number: int) -> Alternatives:
    """The alternatives of a place, with one of that number; raises InputError."""
    path = run.file(files_of(written, place)[1])
    if not path.is_file():
        raise InputError(
            f"Zu dieser Stelle ({place.told}) liegen keine Fassungen. Bitte denselben Befehl zuerst ohne "
            "--take ausführen."
        )
    found = read_json_as(Alternatives, path)
    if not 1 <= number <= len(found.alternatives):
        last = len(found.alternatives)
        raise InputError(
            f"Fassung {number} gibt es nicht; zu dieser Stelle liegen {last}. Bitte eine Nummer von 1 bis "
            f"{last} angeben."
        )
    return found


def _signed(found: Alternatives, number: int, narrative: Narrative) -> tuple[Sentence, ...]:
    """The sentences of an alternative with who worded them, where the text does not say it.

    One that stood there before stays as it was.
    """
    stood = {one.text: one for one in found.before}
    by = "" if found.by == "offline" and not drafted_by_model(narrative) else found.by
    return tuple(
        one.model_copy(
            update={"by": stood[one.text].by, "written_from": stood[one.text].written_from}
            if one.text in stood
            else {"by": by}
        )
        for one in found.alternatives[number - 1].sentences
    )


def _unchanged(narrative: Narrative, found: Alternatives) -> tuple[int, ...]:
    """The sentences to be replaced; raises InputError where they are not what they were."""
    numbers = found.place.numbers(narrative)
    now = [narrative.sentences[number - 1].text for number in numbers]
    if now != [one.text for one in found.before]:
        raise InputError(
            f"{found.place.told} hat sich geändert, seit die Fassungen geschrieben wurden. Bitte neue "
            "schreiben lassen (derselbe Befehl ohne --take); der Text bleibt, wie er ist."
        )
    return numbers


def _now_by(narrative: Narrative, found: Alternatives) -> Narrative:
    """A text that a model has written from end to end is no Rohgerüst any more.

    What was one knows who worded it, so that it is one again when a person puts it back.
    """
    if not found.place.whole or found.by == "offline":
        return narrative
    if narrative.rohgeruest or narrative.reworked:
        earlier = tuple(one.model_copy(update={"by": one.by or "offline"}) for one in narrative.earlier)
        narrative = narrative.model_copy(update={"earlier": earlier})
    return narrative.model_copy(update={"rohgeruest": False, "reworked": False})


def _as_utf8(data: bytes, name: str) -> str:
    """A file's text with its own line ends; raises InputError where that is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"„{name}“ ist kein UTF-8-Text. Bitte die Datei als UTF-8 speichern und die Fassungen neu "
            "schreiben lassen."
        ) from error


def _copied(run: Run, written: Written) -> str:
    """Copy text and ledger as they are into history/; returns the name of the text's copy."""
    folder = f"{HISTORY}/{numbered(run.folder / HISTORY, 'redraft').name}"
    for name in (written.markdown, written.ledger):
        write_bytes(run.file(f"{folder}/{name}"), run.file(name).read_bytes())
    return f"{folder}/{written.markdown}"


def _written(context: Context, written: Written, text: bytes, narrative: Narrative, by: str) -> None:
    """Write text and ledger, and let the record follow: no person's edit where there was none before."""
    run, stage = context.run, context.record.stages["draft"]
    ours = (stage.outputs.get(written.markdown), stage.taken.get(written.markdown))
    untouched = digest_of(run.file(written.markdown)) in ours
    told = to_json(narrative).encode()
    if untouched:
        stage.taken[written.markdown] = digest(text)
    stage.outputs[written.ledger] = digest(told)
    if by != "offline":
        stage.model = stage.model or by
    save(run, context.record)
    write_bytes(run.file(written.ledger), told)
    write_bytes(run.file(written.markdown), text)
