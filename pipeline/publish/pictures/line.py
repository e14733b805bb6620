"""One line of letters: in a bitmap its outlines, in SVG real text, so that it is small and can be found.

Matplotlib lays out every text anew whenever it draws, 4 to 7 ms each on two shared cores, and a picture
has up to a thousand. A line knows its letters' places already. It is imported where something is drawn:
the class itself needs matplotlib.
"""

from functools import lru_cache
from typing import Literal

from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from pipeline.publish.pictures.font import outline, steps

_FAMILY = "DejaVu Sans"
_FAMILIES = [_FAMILY, "Verdana", "sans-serif"]
"""For SVG on a machine without DejaVu Sans: Verdana has its proportions, most others are narrower."""
_ON_TOP = 20
_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}


class Line(Text):
    """A line whose baseline begins, is centred or ends at a place, as `across` says."""

    def __init__(
        self,
        x: float,
        y: float,
        text: str,
        points: float,
        *,
        bold: bool,
        colour: str,
        across: Literal["left", "center", "right"],
        turned: float,
    ) -> None:
        super().__init__(
            x,
            y,
            text,
            fontfamily=_FAMILY,
            fontsize=points,
            fontweight="bold" if bold else "normal",
            color=colour,
            horizontalalignment=across,
            rotation=turned,
            rotation_mode="anchor",
            parse_math=False,
            zorder=_ON_TOP,
        )
        self._points, self._bold, self._colour, self._turned = points, bold, colour, turned
        self._share = _SHARE[across]

    def draw(self, renderer: RendererBase) -> None:
        if self.get_path_effects():
            super().draw(renderer)
            return
        size = float(renderer.points_to_pixels(self._points))  # type: ignore[arg-type]
        before = self._share * steps(self.get_text(), bold=self._bold)[-1] * size
        x, y = self.get_transform().transform(self.get_position())
        turn = Affine2D().rotate_deg(self._turned).translate(x, y)
        x, y = map(float, turn.transform((-before, 0)))
        gc = renderer.new_gc()
        gc.set_foreground(self._colour)
        if isinstance(renderer, RendererAgg):
            place = Affine2D().scale(size).rotate_deg(self._turned).translate(x, y)
            gc.set_linewidth(0)
            renderer.draw_path(gc, _outlines(self.get_text(), self._bold), place, gc.get_rgb())  # type: ignore[no-untyped-call]
        else:
            y = renderer.get_canvas_width_height()[1] - y if renderer.flipy() else y
            font = self.get_fontproperties().copy()
            font.set_family(_FAMILIES)
            renderer.draw_text(gc, x, y, self.get_text(), font, self._turned, mtext=self)
        gc.restore()
        self.stale = False


@lru_cache(maxsize=4096)
def _outlines(text: str, bold: bool) -> Path:
    """The outlines of all letters of a line, in sizes of the letters."""
    return Path.make_compound_path(
        *(
            outline(char, bold=bold).transformed(Affine2D().translate(place, 0))
            for char, place in zip(text, steps(text, bold=bold), strict=False)
            if char != " "
        )
    )
