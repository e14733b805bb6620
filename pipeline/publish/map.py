"""The map of the scenario space as SVG: one shape and one colour a cluster, names at the centres."""

from collections.abc import Mapping

from markupsafe import Markup, escape

from pipeline.scenarios.space import Map, Point

WIDTH, HEIGHT, MARGIN = 860, 520, 60
LETTER = 10  # width of a bold letter of 17 px, generously
_SHAPES = ("circle", "square", "triangle", "diamond")


def draw(
    chart: Map, names: Mapping[str, str], colour: Mapping[str, str], labels: Mapping[str, str]
) -> Markup:
    """The map as an inline SVG; every point tells its value on hover."""
    order = list(names)
    marks = [
        _mark(point, _SHAPES[order.index(point.cluster) % 4], colour[point.cluster], labels[point.id])
        for point in chart.values
    ]
    captions = [_caption(point, names[point.cluster], colour[point.cluster]) for point in chart.centres]
    grid = (
        f'<line x1="{WIDTH / 2}" y1="10" x2="{WIDTH / 2}" y2="{HEIGHT - 10}" class="axis"/>'
        f'<line x1="10" y1="{HEIGHT / 2}" x2="{WIDTH - 10}" y2="{HEIGHT / 2}" class="axis"/>'
    )
    return Markup(
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-label="Karte des Szenarioraums: je näher, desto besser passen Ausprägungen zusammen">'
        f"{grid}{''.join(marks)}{''.join(captions)}</svg>"
    )


def _place(point: Point) -> tuple[float, float]:
    x = WIDTH / 2 + point.x * (WIDTH / 2 - MARGIN)
    y = HEIGHT / 2 - point.y * (HEIGHT / 2 - MARGIN)
    return round(x, 1), round(y, 1)


def _mark(point: Point, shape: str, colour: str, label: str) -> str:
    x, y = _place(point)
    title = f"<title>{escape(label)}</title>"
    if shape == "circle":
        body = f'<circle cx="{x}" cy="{y}" r="5"'
    elif shape == "square":
        body = f'<rect x="{x - 4.5}" y="{y - 4.5}" width="9" height="9"'
    elif shape == "triangle":
        body = f'<path d="M{x} {y - 6} L{x + 6} {y + 5} L{x - 6} {y + 5} Z"'
    else:
        body = f'<path d="M{x} {y - 6.5} L{x + 6.5} {y} L{x} {y + 6.5} L{x - 6.5} {y} Z"'
    tag = body[1:].split(" ", 1)[0]
    return f'{body} fill="{colour}" fill-opacity="0.55">{title}</{tag}>'


def _caption(point: Point, name: str, colour: str) -> str:
    """The cluster's name above its centre, moved inwards where it would be cut."""
    x, y = _place(point)
    half = len(name) * LETTER / 2
    x = round(min(max(x, half + 8), WIDTH - half - 8), 1)
    y = max(y - 14, 24)
    return (
        f'<text x="{x}" y="{y}" text-anchor="middle" class="halo">{escape(name)}</text>'
        f'<text x="{x}" y="{y}" text-anchor="middle" fill="{colour}" class="caption">'
        f"{escape(name)}</text>"
    )
