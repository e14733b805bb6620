"""Texts as vectors of meaning from a model behind OpenAI's protocol: its own, or a server in the house.

Texts are sent as they are: the client would else cut them into tokens first, and download a vocabulary
for that. It repeats what the network breaks; what comes is normalised, since not every model does.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from pipeline.core.errors import ModelError
from pipeline.core.settings import ModelSettings
from pipeline.llm.faults import told
from pipeline.llm.model import HOME, NO_KEY, named

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 256
"""Texts in one request; OpenAI takes 2,048, small servers fewer."""
_PROBE = "Szenario"


class RemoteEmbedder:
    """An Embedder that asks a server; raises ModelError where it cannot be reached or answers nonsense."""

    at_once = 32

    def __init__(self, settings: ModelSettings, key: SecretStr | None) -> None:
        self._settings, self._key = settings, key

    @property
    def name(self) -> str:
        return self._settings.name

    @property
    def address(self) -> str:
        return self._settings.address or HOME

    @property
    def external(self) -> bool:
        """Whether texts leave the house."""
        return self._settings.external

    @cached_property
    def dimensions(self) -> int:
        """Asked of the server once."""
        return len(self._asked([_PROBE])[0])

    def embed(self, texts: Sequence[str]) -> "NDArray[np.floating]":
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimensions))
        vectors = np.asarray(self._asked([text or " " for text in texts]), dtype=np.float64)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if vectors.shape != (len(texts), self.dimensions) or not np.all(np.isfinite(vectors)):
            raise self._nonsense()
        return vectors / np.where(lengths > 0, lengths, 1)

    def _asked(self, texts: list[str]) -> list[list[float]]:
        try:
            found: list[list[float]] = self._client.embed_documents(texts, chunk_size=_AT_ONCE)
        except Exception as error:
            secrets = (self._key.get_secret_value(),) if self._key else ()
            problem = told(error, self._settings, schema_sent=False, secrets=secrets)
            raise problem if isinstance(problem, ModelError) else self._nonsense() from None
        if len(found) != len(texts) or not found[0]:
            raise self._nonsense()
        return found

    def _nonsense(self) -> ModelError:
        return ModelError(
            f"Was der Server zu {self.name} liefert, sind keine Vektoren. Bitte SZENARIO_EMBEDDINGS und "
            "die Adresse prüfen, oder SZENARIO_EMBEDDINGS=offline setzen."
        )

    @cached_property
    def _client(self) -> Any:
        from langchain_openai import OpenAIEmbeddings

        return OpenAIEmbeddings(
            model=named(self.name).model,
            openai_api_base=self.address,
            openai_api_key=self._key or SecretStr(NO_KEY),
            check_embedding_ctx_length=False,
            max_retries=self._settings.retries,
            request_timeout=self._settings.timeout,
        )
