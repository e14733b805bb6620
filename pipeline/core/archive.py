"""Office files with the same bytes for the same content: no clock in them."""

import io
import re
import zipfile

EPOCH = "2000-01-01"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def timeless(data: bytes, day: str = EPOCH) -> bytes:
    """A zip of office parts in which all times, of entries and properties, are one `day` (ISO)."""
    year, month, date = (int(part) for part in day.split("-"))
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>%sT00:00:00Z" % day.encode(), content)
            entry = zipfile.ZipInfo(name, (year, month, date, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return buffer.getvalue()
