"""A chat model of LangChain from settings, imported only when it is wanted.

Whatever the provider, a model here takes messages and gives text. Chat completions, not responses:
that is what local servers speak. The client alone repeats what the network breaks (429, 5xx, timeouts).
"""

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from pipeline.core.errors import ContextError, ModelError
from pipeline.core.settings import ModelSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

DEFAULT_PROVIDER = "openai"
_HOME = "https://api.openai.com/v1"
_LANGCHAIN_ADVICE = "(?s)(This model does not support|Invalid schema for) OpenAI's structured output"
_SCHEMA_WORDS = ("response_format", "json_schema", "structured output")
_CONTEXT_WORDS = ("context length", "context size", "context window", "prompt is too long")
_NO_KEY = "kein-schluessel"  # local servers want none, the client wants some


class SchemaRefused(Exception):
    """The server does not know JSON schemas; it is asked without."""


@dataclass(frozen=True)
class Named:
    """A model's name in its two parts."""

    provider: str
    model: str


def named(name: str) -> Named:
    """ "openai:gpt-5-mini" in its parts; without a provider, OpenAI's protocol is meant."""
    provider, mark, model = name.partition(":")
    return Named(provider, model) if mark else Named(DEFAULT_PROVIDER, name)


def chat_model(settings: ModelSettings, key: SecretStr | None) -> "BaseChatModel":
    """The model of these settings; raises ModelError where its provider is not installed."""
    from langchain.chat_models import init_chat_model

    which = named(settings.name)
    more: dict[str, Any] = {"timeout": settings.timeout, "max_retries": settings.retries}
    if settings.temperature is not None:
        more["temperature"] = settings.temperature
    if which.provider == DEFAULT_PROVIDER:
        more["use_responses_api"] = False
        more["api_key"] = key or SecretStr(_NO_KEY)
        # Said here, so that nothing in the environment sends texts elsewhere than the settings say.
        more["base_url"] = settings.address or _HOME
    try:
        model: BaseChatModel = init_chat_model(which.model, model_provider=which.provider, **more)
    except (ImportError, ValueError) as error:
        raise ModelError(
            f"Das Sprachmodell „{settings.name}“ lässt sich nicht verwenden: „{which.provider}“ ist hier "
            f"nicht eingerichtet. Bitte „pip install langchain-{which.provider}“ ausführen oder "
            "openai:NAME angeben."
        ) from error
    return model


def hush() -> None:
    """Silence what LangChain advises to programmers where a server refuses a schema."""
    warnings.filterwarnings("ignore", message=_LANGCHAIN_ADVICE)


def told(error: Exception, settings: ModelSettings, *, schema_sent: bool) -> ModelError | SchemaRefused:
    """An error of the client as one that a person understands; never with a key in it."""
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
        return ModelError(
            f"Der Schlüssel wird von {server} abgelehnt ({status}). Bitte OPENAI_API_KEY prüfen."
        )
    if status == 404:
        return ModelError(
            f"Das Modell „{named(settings.name).model}“ gibt es bei {server} nicht. Bitte den Namen "
            "prüfen; „szenario model“ fragt den Server."
        )
    if status == 429:
        why = "das Kontingent ist erschöpft" if code == "insufficient_quota" else "zu viele Anfragen"
        return ModelError(
            f"Von {server} kommt keine Antwort: {why} (429). Alle Antworten bis hierher sind gespeichert; "
            "bitte später denselben Befehl wiederholen."
        )
    if status is None and not any(word in kind for word in ("Connection", "Timeout")):
        return ModelError(
            f"Was von {server} kommt, ist keine Antwort eines Modells ({kind}). Bitte die Adresse prüfen; "
            "meist endet sie auf /v1."
        )
    if status is None:
        return ModelError(
            f"Der Modellserver ({server}) ist nicht erreichbar oder antwortet nicht rechtzeitig ({kind}). "
            "Alle Antworten bis hierher sind gespeichert; derselbe Befehl macht dort weiter."
        )
    return ModelError(
        f"Der Modellserver ({server}) meldet einen Fehler ({status}). Alle Antworten bis hierher sind "
        "gespeichert; derselbe Befehl macht dort weiter."
    )
