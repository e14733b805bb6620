"""`szenario status` says what is not known: findings of earlier texts, and a release that has lapsed."""

import re
from pathlib import Path

from ready_run import ready

from pipeline.core.files import to_yaml, write_text
from pipeline.evaluation.nouns import Waiver, Waivers
from pipeline.evaluation.release import Release
from pipeline.project import open_run
from pipeline.run import record
from pipeline.run.binding import bound
from pipeline.run.context import read_clusters
from pipeline.run.handing_over import edition_of, read_beside
from pipeline.run.narratives import narratives_of


def released(folder: Path) -> None:
    run = open_run(folder)
    texts = narratives_of(run, read_clusters(run))
    settings = record.load(run).settings
    hashes = bound(edition_of(run, settings, "", ""), read_beside(run, settings, texts).hashes)
    release = Release(by="Eva Beispiel", body="IHK", scope="Presse", date="2026-11-22", texts=hashes)
    write_text(folder / "release.yaml", to_yaml(release))
    waiver = Waiver(finding="abc", by="Eva Beispiel", reason="gelesen", date="2026-11-22")
    write_text(folder / "waivers.yaml", to_yaml(Waivers(waivers=(waiver,))))


def test_a_changed_text_makes_the_findings_those_of_earlier_texts_and_the_release_lapse(
    cli, project, tmp_path
):
    run = ready(cli, project, tmp_path / "lauf")
    released(run)
    before = cli("status", run).out
    assert "früheren Texten" not in before and "die Veröffentlichung." in before
    assert "Freigegeben von Eva Beispiel" in before and "Erloschen" not in before
    assert "0 gelten, 1 sind erloschen" in before
    next(run.glob("narratives/1-*.md")).write_text("", encoding="utf-8")
    after = cli("status", run).out
    assert "früheren Texten" in after and "nicht bekannt" in after
    assert "sperrt die" not in after and "sperren die" not in after
    assert "Erloschen" in after and "noch gelten" in after
    told = cli("status", run, "--json").json
    assert told["findings_current"] is False and len(told["standing"]) == 2


def test_a_changed_leitmotif_makes_a_release_lapse_for_readers_see_it(cli, project, tmp_path):
    run = ready(cli, project, tmp_path / "lauf")
    released(run)
    (run / "waivers.yaml").unlink()
    assert "Erloschen" not in cli("status", run).out
    clusters = (run / "clusters.yaml").read_text(encoding="utf-8")
    changed = re.sub(r"leitmotif: .*", "leitmotif: Ganz anders", clusters, count=1)
    (run / "clusters.yaml").write_text(changed, encoding="utf-8")
    assert "Erloschen" in cli("status", run).out
