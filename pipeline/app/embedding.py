"""The embedding model that search and ask use: the one SZENARIO_EMBEDDINGS names, else the own encoder."""

from collections.abc import Sequence

from pipeline.app.configuration import Surroundings
from pipeline.app.model_settings import OFFLINE, in_house
from pipeline.app.privacy import strictest
from pipeline.core.errors import ProjectError
from pipeline.core.settings import ModelSettings
from pipeline.llm.model import DEFAULT_PROVIDER, named
from pipeline.llm.secrets import login_of, without_login
from pipeline.project import Project
from pipeline.sources.index import OWN, Embedder


def embedder(offline: bool = False, projects: Sequence[Project] = ()) -> Embedder:
    """The model that SZENARIO_EMBEDDINGS names, else the own encoder: offline no socket is opened.

    Raises ProjectError for a name that cannot be used, or without key and address, and where one of the
    `projects` wants names replaced before texts leave: vectors are made of texts as they are.
    """
    around = Surroundings()
    name = around.embeddings
    if offline or name in ("", OFFLINE):
        return OWN
    if named(name).provider != DEFAULT_PROVIDER or not named(name).model:
        raise ProjectError(
            f"SZENARIO_EMBEDDINGS ist „{name}“; möglich sind offline und openai:NAME, auch für einen "
            "eigenen Server (OPENAI_BASE_URL). Bitte berichtigen oder die Variable löschen."
        )
    address = without_login(around.base_url)
    if around.api_key is None and not address:
        raise ProjectError(
            f"SZENARIO_EMBEDDINGS verlangt „{name}“, aber weder OPENAI_API_KEY noch OPENAI_BASE_URL ist "
            "gesetzt. Bitte eines davon setzen oder SZENARIO_EMBEDDINGS=offline."
        )
    if login_of(around.base_url) is not None:
        raise ProjectError(
            "OPENAI_BASE_URL enthält Zugangsdaten (…@…); für Embeddings gehen sie nicht. Bitte ohne sie "
            "angeben und OPENAI_API_KEY verwenden."
        )
    from pipeline.llm.embedding import RemoteEmbedder

    full = name if ":" in name else f"{DEFAULT_PROVIDER}:{name}"
    settings = ModelSettings(name=full, address=address, external=not in_house(address))
    _refuse_names(settings, projects)
    return RemoteEmbedder(settings, around.api_key)


def _refuse_names(settings: ModelSettings, projects: Sequence[Project]) -> None:
    privacy = strictest(projects)
    if privacy.pseudonymise and (settings.external or privacy.always):
        raise ProjectError(
            f"[privacy] verlangt Pseudonyme, an das Embedding-Modell {settings.name} gingen die Texte aber "
            "mit allen Namen. Bitte SZENARIO_EMBEDDINGS=offline setzen oder --offline angeben"
            + ("." if privacy.always else ", oder mit OPENAI_BASE_URL einen Server im Haus nennen.")
        )
