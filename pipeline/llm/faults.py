"""What a client reports, told so that a person understands it: where, why, what to do; never with a key.

The provider's own sentence is shown where it is the only thing that says what is wrong (400 and 422).
"""

import datetime
import math
import re
from collections.abc import Sequence
from email.utils import parsedate_to_datetime

from pipeline.core.errors import ContextError, ModelError
from pipeline.core.settings import ModelSettings
from pipeline.llm.model import AZURE, named
from pipeline.llm.secrets import scrubbed

_SCHEMA_WORDS = ("response_format", "json_schema", "structured output")
_CONTEXT_WORDS = ("context length", "context size", "context window", "prompt is too long")
_KEPT = "Alle Antworten bis hierher sind gespeichert; "
_LONGEST_REASON = 200


class SchemaRefused(Exception):
    """The server does not know JSON schemas; it is asked without."""


def told(
    error: Exception, settings: ModelSettings, *, schema_sent: bool, secrets: Sequence[str] = ()
) -> ModelError | SchemaRefused:
    """An error of the client as one that a person understands."""
    said = str(error).lower()
    kind, code = type(error).__name__, getattr(error, "code", "") or ""
    status = getattr(error, "status_code", None)
    server = settings.address or f"dem Anbieter von {settings.name}"
    if code == "context_length_exceeded" or any(word in said for word in _CONTEXT_WORDS):
        return ContextError(
            f"Die Anfrage ist zu lang für {settings.name}. Bitte ein Modell mit größerem Kontext wählen."
        )
    if schema_sent and status in (400, 422) and any(word in said for word in _SCHEMA_WORDS):
        return SchemaRefused()
    if status in (401, 403):
        key = "AZURE_OPENAI_API_KEY" if named(settings.name).provider == AZURE else "OPENAI_API_KEY"
        return ModelError(f"Der Schlüssel wird von {server} abgelehnt ({status}). Bitte {key} prüfen.")
    if status == 404:
        return ModelError(
            f"Das Modell „{named(settings.name).model}“ gibt es bei {server} nicht. Bitte den Namen "
            "prüfen; „szenario model“ fragt den Server."
        )
    if status == 429:
        why = "das Kontingent ist erschöpft" if code == "insufficient_quota" else "zu viele Anfragen"
        wait = _wait(error)
        when = f"frühestens in {_spoken(wait)}" if wait > settings.timeout else "später"
        return ModelError(
            f"Von {server} kommt keine Antwort: {why} (429). {_KEPT}bitte {when} denselben Befehl "
            "wiederholen."
        )
    if status is None and not any(word in kind for word in ("Connection", "Timeout")):
        return ModelError(
            f"Was von {server} kommt, ist keine Antwort eines Modells ({kind}). Bitte die Adresse prüfen; "
            "meist endet sie auf /v1."
        )
    if status is None:
        return ModelError(
            f"Der Modellserver ({server}) ist nicht erreichbar oder antwortet nicht rechtzeitig ({kind}). "
            f"{_KEPT}derselbe Befehl macht dort weiter."
        )
    reason = _reason(error, secrets) if status in (400, 422) else ""
    return ModelError(
        f"Der Modellserver ({server}) meldet einen Fehler ({status}){reason}. {_KEPT}derselbe Befehl macht "
        "dort weiter."
    )


def _reason(error: Exception, secrets: Sequence[str]) -> str:
    """The provider's own sentence, shortened and without anything secret."""
    body = getattr(error, "body", None)
    given = body.get("message") if isinstance(body, dict) else None
    plain = " ".join(
        scrubbed(re.sub(r"[^\S ]|[^\w\s.,;:!?()'\"/=_%+*„“‚‘«»-]", " ", str(given or "")), secrets).split()
    )
    if not plain:
        return ""
    short = plain if len(plain) <= _LONGEST_REASON else plain[:_LONGEST_REASON].rsplit(" ", 1)[0] + " …"
    return f": „{short.rstrip('.')}“"


def _wait(error: Exception) -> float:
    """Seconds that the provider wants to be left alone; 0 where it does not say."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    given = str(headers.get("retry-after", ""))
    try:
        seconds = float(given)
    except ValueError:
        pass
    else:
        return seconds if math.isfinite(seconds) else 0.0
    until = _moment(given)
    since = _moment(str(headers.get("date", ""))) or datetime.datetime.now(datetime.UTC)
    return (until - since).total_seconds() if until is not None else 0.0


def _moment(given: str) -> datetime.datetime | None:
    """A date of HTTP, in UTC where it names no zone; None where it is none."""
    try:
        moment = parsedate_to_datetime(given)
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=datetime.UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _spoken(seconds: float) -> str:
    for size, one, many in (
        (86_400, "Tag", "Tagen"),
        (3_600, "Stunde", "Stunden"),
        (60, "Minute", "Minuten"),
    ):
        if seconds >= size:
            count = -(-int(seconds) // size)
            return f"{count} {one if count == 1 else many}"
    return f"{seconds:.0f} Sekunden"
