"""Which language model is used and where it stands: command line, environment, szenario.toml, or none."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from pipeline.app.configuration import Surroundings
from pipeline.core.errors import ProjectError
from pipeline.core.settings import ModelSettings

OFFLINE = "offline"
_WORDS = {"base_url": "address"}
_LOCAL_PARALLEL = 4


def model_settings(
    table: dict[str, Any], model: str | None, offline: bool, variant: int = 0
) -> ModelSettings:
    """The model of a call from szenario.toml's [model] and what weighs more.

    Raises ProjectError naming the entry that does not fit, or saying that neither key nor address is
    there for a model that was asked for.
    """
    given = {_WORDS.get(key, key): value for key, value in table.items()}
    unknown = [key for key in table if _WORDS.get(key, key) not in ModelSettings.model_fields]
    if unknown:
        raise ProjectError(
            f"szenario.toml: [model] kennt die Angabe „{unknown[0]}“ nicht. Möglich sind name, base_url, "
            "external, temperature, timeout, retries, parallel, price_in, price_out, budget_tokens, "
            "budget_cost."
        )
    around = Surroundings()
    name = OFFLINE if offline else model or around.model or given.get("name") or OFFLINE
    if name == OFFLINE:
        return ModelSettings()
    given["address"] = around.base_url or given.get("address", "")
    if around.parallel:
        given["parallel"] = around.parallel
    local = _in_house(str(given["address"]))
    given.setdefault("external", not local)
    if local:
        given.setdefault("parallel", _LOCAL_PARALLEL)
    try:
        settings = ModelSettings.model_validate({**given, "name": name, "variant": variant})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ProjectError(
            f"Die Angabe „{field}“ zum Sprachmodell passt nicht ({first['input']!r}). Bitte in "
            "szenario.toml unter [model] oder in der Umgebung berichtigen."
        ) from error
    if name.partition(":")[0] in ("openai", name) and around.api_key is None and not settings.address:
        raise ProjectError(
            f"Verlangt ist das Sprachmodell „{name}“, aber weder OPENAI_API_KEY noch OPENAI_BASE_URL ist "
            "gesetzt. Bitte eines davon setzen oder --offline angeben."
        )
    return settings


def _in_house(address: str) -> bool:
    """Whether a server stands in the own house: a private or loopback address, or a bare host name."""
    host = urlsplit(address).hostname or ""
    if not host:
        return False
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan", ".intern"))
