"""The process that forks commands; processes.py says how it is spoken to, a line of JSON each way.

Run as a script. All that is slow to import is there before the first child is born.
"""

import gc
import importlib
import json
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from shared_vectors import shared_in

from pipeline.app.cli.main import main
from pipeline.checks.matching import matcher_of
from pipeline.language import meaning
from pipeline.language.grammar import analysed
from pipeline.language.sentences import sentences
from pipeline.publish.report import _environment
from pipeline.scenarios import sheet as sheets
from pipeline.scenarios.kinds import kinds
from pipeline.scenarios.offline import _described
from pipeline.scenarios.traits import traits

WARM = (
    "chromadb.api.rust", "HanTa.HanoverTagger", "langchain.chat_models", "langchain_core.runnables",
    "langchain_openai", "pipeline.app.work", "pipeline.checks.chains", "pipeline.checks.matching",
    "pipeline.narratives.chains", "pipeline.narratives.offline", "pipeline.narratives.plan_chains",
    "pipeline.narratives.revise_chains", "pipeline.publish.interactive",
    "pipeline.publish.pictures.album", "pipeline.run.proposal", "pipeline.run.stages",
    "pipeline.scenarios.chains", "pipeline.scenarios.clusters", "pipeline.scenarios.concepts.rater",
    "pipeline.scenarios.proposal.chains", "scipy.optimize", "sklearn.decomposition",
    "sklearn.feature_extraction.text", "tantivy",
)  # fmt: skip


def mother() -> None:
    """Fork a child for every line that comes in; tell its number, and how it ended."""
    for name in WARM:
        importlib.import_module(name)
    meaning.embed(["Neu"])  # so that the encoder is there for a child that needs it
    shared_in(Path(sys.argv[2]))
    # Most of a small offline run is the lexicon of titles, and the kinds of futures, as vectors: the same
    # for every child.
    _described()
    meaning.embed(kinds().texts)
    _know(sys.argv[1])
    gc.collect()
    gc.freeze()  # or the first collection of a child touches, and so copies, all that the mother holds
    # A lock that another thread holds at the fork stays held in the child for ever.
    assert len(os.listdir("/proc/self/task")) == 1, "a mother has no threads"
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _be(asked)
        print(json.dumps({"pid": child}), flush=True)
        _, status = os.waitpid(child, 0)
        print(json.dumps({"code": os.waitstatus_to_exitcode(status)}), flush=True)


def _know(values: str) -> None:
    """What a run of the tests' project asks for first: half of what a child would compute."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "values.yaml"
        path.write_text(values, encoding="utf-8")
        sheet = sheets.load(path).sheet
    traits(sheet)
    matcher_of(sheet)
    for factor in sheet.factors:
        for value in factor.values:
            for sentence in sentences(value.text):
                analysed(sentence)
    _environment().get_template("report.html.j2")


def _be(asked: dict[str, Any]) -> None:
    """The command: its folder, its environment, its output, and an end like any process's."""
    # Tests begun in the background have inherited that interrupts are ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(asked["cwd"])
    os.environ.update(asked["env"])
    for number, place in enumerate((asked["in"], asked["out"], asked["err"])):
        os.dup2(os.open(place, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_NOCTTY, 0o600), number)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
    sys.argv = ["szenario", *asked["arguments"]]
    main()
    sys.exit(0)


if __name__ == "__main__":
    mother()
