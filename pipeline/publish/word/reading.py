"""A Word file that was ours, read back as people left it: texts, undecided changes, comments.

Nothing is written here, and nothing is decided but what to do with undecided changes, as asked.
"""

from collections.abc import Sequence

from pipeline.core.errors import InputError
from pipeline.core.types import Narrative
from pipeline.language.typography import same_words
from pipeline.narratives.ledger import Text
from pipeline.narratives.ledger.text import plain
from pipeline.publish.word.file import File, opened
from pipeline.publish.word.marks import mark_of
from pipeline.publish.word.regions import Region, regions
from pipeline.publish.word.remarks import Placed, comments, pending
from pipeline.publish.word.returned import Returned, ReturnedText, Taking
from pipeline.publish.word.running import Running
from pipeline.publish.word.settling import not_taken, settled


def read_back(
    data: bytes,
    narratives: Sequence[Narrative],
    taking: Taking = "none",
    name: str = "Datei",
    run: str = "",
) -> Returned:
    """The texts of a file as people left them, for those of `narratives` that stand in it.

    Raises InputError, which calls the file `name`, for a file that is no Word document, never was ours, or
    is of another run than `run` ("": not asked) and shares no sentence with this one.
    """
    file = opened(data, name)
    everywhere = regions(file, narratives)
    _refuse_strangers(file, narratives, name, run, found=bool(everywhere))
    everywhere = settled(file, everywhere, narratives)
    by_cluster = {one.cluster: one for one in narratives}
    found = {cluster: region for cluster, region in everywhere.items() if cluster in by_cluster}
    running = {
        cluster: Running(file.blocks, region.blocks, taking, by_cluster[cluster])
        for cluster, region in found.items()
    }
    placed = Placed(_clusters(found), running)
    told = {cluster: one for cluster, one in running.items() if one.paragraphs}
    undecided = pending(file, placed)
    return Returned(
        run=file.run,
        texts=tuple(
            _text(file, found[one.cluster], told[one.cluster], taking)
            for one in narratives
            if one.cluster in told
        ),
        pending=undecided if taking == "none" else (),
        comments=comments(file, placed, taking),
        missing=tuple(one.cluster for one in narratives if one.cluster not in told),
        not_taken=not_taken(file, everywhere, narratives, taking),
        decided=() if taking == "none" else undecided,
    )


def _refuse_strangers(
    file: File, narratives: Sequence[Narrative], name: str, run: str, *, found: bool
) -> None:
    if not found and not _ours(file):
        raise InputError(
            f"„{name}“ stammt nicht aus diesem Werkzeug: weder Marken noch Titel noch Sätze der Szenarien "
            "stehen darin. Bitte die Datei nennen, die „szenario publish“ geschrieben hat."
        )
    if run and file.run and file.run != run and not _shares(file, narratives):
        raise InputError(
            f"„{name}“ stammt aus einem anderen Lauf ({file.run}), und kein Satz darin steht in diesem. "
            "Bitte den Lauf nennen, aus dem die Datei kommt."
        )


def _shares(file: File, narratives: Sequence[Narrative]) -> bool:
    """Whether at least one sentence of the run stands in the file, decided or not."""
    told = "\n".join(same_words(block.text(taking)) for block in file.blocks for taking in _EITHER)
    return any(same_words(sentence.text) in told for one in narratives for sentence in one.sentences)


_EITHER: tuple[Taking, ...] = ("none", "accepted")


def _text(file: File, region: Region, running: Running, taking: Taking) -> ReturnedText:
    title = plain(file.blocks[region.title].text(taking)) if region.title is not None else ""
    text = Text(title, running.paragraphs)
    return ReturnedText(region.cluster, text, region.known_by, region.found_by)


def _clusters(found: dict[str, Region]) -> dict[int, str]:
    """The cluster of each block of a text or title."""
    clusters = {region.title: region.cluster for region in found.values() if region.title is not None}
    return {**clusters, **{block: one.cluster for one in found.values() for block in one.blocks}}


def _ours(file: File) -> bool:
    """Whether a file says that it came from here, whatever is left of its texts."""
    named = (point.name for block in file.blocks for point in block.points)
    return bool(file.run or file.marks or any(mark_of(name) for name in named))
