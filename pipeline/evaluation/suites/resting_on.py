"""What the figures of a suite rest on besides the texts: with others, nobody has let those figures pass."""

from collections.abc import Iterable

from pipeline.core.files import to_json
from pipeline.evaluation.material import Material


def clusters_of(material: Material) -> str:
    """Who belongs to which scenario, and what people and a model said of pairs."""
    members = {one.id: one.members for one in material.ground.clusters.clusters}
    return "\n".join([to_json(members), *_each(repr(one) for one in material.ratings)])


def documents_of(material: Material) -> str:
    """The same, the documents, and what groups think."""
    documents = _each(to_json(dict(one)) for one in material.documents)
    return "\n".join([clusters_of(material), *documents, repr(material.opinions)])


def questions_of(material: Material) -> str:
    """The questions that are asked, and the documents that are to answer them."""
    asked = material.asking.questions() if material.asking is not None else ()
    return "\n".join([*_each(repr(one) for one in asked), *_each(repr(one) for one in material.documents)])


def _each(told: Iterable[str]) -> list[str]:
    """In one order, whatever the order of files."""
    return sorted(told)
