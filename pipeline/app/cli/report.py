"""`szenario report RUN`: the report of a run as it stands on disk, written anew."""

from pipeline.app.cli.options import AsJson, RunFolder
from pipeline.app.cli.terminal import print_json


def command(run: RunFolder, json: AsJson = False) -> None:
    """Prüft die Texte und schreibt den Bericht (report.html) neu."""
    from pipeline.checks import check
    from pipeline.core.files import to_json, write_text
    from pipeline.project import locked, open_run
    from pipeline.run import record
    from pipeline.run.context import read_ground
    from pipeline.run.stages import narratives_of, render_report

    found = open_run(run)
    settings = record.load(found).settings
    with locked(found):
        ground = read_ground(found, settings)
        findings = check(narratives_of(found, ground.clusters), ground)
        write_text(found.file("findings.json"), to_json(findings))
        write_text(found.file("report.html"), render_report(found, settings))
    path = str(found.file("report.html"))
    if json:
        print_json({"path": path})
    else:
        print(path)
