"""Measures a real language model: bundling, judging, drafting, and what it costs.

    make eval-live ARGS="--yes"                 # the model of SZENARIO_MODEL and its like
    python evals/live.py --only judge --repeat  # one part; bundling three times
    python evals/live.py --show                 # the last figures of every model

Figures go to evals/live/<model>.json. What cannot be measured stays „nicht gemessen“ and is never
made up; answers written by hand are refused as a measurement.
"""

import argparse
import datetime
import json
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from evals.measuring import clusters, drafts, figures, judge
from evals.measuring.command import ROOT, Szenario
from evals.measuring.effort import expected
from evals.measuring.table import table
from pipeline.app.approval import approval
from pipeline.app.model_settings import model_settings
from pipeline.core.errors import ModelError, ProjectError, SzenarioError
from pipeline.core.files import digest
from pipeline.core.progress import Silent
from pipeline.core.settings import ModelSettings

PARTS = ("clusters", "judge", "drafts")
VARIANTS = 3
WORK = ROOT / "runs" / "live"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def main(arguments: Sequence[str] | None = None) -> int:
    chosen = _parser().parse_args(arguments)
    if chosen.show:
        return _show(chosen.to)
    try:
        given = _table(chosen.settings)
        settings = _model(given, chosen.model)
        parts = tuple(chosen.only or PARTS)
        variants = VARIANTS if chosen.repeat else 1
        if settings.external:
            approval(chosen.yes, Silent())(expected(settings, parts, variants))
    except SzenarioError as error:
        print(f"{error}\n", file=sys.stderr)
        _show(chosen.to)
        return 2
    return _measure(settings, given, parts, variants, chosen)


def _measure(
    settings: ModelSettings,
    given: Mapping[str, Any],
    parts: Sequence[str],
    variants: int,
    chosen: argparse.Namespace,
) -> int:
    """Part after part; what was measured is written before the next one begins."""
    wording = figures.wording_today()
    state = digest(json.dumps(wording, sort_keys=True).encode())[:8]
    work = chosen.work / f"{figures.slug(settings.name)}-{state}"
    ways: dict[str, Callable[[Szenario], figures.Part]] = {
        "clusters": lambda szenario: clusters.measure(szenario, chosen.date, variants),
        "judge": lambda szenario: judge.measure(szenario, chosen.date),
        "drafts": lambda szenario: drafts.measure(szenario, chosen.date),
    }
    code = 0
    for part in parts:
        folder = work / part
        folder.mkdir(parents=True, exist_ok=True)
        szenario = Szenario(settings, folder.resolve(), (folder / "home").resolve(), given, _narrate)
        try:
            found = ways[part](szenario)
        except SzenarioError as error:
            print(f"{part}: nicht gemessen. {error}", file=sys.stderr)
            code = 1
            continue
        known = figures.load(settings.name, chosen.to)
        figures.save(known.model_copy(update={part: found}), chosen.to)
    print(table(figures.load(settings.name, chosen.to), wording))
    return code


def _model(given: Mapping[str, Any], name: str | None) -> ModelSettings:
    """The model to measure; raises ProjectError where none is set, ModelError for answers by hand."""
    settings = model_settings(dict(given), name, offline=False)
    if settings.offline:
        raise ProjectError(
            "Gemessen werden soll ein Sprachmodell, aber keines ist eingestellt. Bitte SZENARIO_MODEL und "
            "OPENAI_API_KEY oder OPENAI_BASE_URL setzen (docs/handbuch.md, „Mit einem Sprachmodell“)."
        )
    if figures.is_by_hand(settings.name) or _is_player(settings.address):
        raise ModelError(
            f"Unter „{settings.name}“ antworten von Hand geschriebene Aufzeichnungen; das ist keine "
            "Messung eines Modells. Bitte ein Modell einstellen."
        )
    return settings


def _is_player(address: str) -> bool:
    """Whether recordings are played under this address: the player stands on this machine only."""
    if urlsplit(address).hostname not in _LOOPBACK:
        return False
    try:
        with build_opener(ProxyHandler({})).open(f"{address.rstrip('/')}/models", timeout=5) as answer:
            return any(figures.is_by_hand(str(one["id"])) for one in json.load(answer)["data"])
    except (URLError, OSError, ValueError, KeyError, TypeError):
        return False  # whatever answers like this is not our player


def _table(path: Path | None) -> dict[str, Any]:
    """[model] of a szenario.toml: prices, budgets, limits."""
    if path is None:
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("model", {})
    except (OSError, ValueError) as error:
        raise ProjectError(
            f"„{path}“ ist nicht lesbar ({error}). Bitte eine szenario.toml nennen."
        ) from error
    return dict(found)


def _show(folder: Path) -> int:
    known = figures.load_all(folder) or [figures.ModelFigures(model="keines gemessen")]
    wording = figures.wording_today()
    print("\n\n".join(table(one, wording) for one in known))
    return 0


def _narrate(message: str) -> None:
    print(message, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="live", description="Misst ein Sprachmodell.")
    add = parser.add_argument
    add("--model", metavar="MODELL", help="sonst SZENARIO_MODEL")
    add("--settings", type=Path, metavar="TOML", help="szenario.toml mit [model]: Preise, Grenzen")
    add("--date", default=datetime.date.today().isoformat(), help="Tag der Messung")
    add("--only", choices=PARTS, action="append", help="nur dieser Teil")
    add("--repeat", action="store_true", help=f"Bündel in {VARIANTS} Fassungen: Stetigkeit")
    add("--yes", action="store_true", help="kostenpflichtige Aufrufe ohne Rückfrage")
    add("--show", action="store_true", help="nur die letzten Messungen zeigen")
    add("--to", type=Path, default=figures.FOLDER, metavar="ORDNER", help="Ort der Messungen")
    add("--work", type=Path, default=WORK, metavar="ORDNER", help="Ort der Läufe und Antworten")
    return parser


if __name__ == "__main__":
    sys.exit(main())
