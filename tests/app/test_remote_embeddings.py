"""Search with a remote embedding model: its vectors beside the own ones, rights obeyed, troubles told."""

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
    ask = ("search", project, "geheimer Kran", "--json", "--out", tmp_path / "lauf")
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
