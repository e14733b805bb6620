"""A presentation as bytes: the same one gives the same bytes, dated as its edition."""

import datetime
import io
import zipfile
from typing import Any

from pipeline.publish.edition import Edition
from pipeline.publish.letters import line
from pipeline.publish.slides.writing import LANGUAGE

_NOON = 12  # the middle of the day is the same date in nearly all time zones


def packed(presentation: Any, edition: Edition) -> bytes:
    """The file, its properties those of the edition, every part with the edition's date."""
    day = datetime.date.fromisoformat(edition.date)
    moment = datetime.datetime(day.year, day.month, day.day, _NOON)
    about = presentation.core_properties
    about.title = line(edition.title)[:255]
    about.author = about.last_modified_by = (line(edition.publisher) or "Szenarienwerk")[:255]
    about.subject = line(f"{edition.region} {edition.horizon}")[:255]
    about.identifier = line(edition.run)[:255]
    about.language = LANGUAGE
    about.comments = about.keywords = about.category = ""
    about.created = about.modified = about.last_printed = moment
    about.revision = 1
    made = io.BytesIO()
    presentation.save(made)
    return _dated(made.getvalue(), (day.year, day.month, day.day, _NOON, 0, 0))


def _dated(data: bytes, when: tuple[int, int, int, int, int, int]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, when)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            made.writestr(part, source.read(name))
    return target.getvalue()
