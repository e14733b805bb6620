"""The ledgers follow the texts: renamed, edited, emptied or deleted by a person.

Nothing a person wrote is touched; what a ledger loses goes to history/ first.
"""

from pipeline.core.files import digest, digest_of, to_json, write_text
from pipeline.narratives import ledger
from pipeline.run.context import Context, read_clusters
from pipeline.run.engine import copy_to_history
from pipeline.run.narratives import LEDGER, NARRATIVES, Written, read_ledger, read_narratives, read_removed
from pipeline.run.record import StageRecord, save
from pipeline.sources.read.encoding import read_text


def follow_texts(context: Context) -> None:
    """Let the ledgers follow renamed and edited texts, without drafting anything."""
    follow_renames(context)
    if "draft" in context.record.stages:
        follow_edits(context)


def follow_renames(context: Context) -> None:
    """A text that a person renamed is found by its sentences, and its ledger takes the same name."""
    record = context.record.stages.get("draft")
    folder = context.run.folder / NARRATIVES
    if record is None or not folder.is_dir():
        return
    texts = {path.with_suffix("").name: path for path in sorted(folder.glob("*.md"))}
    ledgers = {path.name.removesuffix(LEDGER): path for path in sorted(folder.glob(f"*{LEDGER}"))}
    for stem in sorted(ledgers.keys() - texts.keys()):
        narrative = read_ledger(ledgers[stem])
        for other in sorted(texts.keys() - ledgers.keys()):
            if ledger.is_of(narrative, ledger.from_markdown(read_text(texts[other]))):
                ledgers[stem].replace(folder / f"{other}{LEDGER}")
                for suffix in (".md", LEDGER):
                    digest_then = record.outputs.pop(f"{NARRATIVES}/{stem}{suffix}", "")
                    record.outputs[f"{NARRATIVES}/{other}{suffix}"] = digest_then
                chosen = record.taken.pop(f"{NARRATIVES}/{stem}.md", "")
                record.taken |= {f"{NARRATIVES}/{other}.md": chosen} if chosen else {}
                ledgers[other] = folder / f"{other}{LEDGER}"
                break
    for stem in texts.keys() & ledgers.keys():
        # One that was away and is back is a person's: what it was drafted as is not on record any more.
        record.outputs.setdefault(f"{NARRATIVES}/{stem}.md", "")
    save(context.run, context.record)


def follow_edits(context: Context) -> None:
    """Let the ledgers follow what people changed in the texts, and tell it."""
    record = context.record.stages["draft"]
    for one in read_narratives(context.run):
        data = to_json(one.narrative)
        _tell(context, one)
        if digest(data.encode()) != digest_of(context.run.file(one.ledger)):
            if one.tally.gone and not one.narrative.sentences:
                copy_to_history(context, "ledger", [one.ledger])
            write_text(context.run.file(one.ledger), data)
        record.outputs[one.ledger] = digest(data.encode())
    _follow_removed(context, record)
    save(context.run, context.record)


def _follow_removed(context: Context, record: StageRecord) -> None:
    """Tell of texts that a person deleted; of one whose scenario is gone as well, the ledger goes, too."""
    removed = read_removed(context.run)
    known = {one.id for one in read_clusters(context.run).clusters} if removed else set()
    for gone in removed:
        if gone.narrative.cluster in known:
            context.progress.said(
                f"{gone.markdown} ist gelöscht und bleibt weg; „szenario run PROJEKT --redo draft --only "
                f"{gone.narrative.cluster}“ entwirft den Text neu."
            )
            continue
        copy_to_history(context, "ledger", [gone.ledger])
        context.run.file(gone.ledger).unlink()
        for name in (gone.markdown, gone.ledger):
            record.outputs.pop(name, None)


def _tell(context: Context, one: Written) -> None:
    """What a person did to a text since the ledger was last brought up to date."""
    if one.tally.gone and not one.narrative.sentences:
        context.progress.said(
            f"{one.markdown} ist leer; so lässt sich der Text nicht veröffentlichen. Was darin stand, "
            "findet seine Grundlage wieder, wenn es zurückkommt (Stand davor: history/)."
        )
    elif one.tally.differs:
        context.progress.said(f"{one.markdown}: Sätze seit dem letzten Lauf {one.tally.told}.")
    if one.untitled and one.narrative.sentences:
        context.progress.said(
            f"{one.markdown} hat keine Überschrift; der Text heißt weiter „{one.narrative.title}“."
        )
