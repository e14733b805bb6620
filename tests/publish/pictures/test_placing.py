"""Labels: in the room, none upon another or upon a point, near their points, the same each time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.publish.pictures.placing import Anchor, Box, nearest, placed

ROOM = Box(0, 0, 160, 220)


def anchors(seed: int, count: int) -> list[Anchor]:
    random = np.random.default_rng(seed)
    return [
        Anchor(
            f"{n}", *map(float, random.uniform((5, 5), (155, 215))), 1.1, float(random.uniform(12, 38)), 5
        )
        for n in range(count)
    ]


def overlap(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    along = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 1e-6 and along > 1e-6


@settings(max_examples=8)
@given(st.integers(0, 9999), st.integers(1, 60))
def test_no_label_lies_upon_another_or_upon_a_point_or_beyond_the_edge(seed: int, count: int) -> None:
    given_ = anchors(seed, count)
    taken = (Box(0, 0, 30, 6), Box(130, 214, 160, 220))
    found = placed(given_, ROOM, taken)
    marks = [Box(a.x - a.radius, a.y - a.radius, a.x + a.radius, a.y + a.radius) for a in given_]
    for number, box in enumerate(found):
        assert (box.right - box.left, box.bottom - box.top) == pytest.approx((given_[number].width, 5))
        assert ROOM.left <= box.left and box.right <= ROOM.right + 1e-9
        assert ROOM.top <= box.top and box.bottom <= ROOM.bottom + 1e-9
        assert not any(overlap(box, other) for other in (*found[:number], *marks, *taken))
    assert placed(given_, ROOM, taken) == found


def test_a_label_alone_lies_beside_its_point() -> None:
    anchor = Anchor("allein", 80, 100, 1, 20, 3)
    (box,) = placed([anchor], ROOM)
    x, y = nearest(box, anchor.x, anchor.y)
    assert np.hypot(x - anchor.x, y - anchor.y) < 3


def test_points_in_one_place_have_labels_of_their_own() -> None:
    found = placed([Anchor(str(n), 80, 100, 1, 30, 5) for n in range(8)], ROOM)
    assert not any(overlap(one, other) for n, one in enumerate(found) for other in found[:n])
    reach = [np.hypot(x - 80, y - 100) for x, y in (nearest(box, 80, 100) for box in found)]
    assert max(reach) < 25


def test_a_sheet_that_is_too_full_still_has_all_labels_within_it() -> None:
    room = Box(0, 0, 40, 20)
    found = placed([Anchor(str(n), 20, 10, 1, 30, 5) for n in range(12)], room)
    assert len(found) == 12
    assert all(box.left >= 0 and box.top >= 0 and box.right <= 40 and box.bottom <= 20 for box in found)
