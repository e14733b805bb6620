"""A picture as it stands inside a page: its bytes in the page itself, so that nothing is fetched."""

from base64 import b64encode
from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """A drawn picture (SVG) with its title and what is to be seen, in words."""

    title: str
    alt: str
    svg: bytes

    @property
    def source(self) -> str:
        """The picture as the source of an image."""
        return f"data:image/svg+xml;base64,{b64encode(self.svg).decode('ascii')}"
