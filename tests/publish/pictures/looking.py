"""What can be seen of a picture: its pixels, and the words of its SVG."""

import io
from xml.etree import ElementTree

import numpy as np

from pipeline.publish.pictures.canvas import Picture, png, svg


def untouched_edge(picture: Picture) -> bool:
    """Whether the outermost pixels are paper: nothing was cut off there."""
    import matplotlib.image

    seen = matplotlib.image.imread(io.BytesIO(png(picture, 60)))[..., :3]
    edge = np.concatenate([seen[0], seen[-1], seen[:, 0], seen[:, -1]])
    return bool((edge == 1).all())


def words(picture: Picture) -> str:
    """All text of the SVG, line after line; raises where it is not well-formed."""
    root = ElementTree.fromstring(svg(picture))
    texts = root.iter("{http://www.w3.org/2000/svg}text")
    return "\n".join("".join(text.itertext()) for text in texts)


def flowing(picture: Picture) -> str:
    """The same as one line, with words that were broken put together again."""
    return words(picture).replace("-\n", "").replace("\n", " ")
