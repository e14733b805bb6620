"""The dossier: one archive with all that a publication came from, and a hash of everything in it.

The same files give the same bytes. What may not leave the house is not in it; where it stands is.
"""

import json
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pipeline.core.files import digest

MANIFEST = "manifest.json"


def dossier(files: Mapping[str, bytes], about: Mapping[str, str], date: str) -> bytes:
    """The archive of files by their name in it; `about` opens the manifest, `date` (ISO) stamps all."""
    whole = {name: digest(data) for name, data in sorted(files.items())}
    manifest = json.dumps({**about, "sha256": whole}, ensure_ascii=False, indent=2) + "\n"
    out = BytesIO()
    year, month, day = (int(part) for part in date.split("-"))
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in sorted({**files, MANIFEST: manifest.encode()}.items()):
            entry = ZipInfo(name, (max(year, 1980), month, day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()
