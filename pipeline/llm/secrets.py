"""Keys and passwords out of everything that is told: known ones by themselves, others by their looks."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from pydantic import SecretStr

HIDDEN = "•••"
_KEYLIKE = re.compile(r"\b(?:sk|pk|lsv2|key)[-_][\w*.-]{6,}|(?<=Bearer )\S+|(?<=Basic )\S+", re.IGNORECASE)
_LOGIN = re.compile(r"(?<=://)[^\s/@]+@")
_SHORTEST = 4
"""A secret shorter than this would tear ordinary words apart, and is none."""


def scrubbed(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without the secrets, without what looks like a key, without logins in addresses."""
    for secret in sorted({*secrets}, key=len, reverse=True):
        for form in {secret, quote(secret, safe="")}:
            if len(secret) >= _SHORTEST:
                text = text.replace(form, HIDDEN)
    return _KEYLIKE.sub(HIDDEN, _LOGIN.sub("", text))


def secrets_of(model: Any) -> tuple[str, ...]:
    """The secrets that a model of LangChain carries."""
    held = [value for value in vars(model).values() if isinstance(value, SecretStr)]
    headers = getattr(model, "default_headers", None) or {}
    own = [str(value).rpartition(" ")[2] for name, value in headers.items() if name == "Authorization"]
    return tuple([one.get_secret_value() for one in held] + own)


def login_of(address: str) -> SecretStr | None:
    """The login inside an address ("user:password"), None where there is none."""
    login, mark, _ = urlsplit(address).netloc.rpartition("@")
    return SecretStr(login) if mark else None


def without_login(address: str) -> str:
    """The address as it may be told and kept."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
