"""The album: all pictures there is something to show for, each under a name of its own."""

from invented import affinity, clusters, names, sums, tafel

from pipeline.publish.pictures.album import album
from pipeline.scenarios.landscape import landscape


def test_it_holds_every_picture_once() -> None:
    sheet = tafel(20)
    found = clusters(sheet, 3)
    pictures = album(
        found, sheet, affinity(sheet), names(found), landscape=landscape(found, sheet), sums=sums(5)
    )
    held = [picture.name for picture in pictures]
    assert len(set(held)) == len(held) and all(name.replace("-", "").isalnum() for name in held)
    for kind in ("tableau", "stability", "consistency", "consistency-trends"):
        assert any(name.startswith(kind) for name in held)
    assert len(album(found, sheet, affinity(sheet), names(found))) == len(held) - 2
    assert all(picture.alt and picture.title for picture in pictures)


def test_what_nobody_judged_is_left_out() -> None:
    sheet = tafel(4)
    found = clusters(sheet, 2)
    with_sums = [one.name for one in album(found, sheet, affinity(sheet), names(found), sums=sums(4))]
    without = [one.name for one in album(found, sheet, affinity(sheet), names(found), sums=())]
    assert set(without) < set(with_sums)
