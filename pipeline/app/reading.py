"""Reading a project's documents anew, as every command does that needs them and finds them changed."""

from pathlib import Path

from pipeline.core.progress import Progress


def read_anew(folder: Path, out: Path | None, offline: bool, narrator: Progress) -> None:
    """Passages and index of the documents as they are now; raises as `at_work` does."""
    from pipeline.app.work import at_work
    from pipeline.run.engine import run_stages
    from pipeline.run.stages import READ

    with at_work(folder, out, narrator, offline=offline, patient=True) as context:
        run_stages(context, [READ], None)
