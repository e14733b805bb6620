"""Azure in its two forms, and providers that would send texts elsewhere than the settings say."""

from pathlib import Path
from typing import Any

import pytest
from model_server import KEY, WRONG_KEY, ModelServer, desk_at, say
from pydantic import SecretStr

from pipeline.core.errors import ModelError, ProjectError
from pipeline.core.settings import ModelSettings
from pipeline.llm.chain import Chain
from pipeline.llm.model import chat_model
from pipeline.llm.probe import Doubled
from pipeline.llm.prompts import load

CHAIN = Chain(load("llm/probe"), Doubled, "probe")


def test_a_deployment_is_asked_at_its_own_path_with_schema_and_key(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_VERSION", "2025-04-01-preview")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-fremd-0000000")
    server.always(say({"ergebnis": 4}))
    desk = desk_at(server, tmp_path, name="azure_openai:werk-4", address=server.azure)
    assert CHAIN.ask(desk, {"zahl": 2}).ergebnis == 4
    came = server.requests[0]
    assert came.path == "/openai/deployments/werk-4/chat/completions?api-version=2025-04-01-preview"
    assert came.headers["api-key"] == KEY and "sk-fremd" not in str(came.headers)
    assert came.body["response_format"]["json_schema"]["name"] == "Doubled"


def test_the_newer_endpoint_is_asked_as_openai(server: ModelServer, tmp_path: Path) -> None:
    server.script(say({"ergebnis": 4}))
    desk = desk_at(server, tmp_path, name="openai:werk-4", address=f"{server.azure}/openai/v1/")
    assert CHAIN.ask(desk, {"zahl": 2}).ergebnis == 4
    assert server.requests[0].path == "/openai/v1/chat/completions"
    assert server.requests[0].body["model"] == "werk-4"


def test_a_wrong_key_is_told_with_its_own_variable(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_VERSION", "2025-04-01-preview")
    server.always(WRONG_KEY)
    with pytest.raises(ModelError, match="AZURE_OPENAI_API_KEY prüfen"):
        CHAIN.ask(desk_at(server, tmp_path, name="azure_openai:w", address=server.azure), {"zahl": 2})


# --- from the environment ----------------------------------------------------------------------------


@pytest.fixture
def azure(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> ModelServer:
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", server.azure)
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_API_VERSION", "2025-04-01-preview")
    return server


def chosen(name: str = "azure_openai:w", **table: Any) -> ModelSettings:
    from pipeline.app.model_settings import model_settings

    return model_settings(table, name, offline=False)


def test_azure_is_out_of_the_house_whatever_its_address_looks_like(azure: ModelServer) -> None:
    assert chosen().external and chosen().address == azure.azure
    assert not chosen(external=False).external


@pytest.mark.parametrize("name", ["AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_KEY", "OPENAI_API_VERSION"])
def test_what_is_missing_is_named(azure: ModelServer, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(ProjectError, match=f"aber {name} ist nicht gesetzt"):
        chosen()


@pytest.mark.parametrize("name", ["azure_openai:w", "anthropic:claude"])
def test_openais_address_is_never_dropped_in_silence(
    azure: ModelServer, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", azure.address)
    with pytest.raises(ProjectError, match="OPENAI_BASE_URL ist gesetzt und gilt nur für openai:NAME"):
        chosen(name)


class Deaf:
    """A model of a provider that takes whatever it is told and drops an address it does not know."""

    def __init__(self, **given: Any) -> None:
        self.endpoint = given.get("base_url") if given.pop("hears", False) else "https://elsewhere.example"


@pytest.mark.parametrize("hears", [True, False])
def test_an_address_is_taken_over_or_the_model_refused(
    monkeypatch: pytest.MonkeyPatch, hears: bool
) -> None:
    made: list[Deaf] = []

    def init(model: str, model_provider: str, **more: Any) -> Deaf:
        made.append(Deaf(hears=hears, **more))
        return made[0]

    monkeypatch.setattr("langchain.chat_models.init_chat_model", init)
    settings = ModelSettings(name="mistralai:x", address="https://modelle.example/v1")
    if hears:
        assert chat_model(settings, SecretStr(KEY)) is made[0]
        return
    with pytest.raises(ModelError, match=r"nimmt keine eigene Adresse an; .* https://modelle.example/v1"):
        chat_model(settings, SecretStr(KEY))
