"""`szenario report RUN`: the report of a run as it stands on disk, written anew."""

from pipeline.app.cli.options import AsJson, RunFolder
from pipeline.app.cli.terminal import finished, print_json, progress


def command(run: RunFolder, json: AsJson = False) -> None:
    """Prüft die Texte und schreibt den Bericht (report.html) neu."""
    from pipeline.app.work import on_run
    from pipeline.project import locked, open_run
    from pipeline.run.asking import outdated
    from pipeline.run.engine import run_stages
    from pipeline.run.following import follow_texts
    from pipeline.run.left import as_left
    from pipeline.run.stages import CHECK, REPORT

    found = open_run(run)
    narrator = progress()
    try:
        with locked(found):
            context = on_run(found, narrator)
            if outdated(context.project, found):
                narrator.said(
                    "Der Lauf ist nicht auf dem Stand der Dokumente und ihrer Rechte, der Bericht also "
                    "auch nicht. Bitte „szenario run PROJEKT“ ausführen, bevor er weitergegeben wird."
                )
            follow_texts(context)
            run_stages(as_left(context), [CHECK, REPORT], None)
    finally:
        finished(narrator)
    path = str(found.file("report.html"))
    if json:
        print_json({"path": path})
    else:
        print(path)
