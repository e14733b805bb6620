"""`szenario status RUN`: how far a run is, and what a person has to do next."""

from pipeline.app.cli.options import AsJson, RunFolder
from pipeline.app.cli.proposal_told import print_waiting
from pipeline.app.cli.run import STAGES
from pipeline.app.cli.terminal import UNREAD, print_json, told


def command(run: RunFolder, json: AsJson = False) -> None:
    """Zeigt den Stand eines Laufs."""
    from pipeline.app.work import on_run
    from pipeline.core.files import digest_of, read_json_as
    from pipeline.core.progress import Silent
    from pipeline.core.types import Findings
    from pipeline.narratives import ledger
    from pipeline.project import open_run
    from pipeline.run import proposal, record
    from pipeline.run.context import read_narratives
    from pipeline.run.left import as_left, stands
    from pipeline.run.stages import CHECK, DRAFT, NAMES, PLAN, REPORT

    found = open_run(run)
    written = record.load(found)
    context = as_left(on_run(found, Silent()))
    downstream = {stage.name: stage for stage in (PLAN, DRAFT, CHECK, REPORT)}
    stages = []
    asked = [proposal.NAME] if proposal.NAME in written.stages else []
    for name in (*asked, *NAMES):
        stage = written.stages.get(name)
        there = [n for n in (stage.outputs if stage else {}) if found.file(n).is_file()]
        changed = [n for n in there if stage and digest_of(found.file(n)) != stage.outputs[n]]
        complete = stage is not None and not stage.pending and len(there) == len(stage.outputs)
        stale = bool(
            complete
            and stage is not None
            and name in downstream
            and not stands(stage, downstream[name].reads(context))
        )
        state = "open" if not complete else "stale" if stale else "edited" if changed else "done"
        stages.append(
            {
                "name": name,
                "status": state,
                "seconds": stage.seconds if stage else 0.0,
                "edited": changed,
            }
        )
    narratives = read_narratives(found)
    checked = found.file("findings.json")
    findings = read_json_as(Findings, checked).findings if checked.is_file() else ()
    if json:
        print_json(
            {
                "run": str(found.folder),
                "project": written.project,
                "stages": stages,
                "narratives": [
                    {
                        "cluster": one.narrative.cluster,
                        "title": one.narrative.title,
                        "path": str(found.file(one.markdown)),
                        "rohgeruest": one.narrative.rohgeruest,
                    }
                    for one in narratives
                ],
                "findings": len(findings),
            }
        )
        return
    words = {
        "open": "offen",
        "stale": "veraltet: „szenario run PROJEKT“ bringt sie auf den Stand",
        "edited": "von Hand bearbeitet",
        "done": "fertig",
    }
    print(f"{written.settings.title}: {found.folder}\n")
    for stage_state in stages:
        print(f"{STAGES[str(stage_state['name'])]:<24}{words[str(stage_state['status'])]}")
    print()
    for one in narratives:
        state = ledger.state(one.narrative)
        print(f"{one.narrative.cluster}  {one.narrative.title}: {state}")
    print(f"\n{told(findings) if checked.is_file() else 'Noch nicht geprüft.'}")
    if any(ledger.by_model(one.narrative) for one in narratives):
        print(UNREAD)
    print_waiting(context.project.folder)
