"""`szenario eval --labels`: labels from the page go into the project's calibration.yaml."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.app.work import on_run
from pipeline.core.errors import InputError
from pipeline.core.files import write_text
from pipeline.core.progress import Progress
from pipeline.evaluation.calibration import NAME, Label, Taken, load_labels, taken, to_text, values_of
from pipeline.evaluation.labelling import agreements, said_by_judge
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Agreement
from pipeline.project import Project, Run, being_changed, open_project
from pipeline.run.context import read_clusters


def take_labels(run: Run, file: Path, progress: Progress) -> None:
    """Take the labels of a file in, and tell what is new and what somebody changed.

    Raises InputError for a file without labels, or for a scenario that the run has not.
    """
    project = open_project(on_run(run, progress).project.folder)
    more = tuple(_placed(run, load_labels(file)))
    if not more:
        raise InputError(
            f"Aufgenommen werden sollten Beispiele aus „{file}“, aber dort steht keines. Bitte die "
            f"heruntergeladene {NAME} nennen."
        )
    with being_changed(project):
        path = project.folder / NAME
        done = taken(load_labels(path), more)
        write_text(path, to_text(done.labels))
    for line in _told(done):
        progress.said(line)


def labelled(project: Project, material: Material) -> tuple[Agreement, ...]:
    """How the people who labelled sentences of a project agree, with each other and with the judge."""
    labels = load_labels(project.folder / NAME)
    return agreements(labels, [said_by_judge(material, labels)]) if labels else ()


def _placed(run: Run, labels: tuple[Label, ...]) -> Iterator[Label]:
    """Each label with the values of its scenario in this run."""
    known = {one.id: values_of(one) for one in read_clusters(run).clusters}
    for one in labels:
        if one.cluster not in known:
            raise InputError(
                f"Ein Beispiel spricht vom Szenario „{one.cluster}“; der Lauf „{run.folder}“ hat "
                f"{', '.join(known)}. Bitte den Lauf nennen, aus dessen Seite die Beispiele stammen."
            )
        yield one if one.values else one.model_copy(update={"values": known[one.cluster]})


def _told(done: Taken) -> Iterator[str]:
    counted = f"{NAME}: {done.new} neu, {done.same} schon da, {len(done.changed)} geändert"
    yield f"{counted}; zusammen {len(done.labels)}."
    for before in done.changed:
        now = "wrong" if before.label == "ok" else "ok"
        yield (
            f"{before.by} sagt zu „{before.text}“ ({before.cluster}) jetzt {now}; am {before.date} war es "
            f"{before.label}."
        )
