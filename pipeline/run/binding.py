"""What a release binds to: every text and what is handed over beside it, then the edition as a whole.

The edition holds all that is printed (leitmotifs, values, sources, waivers), so nothing a reader sees can
change under a release. What only says when and in which run it was made is left aside.
"""

from collections.abc import Mapping
from dataclasses import replace

from pipeline.core.files import digest
from pipeline.publish.data import write
from pipeline.publish.edition import Edition

WHOLE = "edition"


def bound(edition: Edition, beside: Mapping[str, str]) -> dict[str, str]:
    """The hashes a release has to carry: those of texts and matter `beside`, and that of the whole."""
    plain = replace(edition, date="", released="", run="")
    return {**beside, WHOLE: digest(write(plain, "notes"))}
