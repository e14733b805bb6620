"""`szenario status RUN`: how far a run is, and what a person has to do next."""

from pipeline.app.cli.options import AsJson, RunFolder
from pipeline.app.cli.proposal_told import print_waiting
from pipeline.app.cli.run import STAGES
from pipeline.app.cli.terminal import RELEASED_BY, UNREAD, many, print_json, told


def command(run: RunFolder, json: AsJson = False) -> None:
    """Zeigt den Stand eines Laufs."""
    from pipeline.app.cli.status_told import as_evaluation, listed, print_narratives
    from pipeline.app.configuration import declared_suites, publish_settings
    from pipeline.app.work import on_run
    from pipeline.core.files import digest_of, read_json_as
    from pipeline.core.progress import Silent
    from pipeline.core.types import Findings
    from pipeline.narratives import ledger
    from pipeline.project import open_run
    from pipeline.run import proposal, record
    from pipeline.run.context import read_clusters
    from pipeline.run.engine import lost
    from pipeline.run.evaluated import last_evaluation
    from pipeline.run.left import as_left, stands
    from pipeline.run.narratives import read_narratives, read_removed
    from pipeline.run.stages import ALL, CHECK, DRAFT, NAMES, PLAN, REPORT
    from pipeline.run.standing import EARLIER, standing

    found = open_run(run)
    written = record.load(found)
    context = as_left(on_run(found, Silent()))
    publisher = publish_settings(context.project).publisher
    suites = declared_suites(context)
    of_name = {stage.name: stage for stage in ALL}
    downstream = {stage.name: stage for stage in (PLAN, DRAFT, CHECK, REPORT)}
    stages = []
    asked = [proposal.NAME] if proposal.NAME in written.stages else []
    for name in (*asked, *NAMES):
        stage = written.stages.get(name)
        there = [n for n in (stage.outputs if stage else {}) if found.file(n).is_file()]
        other = {n: now for n in there if stage and (now := digest_of(found.file(n))) != stage.outputs[n]}
        changed = [n for n, now in other.items() if stage and stage.taken.get(n) != now]
        missing = [n for n in (stage.outputs if stage else {}) if n not in there]
        if stage is not None and name in of_name:
            missing = lost(context, of_name[name], stage)
        complete = stage is not None and not stage.pending and not missing
        stale = bool(
            complete
            and stage is not None
            and name in downstream
            and not stands(stage, downstream[name].reads(context))
        )
        state = "open" if not complete else "stale" if stale else "edited" if changed else "done"
        if state == "done" and other:
            state = "taken"
        stages.append(
            {
                "name": name,
                "status": state,
                "seconds": stage.seconds if stage else 0.0,
                "edited": changed,
            }
        )
    narratives, removed = read_narratives(found), read_removed(found)
    clusters = read_clusters(found) if narratives else None
    checked = found.file("findings.json")
    findings = read_json_as(Findings, checked).findings if checked.is_file() else ()
    current = {str(one["name"]): one["status"] != "stale" for one in stages}["check"]
    current = current and not any(one.tally.differs for one in narratives)
    still = standing(found, current, suites, publisher) if narratives and checked.is_file() else ()
    evaluated = last_evaluation(found, suites, current)
    if json:
        print_json(
            {
                "run": str(found.folder),
                "project": written.project,
                "stages": stages,
                "narratives": [listed(one, found, clusters) for one in narratives],
                "removed": [str(found.file(one.markdown)) for one in removed],
                "findings": len(findings),
                "findings_current": checked.is_file() and current,
                "standing": list(still),
                "evaluation": as_evaluation(evaluated),
            }
        )
        return
    words = {
        "open": "offen",
        "stale": "veraltet: „szenario run PROJEKT“ bringt sie auf den Stand",
        "edited": "von Hand bearbeitet",
        "taken": "mit übernommenen Fassungen",
        "done": "fertig",
    }
    print(f"{written.settings.title}: {found.folder}\n")
    for stage_state in stages:
        print(f"{STAGES[str(stage_state['name'])]:<24}{words[str(stage_state['status'])]}")
    print()
    print_narratives(narratives, removed, clusters)
    if checked.is_file() and not current:
        print(f"\n{many(len(findings), 'Befund', 'e')}. {EARLIER}")
    else:
        print(f"\n{told(findings) if checked.is_file() else 'Noch nicht geprüft.'}")
    for line in still:
        print(line)
    if evaluated is not None:
        print(evaluated.told)
    if evaluated is not None and evaluated.current and evaluated.verdict == "pass":
        print(RELEASED_BY)
    elif any(ledger.by_model(one.narrative) for one in narratives):
        print(UNREAD)
    print_waiting(context.project.folder)
