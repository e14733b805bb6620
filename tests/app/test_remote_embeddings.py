"""Search with a remote embedding model: its vectors beside the own ones, rights obeyed, troubles told."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from embedding_server import DIMENSIONS, EmbeddingServer
from pydantic import SecretStr

from pipeline.core.errors import ModelError
from pipeline.core.settings import ModelSettings
from pipeline.llm.embedding import RemoteEmbedder

SECRET = "# Lager\n\nIm alten Lager am Kai liegt ein geheimer Kran.\n"


@pytest.fixture
def remote(monkeypatch) -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as standing:
        monkeypatch.setenv("SZENARIO_EMBEDDINGS", "openai:probe")
        monkeypatch.setenv("OPENAI_BASE_URL", standing.address)
        yield standing


def embedder(server: EmbeddingServer, **settings: object) -> RemoteEmbedder:
    chosen = {"name": "openai:probe", "address": server.address, "retries": 0, "timeout": 5, **settings}
    return RemoteEmbedder(ModelSettings.model_validate(chosen), SecretStr("sk-nur-fuer-tests-0815"))


def test_vectors_have_length_one_and_texts_go_as_they_are():
    with EmbeddingServer() as server:
        vectors = embedder(server).embed(["Der Hafen.", "", "Der Kran."])
        assert vectors.shape == (3, DIMENSIONS)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
        assert "Der Hafen." in server.texts and "" not in server.texts


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_a_fault_of_the_server_is_told(status: int):
    with EmbeddingServer() as server:
        server.fault = status
        with pytest.raises(ModelError):
            embedder(server).embed(["Hafen"])


@pytest.mark.parametrize("data", [[], [{"object": "embedding", "index": 0, "embedding": []}]])
def test_nonsense_is_no_vector(data: list[object]):
    with EmbeddingServer() as server:
        server.body = {"object": "list", "data": data, "model": "probe", "usage": {}}
        with pytest.raises(ModelError):
            embedder(server).embed(["Hafen"])


def test_search_asks_the_remote_model_and_embeds_nothing_twice(
    project: Path, cli, tmp_path: Path, remote: EmbeddingServer
):
    ask = ("search", project, "Rufbus für Dörfer", "--json", "--out", tmp_path / "lauf")
    first = cli(*ask)
    assert first.code == 0 and first.json["hits"], first.err
    assert any("Rufbus gegründet" in text for text in remote.texts)
    remote.texts.clear()
    (project / "documents" / "neu.md").write_text("# Rad\n\nDer Radweg endet am Kai.\n", encoding="utf-8")
    assert cli(*ask).code == 0
    assert any("Radweg" in text for text in remote.texts)
    assert not any("Rufbus gegründet" in text for text in remote.texts)
    assert (tmp_path / "lauf" / "index-openai-probe").is_dir()


def test_offline_the_own_encoder_answers_and_nobody_is_asked(
    project: Path, cli, tmp_path: Path, remote: EmbeddingServer
):
    cli("search", project, "Rufbus", "--out", tmp_path / "lauf")
    remote.texts.clear()
    assert cli("search", project, "Rufbus", "--offline", "--out", tmp_path / "lauf").code == 0
    assert remote.texts == []


def test_what_may_not_leave_the_house_is_not_sent_and_found_by_words(
    project: Path, cli, tmp_path: Path, remote: EmbeddingServer, monkeypatch
):
    monkeypatch.setattr("pipeline.app.embedding.in_house", lambda _: False)
    documents = project / "documents"
    (documents / "geheim.md").write_text(SECRET, encoding="utf-8")
    (documents / "rights.yaml").write_text("notiz.md: {external_model: yes}\n", encoding="utf-8")
    ask = ("search", project, "geheimer Kran", "--yes", "--json", "--out", tmp_path / "lauf")
    found = cli(*ask)
    assert found.json["hits"][0]["document"] == "geheim.md"
    assert "geheim.md" in found.err
    assert not any("geheimer Kran am" in text or "liegt ein geheimer" in text for text in remote.texts)
    assert "geheim.md" not in cli(*ask).err  # told once
    (documents / "rights.yaml").write_text('"*": {external_model: yes}\n', encoding="utf-8")
    assert cli(*ask).code == 0
    assert any("liegt ein geheimer" in text for text in remote.texts)


def test_a_server_that_is_not_there_is_told(project: Path, cli, tmp_path: Path, remote: EmbeddingServer):
    remote.fault = 401
    outcome = cli("search", project, "Rufbus", "--out", tmp_path / "lauf")
    assert outcome.code == 2 and "OPENAI_API_KEY" in outcome.err
    remote.fault = 0
    assert cli("search", project, "Rufbus", "--out", tmp_path / "lauf").code == 0


@pytest.mark.parametrize("name", ["anthropic:x", "openai:"])
def test_a_name_that_cannot_be_used_is_told(
    project: Path, cli, tmp_path: Path, remote: EmbeddingServer, monkeypatch, name: str
):
    monkeypatch.setenv("SZENARIO_EMBEDDINGS", name)
    outcome = cli("search", project, "Rufbus", "--out", tmp_path / "lauf")
    assert outcome.code == 2 and "SZENARIO_EMBEDDINGS" in outcome.err


@pytest.fixture
def outside(remote: EmbeddingServer, monkeypatch) -> EmbeddingServer:
    """The server, as if it stood outside the house."""
    monkeypatch.setattr("pipeline.app.embedding.in_house", lambda _: False)
    return remote


def allowed(project: Path, **tables: str) -> None:
    """All documents may leave the house; `tables` are added to szenario.toml."""
    (project / "documents" / "rights.yaml").write_text('"*": {external_model: yes}\n', encoding="utf-8")
    with (project / "szenario.toml").open("a", encoding="utf-8") as settings:
        settings.writelines(f"\n[{name}]\n{text}\n" for name, text in tables.items())


@pytest.mark.parametrize("command", ["search", "ask"])
def test_documents_leave_the_house_only_after_a_yes_with_their_size(
    project: Path, cli, tmp_path: Path, outside: EmbeddingServer, command: str
):
    allowed(project)
    ask = (command, project, "Wer erneuert den Kran?", "--out", tmp_path / "lauf")
    refused = cli(*ask)
    assert refused.code == 2 and "--yes" in refused.err
    texts = int(refused.err.partition("außer Haus: ")[2].split()[0])
    assert texts >= 4 and "Zeichen" in refused.err
    assert not any("Kran" in text or "Rufbus" in text for text in outside.texts)
    assert cli(*ask, "--yes").code == 0
    assert sum("Kran" in text for text in outside.texts) > 1
    assert cli(*ask).code == 0, "gefragt wird einmal"


@pytest.mark.parametrize("command", ["search", "ask"])
def test_names_do_not_reach_a_model_outside_where_pseudonyms_are_wanted(
    project: Path, cli, tmp_path: Path, outside: EmbeddingServer, command: str
):
    other = tmp_path / "zweites"
    shutil.copytree(project, other)
    allowed(project)
    allowed(other, privacy="pseudonymise = true")
    ask = (command, project, "Was sagt Petra Lindemann zum Kran?", "--yes", "--with", other)
    outcome = cli(*ask)
    assert outcome.code == 2 and "[privacy]" in outcome.err and "SZENARIO_EMBEDDINGS" in outcome.err
    assert outside.texts == []
    assert cli(*ask, "--offline").code == 0


def test_in_the_house_names_stay_unless_always(project: Path, cli, tmp_path: Path, remote: EmbeddingServer):
    allowed(project, privacy="pseudonymise = true")
    assert cli("search", project, "Kran").code == 0
    settings = project / "szenario.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "always = true\n", encoding="utf-8")
    outcome = cli("search", project, "Kran")
    assert outcome.code == 2 and "[privacy]" in outcome.err and "OPENAI_BASE_URL" not in outcome.err


def test_another_model_by_the_same_name_is_another_index(
    project: Path, cli, tmp_path: Path, remote: EmbeddingServer, monkeypatch
):
    ask = ("search", project, "Rufbus für Dörfer", "--json", "--out", tmp_path / "lauf")
    first = cli(*ask).json
    monkeypatch.setattr("embedding_server.DIMENSIONS", DIMENSIONS * 2)
    remote.texts.clear()
    longer = cli(*ask)
    assert longer.code == 0, longer.err
    assert [one["passage"] for one in longer.json["hits"]] == [one["passage"] for one in first["hits"]]
    assert any("Rufbus gegründet" in text for text in remote.texts)
    with EmbeddingServer() as moved:
        monkeypatch.setenv("OPENAI_BASE_URL", moved.address)
        assert cli(*ask).code == 0
        assert any("Rufbus gegründet" in text for text in moved.texts)


def test_a_rebuild_drops_the_vectors_of_other_models(
    project: Path, cli, tmp_path: Path, remote: EmbeddingServer
):
    out = tmp_path / "lauf"
    cli("search", project, "Rufbus", "--out", out)
    (out / "index-fremd").mkdir()
    assert cli("index", project, "--rebuild", "--out", out).code == 0
    assert not (out / "index-openai-probe").exists() and (out / "index-fremd").is_dir()
    remote.texts.clear()
    assert cli("search", project, "Rufbus", "--out", out).code == 0
    assert any("Rufbus gegründet" in text for text in remote.texts)
