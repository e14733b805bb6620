"""Settings from szenario.toml, the environment and the command line, in rising order of weight."""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.core.errors import ProjectError
from pipeline.core.settings import (
    SCENARIOS_MAX,
    SCENARIOS_MIN,
    SUPPORTED_LANGUAGES,
    AskSettings,
    DraftSettings,
    EvalSettings,
    PrivacySettings,
    PublishSettings,
    Settings,
)
from pipeline.project import Project
from pipeline.run.record import RunRecord, save
from pipeline.sources.index import HERE, Store

if TYPE_CHECKING:
    from pipeline.evaluation.suites import Declared
    from pipeline.run.context import Context

TABLES = frozenset({"draft", "model", "eval", "privacy", "ask", "publish"})


class Surroundings(BaseSettings):
    """What the environment decides (SZENARIO_MODEL and others); unset or empty: not decided there.

    The key is wrapped, so that it is printed nowhere.
    """

    model_config = SettingsConfigDict(env_prefix="SZENARIO_", extra="ignore", env_ignore_empty=True)

    model: str = ""
    embeddings: str = ""
    parallel: str = ""
    home: Path = Path.home() / ".local" / "share" / "szenario"
    base_url: str = Field(default="", validation_alias="OPENAI_BASE_URL")
    api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    azure_endpoint: str = Field(default="", validation_alias="AZURE_OPENAI_ENDPOINT")
    azure_key: SecretStr | None = Field(default=None, validation_alias="AZURE_OPENAI_API_KEY")
    azure_version: str = Field(default="", validation_alias="OPENAI_API_VERSION")
    chroma_url: str = Field(default="", validation_alias="CHROMA_URL")


def vector_store(offline: bool = False) -> Store:
    """Where vectors are kept; offline means no server, for no socket is opened."""
    return HERE if offline else Store(Surroundings().chroma_url)


def load(project: Project, changes: dict[str, Any] | None = None) -> Settings:
    """The settings of a project; `changes` come from the command line.

    Raises ProjectError naming the entry that does not fit, with the line where TOML is broken.
    """
    data = _read(project.settings) if project.settings.is_file() else {}
    given: dict[str, Any] = {k: v for k, v in data.items() if k in Settings.model_fields}
    given.setdefault("title", project.name)
    given.setdefault("region", _region(given.get("name_pattern", "")))
    given.update({key: value for key, value in (changes or {}).items() if value is not None})
    _check(given)
    try:
        draft = DraftSettings.model_validate(
            {k: v for k, v in (data.get("draft") or {}).items() if k in DraftSettings.model_fields}
        )
        settings = Settings.model_validate({**given, "draft": draft})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ProjectError(
            f"szenario.toml: die Angabe „{field}“ passt nicht ({first['input']!r}). Bitte nach dem "
            "Muster von „szenario new“ berichtigen."
        ) from error
    low, high = settings.draft.words
    if not 0 < low <= high:
        raise ProjectError(
            f"szenario.toml: [draft] words = [{low}, {high}] ergibt keine Spanne. Erwartet wird "
            "[von, bis], zum Beispiel [220, 300]."
        )
    fewest, most = settings.draft.paragraphs
    if not 0 < fewest <= most:
        raise ProjectError(
            f"szenario.toml: [draft] paragraphs = [{fewest}, {most}] ergibt keine Spanne. Erwartet wird "
            "[von, bis], zum Beispiel [3, 5]."
        )
    return settings


def model_table(project: Project) -> dict[str, Any]:
    """What szenario.toml says under [model]; raises ProjectError where that is no table."""
    table = (_read(project.settings) if project.settings.is_file() else {}).get("model", {})
    if not isinstance(table, dict):
        raise ProjectError(
            'szenario.toml: [model] ist kein Abschnitt. Erwartet wird [model] mit name = "…".'
        )
    return table


def privacy_settings(project: Project) -> PrivacySettings:
    """What szenario.toml says under [privacy]; raises ProjectError naming the entry that does not fit."""
    table = (_read(project.settings) if project.settings.is_file() else {}).get("privacy", {})
    if not isinstance(table, dict):
        raise ProjectError(
            "szenario.toml: [privacy] ist kein Abschnitt. Erwartet wird [privacy] mit pseudonymise = true."
        )
    possible = ("pseudonymise", "always", "names", "except")
    unknown = [key for key in table if key not in possible]
    if unknown:
        raise ProjectError(
            f"szenario.toml: [privacy] kennt die Angabe „{unknown[0]}“ nicht. Möglich sind "
            f"{', '.join(possible)}."
        )
    try:
        return PrivacySettings.model_validate(table, strict=True, by_name=False, by_alias=True)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        raise ProjectError(
            f"szenario.toml: die Angabe „{field}“ unter [privacy] passt nicht. Erwartet wird zum Beispiel "
            'pseudonymise = true, names = ["Petra Beispiel"], except = ["Ruhr"].'
        ) from error


def ask_settings(project: Project) -> AskSettings:
    """What szenario.toml says under [ask]; raises ProjectError naming the entry that does not fit."""
    return _section(
        project,
        "ask",
        AskSettings,
        "Erwartet wird zum Beispiel keep_days = 365 (Tage, die Fragen und Antworten bleiben; 0: keine).",
    )


def publish_settings(project: Project) -> PublishSettings:
    """What szenario.toml says under [publish]; raises ProjectError naming the entry that does not fit."""
    return _section(
        project,
        "publish",
        PublishSettings,
        'Möglich sind publisher = "…", word = "vorlage.docx", slides = "master.pptx" und basis = "none", '
        '"notes" oder "margin".',
    )


def wanted_suites(project: Project, record: RunRecord) -> list[int | str] | None:
    """The suites as szenario.toml names them under [eval], None where it does not; those on record where
    it is gone, so that none is lost with it. Raises ProjectError."""
    if not project.settings.is_file():
        return record.suites
    example = 'Erwartet wird zum Beispiel suites = [1, 2, 3, 4, 5, 6, 8] oder ["consistency", "grounding"].'
    return _section(project, "eval", EvalSettings, example).suites


def declared_suites(context: "Context") -> "Declared":
    """The suites of a release as the project of a run declares them; raises ProjectError."""
    from pipeline.evaluation.suites import declared

    return declared(wanted_suites(context.project, context.record))


def kept_suites(context: "Context") -> "Declared":
    """The same, put on record: they hold for the run also where its project is gone."""
    suites = declared_suites(context)
    wanted = wanted_suites(context.project, context.record)
    if wanted != context.record.suites:
        context.record.suites = wanted
        save(context.run, context.record)
    return suites


M = TypeVar("M", bound=BaseModel)


def _section(project: Project, name: str, kind: type[M], possible: str) -> M:
    """One table of szenario.toml, the defaults where it is absent; raises ProjectError."""
    table = (_read(project.settings) if project.settings.is_file() else {}).get(name, {})
    try:
        return kind.model_validate(table, strict=True)
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        what = f"die Angabe „{field}“ unter [{name}]" if field else f"[{name}]"
        raise ProjectError(f"szenario.toml: {what} passt nicht. {possible}") from error


def shown_basis(text: str) -> Literal["none", "notes", "margin"]:
    """How a basis is shown; raises ProjectError naming what is possible."""
    for known in SHOWN:
        if text == known:
            return known
    raise ProjectError(
        f"„{text}“ ist keine Art, Grundlagen zu zeigen. Möglich sind none (gar nicht), notes (Fußnoten) "
        "und margin (am Rand)."
    )


SHOWN: tuple[Literal["none", "notes", "margin"], ...] = ("none", "notes", "margin")


def remarks(project: Project) -> list[str]:
    """What stands in szenario.toml and is not used."""
    data = _read(project.settings) if project.settings.is_file() else {}
    unknown = [key for key in data if key not in Settings.model_fields and key not in TABLES]
    return [f"szenario.toml: die Angabe „{key}“ ist unbekannt und bleibt ungenutzt." for key in unknown]


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ProjectError(f"„{path.name}“ ist kein UTF-8-Text. Bitte als UTF-8 speichern.") from error
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(
            f"„{path.name}“ ist kein gültiges TOML ({error}). Bitte an dieser Stelle Anführungs"
            "zeichen und Gleichheitszeichen prüfen."
        ) from error


def _check(given: dict[str, Any]) -> None:
    language = given.get("language", "de")
    if language not in SUPPORTED_LANGUAGES:
        raise ProjectError(
            f'Die Sprache „{language}“ wird noch nicht unterstützt. Bitte language = "de" setzen.'
        )
    scenarios = given.get("scenarios", 4)
    if not isinstance(scenarios, int) or not SCENARIOS_MIN <= scenarios <= SCENARIOS_MAX:
        raise ProjectError(
            f"Verlangt sind {scenarios} Szenarien; möglich sind {SCENARIOS_MIN} bis {SCENARIOS_MAX}. "
            "Bitte scenarios in szenario.toml (oder --k) ändern."
        )
    mode = given.get("mode", "partition")
    if mode not in ("partition", "buendel"):
        raise ProjectError(
            f'Den Modus „{mode}“ gibt es nicht. Möglich sind "partition" (jede Ausprägung kommt '
            'vor) und "buendel" (Ausprägungen dürfen sich wiederholen).'
        )


def _region(pattern: str) -> str:
    words = [word for word in str(pattern).split() if word not in ("…", "...")]
    return words[-1] if words else "Region"
