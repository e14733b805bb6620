"""Which language model is used and where it stands: command line, environment, szenario.toml, or none."""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError

from pipeline.app.configuration import Surroundings
from pipeline.app.tracing import tracers
from pipeline.core.errors import ProjectError
from pipeline.core.settings import ModelSettings
from pipeline.llm.model import AZURE, DEFAULT_PROVIDER, named
from pipeline.llm.secrets import login_of, without_login

OFFLINE = "offline"
_WORDS = {"base_url": "address"}
_LOCAL_PARALLEL = 4
_PRIVATE = [
    ipaddress.ip_network(one)
    for one in (
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16",
        "::1/128", "fc00::/7", "fe80::/10",
    )
]  # fmt: skip
"""RFC 1918, loopback, link-local and unique local: nobody outside has such an address."""
_BARE = re.compile(r"[a-z][a-z0-9_-]*")  # no number: 134744072 and 0x08080808 are addresses
_FIELDS = frozenset(ModelSettings.model_fields) - {"traced", "variant"}


@dataclass(frozen=True)
class Access:
    """A key, and a login where a proxy stands before the server; both wrapped, so that none is printed."""

    key: SecretStr | None
    login: SecretStr | None


def model_settings(
    table: dict[str, Any], model: str | None, offline: bool, variant: int = 0
) -> ModelSettings:
    """The model of a call from szenario.toml's [model] and what weighs more.

    Raises ProjectError naming the entry that does not fit, or saying that neither key nor address is
    there for a model that was asked for.
    """
    given = {_WORDS.get(key, key): value for key, value in table.items()}
    unknown = [key for key in table if _WORDS.get(key, key) not in _FIELDS]
    if unknown:
        raise ProjectError(
            f"szenario.toml: [model] kennt die Angabe „{unknown[0]}“ nicht. Möglich sind name, base_url, "
            "external, temperature, timeout, retries, parallel, price_in, price_out, budget_tokens, "
            "budget_cost, callbacks."
        )
    around = Surroundings()
    name = OFFLINE if offline else model or around.model or given.get("name") or OFFLINE
    if name == OFFLINE:
        return ModelSettings()
    given["address"] = _address(str(name), table, around)
    if isinstance(given.get("callbacks"), list):
        given["callbacks"] = tuple(given["callbacks"])
    if around.parallel:
        given["parallel"] = around.parallel
    local = in_house(given["address"]) and named(str(name)).provider != AZURE
    if local:
        given.setdefault("parallel", _LOCAL_PARALLEL)
    given["traced"] = _traced(table, given.get("callbacks", ()))
    given.setdefault("external", not local or bool(given["traced"]))
    try:
        settings = ModelSettings.model_validate({**given, "name": name, "variant": variant})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ProjectError(
            f"Die Angabe „{field}“ zum Sprachmodell passt nicht ({first['input']!r}). Bitte in "
            "szenario.toml unter [model] oder in der Umgebung berichtigen."
        ) from error
    _insist_on_access(settings, around)
    return settings


def access(settings: ModelSettings) -> Access:
    """What a model's server wants to know of who asks; from the environment alone."""
    around = Surroundings()
    if named(settings.name).provider == AZURE:
        return Access(around.azure_key, login_of(around.azure_endpoint))
    return Access(around.api_key, login_of(around.base_url))


def _address(name: str, table: dict[str, Any], around: Surroundings) -> str:
    """Where the model's server stands, without a login; raises ProjectError for a contradiction."""
    provider = named(name).provider
    own = str(table.get("base_url", ""))
    if login_of(own) is not None:
        raise ProjectError(
            "szenario.toml: base_url enthält Zugangsdaten (…@…), und die Datei lesen auch andere. Bitte "
            "die Adresse ohne sie eintragen und OPENAI_BASE_URL oder OPENAI_API_KEY verwenden."
        )
    for where, address in (("szenario.toml: base_url", own), ("OPENAI_BASE_URL", around.base_url)):
        if address and urlsplit(address).scheme not in ("http", "https"):
            raise ProjectError(
                f"{where} ist „{without_login(address)}“; am Anfang fehlt http:// oder https://. Erwartet "
                "wird zum Beispiel http://localhost:11434/v1."
            )
    if around.base_url and provider != DEFAULT_PROVIDER:
        raise ProjectError(
            f"Verlangt ist „{name}“, aber OPENAI_BASE_URL ist gesetzt und gilt nur für openai:NAME. Bitte "
            "die Variable löschen oder das Modell als openai:NAME angeben."
        )
    given = around.azure_endpoint if provider == AZURE else around.base_url
    return without_login(given or own)


def _traced(table: dict[str, Any], callbacks: Sequence[str]) -> tuple[str, ...]:
    """Who outside hears every call; raises ProjectError where szenario.toml says that nothing leaves."""
    outside = [one for one in tracers(callbacks) if not in_house(one.address)]
    if outside and table.get("external") is False:
        raise ProjectError(
            f"szenario.toml sagt external = false, aber {outside[0].told} erhält jede Anfrage und jede "
            f"Antwort. Bitte {outside[0].switch} oder external = false streichen."
        )
    return tuple(one.told for one in outside)


def _insist_on_access(settings: ModelSettings, around: Surroundings) -> None:
    provider = named(settings.name).provider
    if provider == DEFAULT_PROVIDER and around.api_key is None and not settings.address:
        raise ProjectError(
            f"Verlangt ist das Sprachmodell „{settings.name}“, aber weder OPENAI_API_KEY noch "
            "OPENAI_BASE_URL ist gesetzt. Bitte eines davon setzen oder --offline angeben."
        )
    wanted = {
        "AZURE_OPENAI_ENDPOINT": settings.address,
        "AZURE_OPENAI_API_KEY": around.azure_key,
        "OPENAI_API_VERSION": around.azure_version,
    }
    missing = [variable for variable, value in wanted.items() if not value]
    if provider == AZURE and missing:
        raise ProjectError(
            f"Verlangt ist das Sprachmodell „{settings.name}“, aber {missing[0]} ist nicht gesetzt. Bitte "
            "alle drei setzen: " + ", ".join(wanted) + "."
        )


def in_house(address: str) -> bool:
    """Whether a server stands in the own house: a private or loopback address, or a bare host name."""
    host = urlsplit(address).hostname or ""
    if not host:
        return False
    try:
        given = ipaddress.ip_address(host)
    except ValueError:
        return bool(_BARE.fullmatch(host)) or host.endswith((".local", ".internal", ".lan", ".intern"))
    inner = getattr(given, "ipv4_mapped", None) or given
    return any(inner in network for network in _PRIVATE)
