"""Documents of the tests that can be asked without an index: passages ranked by the stems they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.types import Passage, Rights
from pipeline.language.words import content_stems, stem, stems
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.library import Source
from pipeline.sources.search.only import EVERYTHING, Only

FREE = Rights(external_model=True, quote="free", export=True)
HOUSED = Rights(external_model=False, quote="free")
UNQUOTED = Rights(external_model=True, quote="none")


@dataclass(frozen=True)
class SmallLibrary:
    """A Library of documents by path, each a list of paragraphs; `rights` of those that are not free."""

    documents: Mapping[str, Sequence[str]]
    rights: Mapping[str, Rights]
    project: str = "probe"

    def find(self, question: str, limit: int, only: Only = EVERYTHING) -> list[Hit]:
        wanted = set(content_stems(question))
        found = [
            (len(wanted & set(stems(one.text))), one)
            for source in self.sources()
            for one in self.passages(source)
        ]
        ranked = sorted((one for one in found if one[0]), key=lambda one: (-one[0], one[1].id))
        return [Hit(one, float(score), project=self.project) for score, one in ranked[:limit]]

    def source(self, hit: Hit) -> Source:
        return next(one for one in self.sources() if one.path == hit.passage.document)

    def sources(self, only: Only = EVERYTHING) -> list[Source]:
        return [
            Source(
                path,
                f"Titel von {path}",
                date="2026-03",
                rights=self.rights.get(path, FREE),
                project=self.project,
            )
            for path in sorted(self.documents)
        ]

    def passages(self, source: Source) -> list[Passage]:
        return [
            Passage(
                id=f"{source.path}-{at}",
                document=source.path,
                anchor=f"Seite {at}",
                heading="Teil",
                text=text,
            )
            for at, text in enumerate(self.documents[source.path], start=1)
        ]

    def known(self, words: Sequence[str]) -> list[bool]:
        held = {
            one
            for source in self.sources()
            for passage in self.passages(source)
            for one in stems(passage.text)
        }
        return [stem(word) in held for word in words]


BUS = "Nachbarn haben in Altdorf einen Rufbus gegründet. Er fährt 3 Linien und kostet 40.000 Euro im Jahr."
PORT = "Am Kai liegt ein altes Lager. Mehrere Betriebe wollen den Kran bis 2030 gemeinsam erneuern."
POWER = "Die Stadtwerke Altdorf planen einen Speicher am Bahnhof. Frau Krüger rechnet mit 12 Haushalten."


def library(rights: Mapping[str, Rights] | None = None, **more: Sequence[str]) -> SmallLibrary:
    """Three documents of a paragraph each, and `more` by name."""
    documents = {"bus.md": [BUS], "hafen.md": [PORT], "strom.md": [POWER]}
    return SmallLibrary(documents | {f"{name}.md": told for name, told in more.items()}, rights or {})
