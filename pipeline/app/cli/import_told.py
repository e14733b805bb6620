"""What came back from Word, told sentence by sentence."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.publish.word.returned import Comment, Pending
    from pipeline.run.importing import Imported, SentenceChange, TextChange

_KINDS = {"moved": "verschoben", "changed": "geändert", "new": "neu", "gone": "gestrichen"}
_PENDING = {
    "inserted": "eingefügt", "deleted": "gestrichen", "moved_from": "verschoben von hier",
    "moved_to": "verschoben hierher", "split": "Absatz geteilt", "merged": "Absätze verbunden",
}  # fmt: skip


def as_json(done: "Imported") -> dict[str, Any]:
    """The JSON of the command."""
    return {
        "changed": [one.model_dump(mode="json") for one in done.changed],
        "comments": [one.model_dump(mode="json") for one in done.comments],
        "pending": [one.model_dump(mode="json") for one in done.pending],
        "missing": list(done.missing),
        "not_taken": [one.model_dump(mode="json") for one in done.not_taken],
    }


def tell(done: "Imported", *, dry_run: bool) -> None:
    """All of it for a person."""
    for change in done.changed:
        _tell_change(change, dry_run)
    if not done.changed:
        print("Kein Text ist geändert.")
    for cluster in done.missing:
        print(
            f"{cluster}: Der Text ist in der Datei nicht zu finden, an Marke, Überschrift oder Sätzen. Im "
            "Lauf bleibt er, wie er ist."
        )
    for edit in done.not_taken:
        words = f": {_quoted(edit.words)}" if edit.words else ""
        print(f"nicht übernommen: {_KINDS[edit.kind]}, {edit.place}{words}")
    if done.pending:
        print(
            f"\nOffene Änderungen: {len(done.pending)}. Der Text ist der ohne sie; entschieden wird in "
            "Word oder hier mit --accept-all oder --reject-all."
        )
        for one in done.pending:
            print(f"  {_pending(one)}")
    if done.comments:
        print(f"\nKommentare: {len(done.comments)}.")
        for comment in done.comments:
            print(f"  {_comment(comment)}")
    if (done.pending or done.comments) and not dry_run:
        print("\nKommentare und offene Änderungen stehen in comments.yaml.")
    if dry_run:
        print("Nur gezeigt, nichts geschrieben.")


def _tell_change(change: "TextChange", dry_run: bool) -> None:
    if change.conflict:
        put = "käme" if dry_run else "liegt"
        print(f"{change.cluster}: {change.conflict} Der Text aus Word {put} daneben: {change.file}.")
    else:
        print(f"{change.cluster}: {change.file}")
    if change.title:
        print(f"  Titel       {change.title}")
    for one in change.sentences:
        print(f"  {_sentence(one)}")
    if not change.title and not change.sentences:
        print("  nur Absätze oder Zeichen; kein Wort ist geändert")


def _sentence(one: "SentenceChange") -> str:
    number = one.after or one.before
    told = f"{_KINDS[one.kind]:<12}Satz {number}: {one.text or one.was}"
    return f"{told}\n{'':<14}bisher: {one.was}" if one.kind == "changed" else told


def _pending(one: "Pending") -> str:
    return f"{_place(one.cluster, one.sentence)}{_PENDING[one.kind]} von {_by(one)}: {_quoted(one.words)}"


def _comment(one: "Comment") -> str:
    answer = "Antwort " if one.reply_to else ""
    closed = " (erledigt)" if one.resolved else ""
    about = f" zu {_quoted(one.about)}" if one.about else ""
    return f"{_place(one.cluster, one.sentence)}{answer}{_by(one)}{about}{closed}: {one.text}"


def _by(one: "Pending | Comment") -> str:
    day = f" am {'.'.join(reversed(one.date[:10].split('-')))}" if one.date else ""
    return f"{one.author or 'unbekannt'}{day}"


def _place(cluster: str, sentence: int | None) -> str:
    if not cluster:
        return "außerhalb der Texte, "
    return f"{cluster}, Satz {sentence}, " if sentence else f"{cluster}, Titel oder Absatz, "


def _quoted(words: str) -> str:
    shown = words if len(words) <= 80 else f"{words[:77]} …"
    return f"„{shown}“"
