"""A chat model of LangChain from settings, imported only when it is wanted.

Whatever the provider, a model here takes messages and gives text. Chat completions, not responses:
that is what local servers speak. The client alone repeats what the network breaks (429, 5xx, timeouts).
"""

import base64
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from pipeline.core.errors import ModelError
from pipeline.core.settings import ModelSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

DEFAULT_PROVIDER = "openai"
AZURE = "azure_openai"
HOME = "https://api.openai.com/v1"
_LANGCHAIN_ADVICE = "(?s)(This model does not support|Invalid schema for) OpenAI's structured output"
NO_KEY = "kein-schluessel"  # local servers want none, the client wants some


@dataclass(frozen=True)
class Named:
    """A model's name in its two parts."""

    provider: str
    model: str


def named(name: str) -> Named:
    """ "openai:gpt-5-mini" in its parts; without a provider, OpenAI's protocol is meant."""
    provider, mark, model = name.partition(":")
    return Named(provider, model) if mark else Named(DEFAULT_PROVIDER, name)


def chat_model(
    settings: ModelSettings, key: SecretStr | None, login: SecretStr | None = None
) -> "BaseChatModel":
    """The model of these settings; raises ModelError where its provider is not installed.

    `login` ("user:password") is what a proxy before the server wants; it stands in no address.
    """
    from langchain.chat_models import init_chat_model

    which = named(settings.name)
    more: dict[str, Any] = {"timeout": settings.timeout, "max_retries": settings.retries}
    if settings.temperature is not None:
        more["temperature"] = settings.temperature
    if login is not None:
        word = base64.b64encode(login.get_secret_value().encode()).decode()
        more["default_headers"] = {"Authorization": f"Basic {word}"}
    if which.provider == DEFAULT_PROVIDER:
        more["use_responses_api"] = False
        more["api_key"] = key or SecretStr(NO_KEY)
        # Said here, so that nothing in the environment sends texts elsewhere than the settings say.
        more["base_url"] = settings.address or HOME
    elif which.provider == AZURE:
        more |= {"azure_deployment": which.model, "azure_endpoint": settings.address, "api_key": key}
        more |= {"use_responses_api": False, "openai_api_base": None}
    elif settings.address:
        more["base_url"] = settings.address
    try:
        model: BaseChatModel = init_chat_model(which.model, model_provider=which.provider, **more)
    except (ImportError, ValueError, TypeError) as error:
        if isinstance(error, ImportError) or "Unsupported" in str(error):
            raise ModelError(
                f"Das Sprachmodell „{settings.name}“ lässt sich nicht verwenden: „{which.provider}“ ist "
                f"hier nicht eingerichtet. Bitte „pip install langchain-{which.provider}“ ausführen oder "
                "openai:NAME angeben."
            ) from None
        # What the provider says may hold what it was given, the key among it.
        raise ModelError(
            f"Das Sprachmodell „{settings.name}“ lässt sich mit diesen Angaben nicht verwenden "
            f"({type(error).__name__}). Bitte Schlüssel, Adresse und [model] prüfen."
        ) from None
    if settings.address and not _goes_to(model, settings.address):
        raise ModelError(
            f"„{which.provider}“ nimmt keine eigene Adresse an; die Texte gingen anderswohin als nach "
            f"{settings.address}. Bitte base_url weglassen oder openai:NAME angeben."
        )
    return model


def _goes_to(model: "BaseChatModel", address: str) -> bool:
    """Whether the model has taken the address over: some providers drop what they do not know."""
    held = [
        value for name, value in vars(model).items() if isinstance(value, str) and name != "model_kwargs"
    ]
    return any(value.rstrip("/") == address.rstrip("/") for value in held)


def hush() -> None:
    """Silence what LangChain advises to programmers where a server refuses a schema."""
    warnings.filterwarnings("ignore", message=_LANGCHAIN_ADVICE)
