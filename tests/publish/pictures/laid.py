"""Where the texts of a picture lie on the sheet, in millimetres."""

from dataclasses import dataclass
from itertools import combinations

from pipeline.publish.pictures.canvas import HEIGHT, WIDTH, Picture
from pipeline.publish.pictures.font import MM_PER_POINT, width
from pipeline.publish.pictures.line import Line

SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True)
class Laid:
    text: str
    left: float
    top: float
    right: float
    bottom: float


def laid(picture: Picture) -> list[Laid]:
    """All lines, from the top of their capitals to their baseline."""
    found = []
    for axes in picture.figure.axes:
        for line in axes.texts:
            assert isinstance(line, Line) and not line.get_rotation()
            bold, points = line.get_fontweight() == "bold", float(line.get_fontsize())
            x, y = line.get_position()
            wide = width(line.get_text(), points, bold=bold)
            left = x - SHARE[line.get_horizontalalignment()] * wide
            found.append(Laid(line.get_text(), left, y - 0.73 * points * MM_PER_POINT, left + wide, y))
    return found


def said(picture: Picture) -> str:
    """All texts in the order they were written, with words that were broken put together again."""
    return "\n".join(one.text for one in laid(picture)).replace("-\n", "").replace("\n", " ")


def clipped(picture: Picture) -> list[str]:
    """The texts that leave the sheet."""
    low, high = picture.figure.axes[0].get_xlim()
    bottom, top = picture.figure.axes[0].get_ylim()
    return [
        one.text
        for one in laid(picture)
        if one.left < low or one.right > high or one.top < top or one.bottom > bottom
    ]


def upon_each_other(picture: Picture) -> list[tuple[str, str]]:
    """The pairs of texts that cover each other by more than a hair."""
    hair = 0.1
    return [
        (one.text, other.text)
        for one, other in combinations(laid(picture), 2)
        if min(one.right, other.right) - max(one.left, other.left) > hair
        and min(one.bottom, other.bottom) - max(one.top, other.top) > hair
    ]


def fits_a4(picture: Picture) -> bool:
    """Whether it can be printed upright or across at its own size."""
    wide, high = (25.4 * inches for inches in picture.figure.get_size_inches())
    longest = HEIGHT + 6 + 0.1
    return max(wide, high) <= longest and min(wide, high) <= WIDTH + 6 + 0.1
