"""Stability bars: complete, sorted, honest about what is open, on sheets that can be printed."""

import re

import pytest
from invented import NASTY, clusters, names, tafel
from laid import clipped, fits_a4, laid, said, upon_each_other
from looking import flowing
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from pipeline.core.types import Clusters, Placement, Sheet
from pipeline.publish.pictures.bars import REPEATED, VOICED, bars
from pipeline.publish.pictures.canvas import Picture, png, svg


def placed(found: Clusters, *placements: Placement) -> Clusters:
    """The first cluster alone, with these placements."""
    one = found.clusters[0].model_copy(update={"placements": placements})
    return found.model_copy(update={"clusters": (one, *found.clusters[1:2])})


def drawn(picture: Picture) -> list[Rectangle]:
    """The bars of the panels, without the legend's."""
    found = [one for one in picture.figure.axes[0].patches if isinstance(one, Rectangle)]
    return [one for one in found if one.get_x() > 20 and one.get_height() > 2]


@pytest.mark.parametrize(("factors", "count"), [(3, 2), (3, 5), (3, 8), (60, 4)])
def test_every_factor_has_a_bar_in_every_cluster(factors: int, count: int) -> None:
    sheet = tafel(factors)
    found = clusters(sheet, count)
    pictures = bars(found, sheet, names(found))
    words = "\n".join(line.text for picture in pictures for line in laid(picture))
    for factor in sheet.factors:
        assert len(re.findall(rf"^{factor.name}$", words, re.MULTILINE)) == count
    for picture in pictures:
        assert fits_a4(picture) and not clipped(picture) and not upon_each_other(picture)
        assert "Keine Prognose" in said(picture)
    assert all(any(name in picture.alt for picture in pictures) for name in names(found).values())


def test_what_is_open_is_never_filled_however_long_its_bar() -> None:
    sheet = tafel(3)
    found = clusters(sheet, 2)
    sure = ("fest", "wahrscheinlich", "offen")
    shares = (0.9, 0.8, 0.99)
    (picture,) = bars(
        placed(
            found,
            *(
                Placement(value=value, confidence=confidence, share=share)
                for value, confidence, share in zip(
                    found.clusters[0].members.values(), sure, shares, strict=True
                )
            ),
        ),
        sheet,
        names(found),
    )
    firm, likely, hatch, unsure = drawn(picture)[:4]
    assert to_hex(unsure.get_facecolor()) == "#ffffff" and unsure.get_linestyle() not in ("-", "solid")
    assert unsure.get_width() > firm.get_width() > likely.get_width() > 0
    assert hatch.get_hatch() and not firm.get_hatch() and not unsure.get_hatch()
    assert to_hex(firm.get_facecolor()) != to_hex(likely.get_facecolor()) != "#ffffff"


def test_uncertain_bars_name_the_runner_up_and_firm_ones_do_not() -> None:
    sheet = tafel(2)
    found = clusters(sheet, 2)
    values = list(found.clusters[0].members.values())
    firm = Placement(value=values[0], confidence="fest", share=0.9, runner_up="c2")
    alone = placed(found, firm)
    alone = alone.model_copy(update={"clusters": alone.clusters[:1]})
    unsure = Placement(value=values[1], confidence="offen", share=0.5, runner_up="c2")

    def lines(some: Clusters) -> list[str]:
        return [line.text for picture in bars(some, sheet, names(found)) for line in laid(picture)]

    both = placed(found, firm, unsure)
    other = both.clusters[1].model_copy(update={"placements": ()})
    both = both.model_copy(update={"clusters": (both.clusters[0], other)})
    assert lines(alone).count("Zukunft 1") == 0
    assert lines(both).count("Zukunft 1") == 1


@pytest.mark.parametrize(
    ("share", "told"), [(0.849, "84 %"), (0.85, "85 %"), (0.599, "59 %"), (0.996, "99 %")]
)
def test_a_share_is_never_rounded_up_to_a_limit(share: float, told: str) -> None:
    sheet = tafel(1, trends=1)
    found = clusters(sheet, 2)
    value = next(iter(found.clusters[0].members.values()))
    lonely = placed(found, Placement(value=value, confidence="offen", share=share))
    lonely = lonely.model_copy(update={"clusters": lonely.clusters[:1]})
    (picture,) = bars(lonely, sheet, names(found))
    limits = {"0 %", "60 %", "85 %", "100 %"}
    shown = [line.text for line in laid(picture) if re.fullmatch(r"\d+ %", line.text)]
    assert told in shown and len(shown) == 5 and limits <= set(shown)


def test_it_says_what_a_share_is_one_of() -> None:
    sheet = tafel(3)
    found = clusters(sheet, 2)
    (repeated,) = bars(found, sheet, names(found))
    (voiced,) = bars(found, sheet, names(found), voiced=True)
    assert REPEATED in said(repeated) and VOICED not in said(repeated)
    assert VOICED in said(voiced) and REPEATED not in said(voiced)


def test_a_value_put_in_by_hand_is_open_without_figures() -> None:
    sheet = tafel(3)
    found = clusters(sheet, 2)
    first, other = found.clusters
    moved = first.model_copy(update={"members": {**first.members, "f0": "f0v5"}})
    (picture,) = bars(found.model_copy(update={"clusters": (moved, other)}), sheet, names(found))
    assert flowing(picture).count("von Hand gesetzt, nicht berechnet") == 1
    assert "1 offen: von Hand gesetzt, nicht berechnet" in picture.alt


def test_without_placements_there_is_no_picture() -> None:
    sheet = tafel(3)
    found = clusters(sheet, 2)
    bare = tuple(one.model_copy(update={"placements": ()}) for one in found.clusters)
    assert bars(found.model_copy(update={"clusters": bare}), sheet, names(found)) == ()


@pytest.mark.parametrize("text", [NASTY, "Wort" * 60, "Zuverlässigkeitsprüfung " * 9])
def test_awkward_texts_are_text_and_cover_nothing(text: str) -> None:
    sheet = Sheet(factors=tuple(one.model_copy(update={"name": text}) for one in tafel(6).factors))
    found = clusters(sheet, 4)
    for picture in bars(found, sheet, dict.fromkeys(names(found), text)):
        assert not clipped(picture) and not upon_each_other(picture)
        assert text[:20] in flowing(picture)


def test_the_same_bars_have_the_same_bytes() -> None:
    sheet = tafel(5)
    found = clusters(sheet, 3)
    (one,), (other,) = (bars(found, sheet, names(found)) for _ in range(2))
    assert svg(one) == svg(other) and png(one) == png(other)
