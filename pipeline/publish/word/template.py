"""A template opened and filled: the shipped one, or a house's own with fields in {{ … }}.

A template is a stranger's text: it is filled in a sandbox, and a field that we do not know is named with
those that we do. One without any field is letter paper: everything is put at its end, in its styles.
"""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.core.errors import InputError
from pipeline.publish.word.fields import DEMANDED, NAMES, OF_A_SCENARIO, TEXTS
from pipeline.publish.word.house import german, shipped, standard_body
from pipeline.publish.word.package import as_document
from pipeline.publish.word.placing import is_marked


class _Named(StrictUndefined):
    """What a template asks for and we do not have; its error is the name alone."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


def opened(path: Path | None) -> Any:
    """A template as docxtpl knows it, with at least the demanded fields; raises InputError."""
    from docxtpl import DocxTemplate

    if path is None:
        return DocxTemplate(_bytes_of(shipped()))
    template = DocxTemplate(io.BytesIO(_read(path)))
    try:
        template.init_docx()
    except (KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:
        raise InputError(
            f"Die Vorlage „{path.name}“ ist beschädigt; es fehlt oder stimmt nicht: {error}. Bitte in Word "
            "öffnen und neu speichern."
        ) from error
    asked = _asked(template, path.name)
    if not asked:
        standard_body(template.docx)
        german(template.docx)
        return DocxTemplate(_bytes_of(template.docx))
    missing = [name for name in DEMANDED if name not in asked]
    if missing:
        raise InputError(
            f"Der Vorlage „{path.name}“ fehlen Felder, ohne die nichts herausgehen darf: "
            f"{_listed(missing)}. Bitte einsetzen, zum Beispiel in der Fußzeile."
        )
    return template


def filled(template: Any, told: Mapping[str, Any], name: str) -> Any:
    """The template with its fields filled, as a document of python-docx; raises InputError."""
    try:
        template.render(dict(told), _environment())
    except UndefinedError as error:
        raise _unknown(name, [str(error)], OF_A_SCENARIO) from error
    except (TemplateError, ArithmeticError, TypeError, ValueError, SyntaxError) as error:
        raise _broken(name, error) from error
    if any(is_marked(part.blob) for part in _rims(template.docx)):
        raise InputError(
            f"In Kopf- oder Fußzeile der Vorlage „{name}“ steht ein Feld, das ganze Absätze bringt. "
            f"Möglich sind dort {', '.join(TEXTS)}."
        )
    return template.docx


def _rims(document: Any) -> list[Any]:
    """The headers and footers of a document."""
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    return [rel.target_part for rel in document.part.rels.values() if rel.reltype in kinds]


def _asked(template: Any, name: str) -> frozenset[str]:
    """The names of the fields that a template has; raises InputError for one that is unknown."""
    try:
        asked = template.get_undeclared_template_variables(_environment())
    except (TemplateError, SyntaxError) as error:
        raise _broken(name, error) from error
    unknown = sorted(asked - set(NAMES))
    if unknown:
        raise _unknown(name, unknown, NAMES)
    return frozenset(asked)


def _unknown(name: str, unknown: list[str], known: tuple[str, ...]) -> InputError:
    many = "unbekannte Felder" if len(unknown) > 1 else "ein unbekanntes Feld"
    return InputError(
        f"Die Vorlage „{name}“ hat {many}: {_listed(unknown)}. Möglich sind hier {', '.join(known)}."
    )


def _broken(name: str, error: Exception) -> InputError:
    where = " ".join(" ".join(getattr(error, "docx_context", ())).split())[:120]
    near = f" bei „{where}“" if where else ""
    return InputError(
        f"Ein Feld der Vorlage „{name}“ ist fehlerhaft{near}: {error}. Bitte in Word die geschweiften "
        "Klammern an dieser Stelle prüfen."
    )


def _listed(names: list[str]) -> str:
    return ", ".join(f"{{{{ {name} }}}}" for name in names)


def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(undefined=_Named, autoescape=True)


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"Die Vorlage „{path}“ lässt sich nicht lesen: {error.strerror}. Bitte den Pfad prüfen."
        ) from error
    return as_document(data, path.name)


def _bytes_of(document: Any) -> io.BytesIO:
    buffer = io.BytesIO()
    document.save(buffer)
    buffer.seek(0)
    return buffer
