"""review.yaml of a run: what people wrote is read with what is on record of it, and never written over.

Before the file changes, a copy of what people wrote goes to history/; what somebody saved since it was read
is taken up, and a file that cannot be read is left alone.
"""

from pipeline.core.errors import InputError
from pipeline.core.files import keep_copy, write_text
from pipeline.evaluation.evaluate import read_of
from pipeline.evaluation.form import form
from pipeline.evaluation.material import Material
from pipeline.evaluation.remarks import remarks_in
from pipeline.evaluation.review import NAME as REVIEW
from pipeline.evaluation.review import Reviewed, load_reviews
from pipeline.project import Run

HISTORY = "history"


def read_reviews(run: Run) -> Reviewed:
    """What people judged, and what of earlier copies says that a sample failed; raises InputError."""
    copies = sorted(run.file(HISTORY).glob("review-*.yaml"))
    failed = [one for path in copies for one in load_reviews(path).reviews if one.failed_sample]
    by_wording = {(one.cluster, one.text_hash): one for one in failed}
    return Reviewed(load_reviews(run.file(REVIEW)).reviews, tuple(by_wording.values()))


def review_text(run: Run) -> str:
    """The file as it lies there; "" where there is none."""
    path = run.file(REVIEW)
    return path.read_text(encoding="utf-8-sig") if path.is_file() else ""


def write_reviews_of(run: Run, material: Material) -> int:
    """Put a line to fill in into review.yaml for every sentence that waits; returns how many there are."""
    path, before, reviewed = run.file(REVIEW), review_text(run), material.reviewed
    selections = read_of(material).selections
    waiting = form(reviewed, material.narratives, selections, material.findings, material.ground).waiting
    if before != material.review_text:
        try:
            reviewed = read_reviews(run)
        except InputError:  # half-saved by an editor: whoever evaluates next is told its line
            return waiting
    filled = form(reviewed, material.narratives, selections, material.findings, material.ground)
    text = filled.text(before)
    changes = bool(filled.waiting) and text != before
    if (changes and _by_people(reviewed, before)) or _new_failure(reviewed):
        keep_copy(path)
    if changes:
        write_text(path, text)
    return filled.waiting


def _by_people(reviewed: Reviewed, text: str) -> bool:
    """Whether there is anything in the file that would be missed."""
    return any(one.begun for one in reviewed.reviews) or bool(remarks_in(text))


def _new_failure(reviewed: Reviewed) -> bool:
    """Whether a sample failed of which no copy tells yet."""
    known = {(one.cluster, one.text_hash) for one in reviewed.earlier}
    return any(one.failed_sample and (one.cluster, one.text_hash) not in known for one in reviewed.reviews)
