"""A Word file from outside, opened with care: what is none is told apart, and nothing swells in memory.

A file is only handed on when all its parts could be unpacked within the limits.
"""

import io
import zipfile
import zlib

from pipeline.core.errors import InputError

LARGEST, UNPACKED, PARTS = 50 << 20, 300 << 20, 5_000
"""Bytes of a file, bytes of all its parts, their number: ten times a report with many pictures."""

DOCUMENT = "word/document.xml"
_TYPES = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEMPLATE, _MAIN = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_MACROS = b"macroEnabled"


def parts_of(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of a Word document by their names; raises InputError, which calls the file `name`."""
    _insist_on_zip(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _unpacked(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise InputError(
            f"„{name}“ lässt sich nicht entpacken, die Datei ist beschädigt oder geschützt. Bitte in Word "
            "öffnen und neu als .docx speichern."
        ) from error
    _insist_on_word(parts, name)
    return parts


def as_document(data: bytes, name: str) -> bytes:
    """A document or a template (.docx, .dotx) as the bytes of a document; raises InputError."""
    parts = parts_of(data, name)
    if _MACROS in parts[_TYPES]:
        raise InputError(
            f"„{name}“ enthält Makros. Bitte als Vorlage ohne Makros (.docx, .dotx) speichern."
        )
    parts[_TYPES] = parts[_TYPES].replace(_TEMPLATE, _MAIN)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return buffer.getvalue()


def _insist_on_zip(data: bytes, name: str) -> None:
    if len(data) > LARGEST:
        raise InputError(
            f"„{name}“ ist {len(data) >> 20} MB groß, gelesen werden bis {LARGEST >> 20} MB. Bitte Bilder "
            "verkleinern oder nur den Text schicken."
        )
    if data.startswith(_OLE):
        found = "mit einem Passwort geschützt" if _ENCRYPTED in data else "im alten Word-Format (.doc)"
        raise InputError(f"„{name}“ ist {found}. Bitte ohne Passwort als .docx speichern.")
    if not data.startswith(b"PK"):
        raise InputError(f"„{name}“ ist keine Word-Datei. Bitte eine .docx-Datei nennen.")


def _unpacked(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """The parts, read no further than the limits, whatever the archive says of their size."""
    left, parts = UNPACKED, dict[str, bytes]()
    for one in archive.infolist()[: PARTS + 1]:
        with archive.open(one) as stream:
            parts[one.filename] = stream.read(left + 1)
        left -= len(parts[one.filename])
        if left < 0 or len(parts) > PARTS:
            raise InputError(
                f"„{name}“ ist entpackt größer als {UNPACKED >> 20} MB oder hat mehr als {PARTS} Teile. So "
                "sieht kein Bericht aus; bitte den Text in eine neue Datei übernehmen."
            )
    return parts


def _insist_on_word(parts: dict[str, bytes], name: str) -> None:
    if b"opendocument" in parts.get("mimetype", b""):
        raise InputError(f"„{name}“ ist im OpenDocument-Format. Bitte als .docx (Word) speichern.")
    if DOCUMENT not in parts or _TYPES not in parts:
        raise InputError(
            f"„{name}“ ist ein Archiv, aber kein Word-Dokument. Bitte eine .docx-Datei nennen."
        )
