"""Kinds of futures: each told for the same matters, and known again where the matter is a new one."""

from collections import Counter

import numpy as np

from pipeline.language.meaning import embed
from pipeline.scenarios.contrast import contrasted, units
from pipeline.scenarios.kinds import kinds


def test_every_kind_is_told_once_for_every_matter() -> None:
    known = kinds()
    told = Counter(zip(known.kind_of, known.domain_of, strict=True))
    assert set(told.values()) == {1}
    assert len(told) == (max(known.kind_of) + 1) * (max(known.domain_of) + 1)


def test_no_text_is_told_twice() -> None:
    assert len(set(kinds().texts)) == len(kinds().texts)


def test_a_kind_is_known_again_where_the_matter_is_new() -> None:
    known = kinds()
    kind_of, domain_of = np.array(known.kind_of), np.array(known.domain_of)
    contrasts = units(contrasted(embed(known.texts), domain_of))
    right = 0
    for domain in range(domain_of.max() + 1):
        new = domain_of == domain
        others = [contrasts[~new & (kind_of == kind)].mean(axis=0) for kind in range(kind_of.max() + 1)]
        right += int((np.argmax(contrasts[new] @ units(np.array(others)).T, axis=1) == kind_of[new]).sum())
    assert right / len(kind_of) > 0.6
