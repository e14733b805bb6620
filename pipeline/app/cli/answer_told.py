"""An answer as a person reads it: the text, the quotes it rests on, and where each of them stands.

Numbers go on from the quotes to the passages that come next, so that each names one place.
"""

import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from pipeline.app.cli.links import harmless, linked
from pipeline.app.cli.rights_told import marked
from pipeline.core.types import Answer, AnswerSentence, Citation, NearPassage, Passage

INFERRED = "(Schluss aus den Zitaten)"
WIDEST = 100
MOST_NEAR = 5


def print_text(answer: Answer) -> None:
    """The text of an answer, or that there is none and why."""
    _print(answer.text)
    if not answer.answered and answer.why_not and answer.why_not not in answer.text:
        _print(answer.why_not)


def print_basis(answer: Answer, folders: Mapping[str, Path]) -> None:
    """What stands below the text: quotes, further passages, and who put it together.

    `folders` are the projects' folders by name, "" for the one that was asked.
    """
    english = answer.language == "en"
    if answer.answered and answer.why_not:
        _print(f"\n{answer.why_not}")
    if answer.citations:
        print(f"\n{'Sources' if english else 'Belege'}")
    for _, group in groupby(enumerate(answer.citations, start=1), key=_place):
        _print_citations(list(group), answer, folders)
    near = further(answer)
    if near:
        print(f"\n{_near_title(answer.answered, english)}")
    for number, passage in enumerate(near, start=1 + len(answer.citations)):
        _print_near(number, passage, answer, folders)
    print(f"\n{made_by(answer)}")


def numbered(answer: Answer) -> list[Citation | NearPassage]:
    """What the numbers of a told answer stand for, from 1: its quotes, then the passages near it."""
    return [*answer.citations, *further(answer)]


def print_passage(
    number: int, passage: Passage, place: Citation | NearPassage, folders: Mapping[str, Path]
) -> None:
    """The whole passage of a place, to be read around a quote: for the house, and marked as that."""
    mark = f"[{number}]"
    where = marked(_where(passage.anchor, passage.heading), place.quote_right)
    _print_entry(mark, [where, *passage.text.split("\n")])
    print(f"{_path(passage.document, passage.anchor, place.project, folders, len(mark))}\n", flush=True)


def made_by(answer: Answer) -> str:
    """The mark of every answer: a machine put it together, and which."""
    if answer.language == "en":
        if answer.by == "offline":
            return "Put together by machine from the documents, without a language model."
        return (
            f"Written by machine with the language model {answer.by}; quotations are checked word by word."
        )
    if answer.by == "offline":
        return "Maschinell zusammengestellt aus den Dokumenten, ohne Sprachmodell."
    return f"Maschinell erzeugt mit dem Sprachmodell {answer.by}; Zitate sind wörtlich geprüft."


def _near_title(answered: bool, english: bool) -> str:
    if english:
        return "See also" if answered else "Nearest passages"
    return "Siehe auch" if answered else "Am nächsten kommen"


def further(answer: Answer) -> list[NearPassage]:
    """The passages near the question that are not quoted."""
    quoted = {(citation.project, citation.passage) for citation in answer.citations}
    return [one for one in answer.nearest if (one.project, one.passage) not in quoted][:MOST_NEAR]


def print_sentence(sentence: AnswerSentence) -> None:
    """A sentence that comes in alone, as a paragraph."""
    _print(sentence_told(sentence))


def sentence_told(sentence: AnswerSentence) -> str:
    """A sentence that comes in alone, with the numbers of its quotes, marked where it is an inference."""
    text = harmless(sentence.text)
    marks = [mark for mark in (f"[{at + 1}]" for at in sentence.citations) if mark not in text]
    if sentence.inference:
        marks.append(INFERRED)
    return " ".join([text, *marks])


def _print_citations(
    group: Sequence[tuple[int, Citation]], answer: Answer, folders: Mapping[str, Path]
) -> None:
    """Quotes of one place, those alone that do not stand in the text already, and the place once."""
    apart = {number for number, one in group if one.quote and one.quote not in answer.text}
    for number, one in group:
        if number in apart:
            _print_entry(f"[{number}]", [f"“{one.quote}”" if answer.language == "en" else f"„{one.quote}“"])
    mark = " ".join(f"[{number}]" for number, _ in group if number not in apart)
    mark = mark or " " * len(f"[{group[-1][0]}]")
    cited = group[0][1]
    title = cited.title or cited.document
    dated = f"{title} ({cited.date})" if cited.date else title
    where = _where(cited.anchor, cited.heading.removeprefix(f"{title} › "))
    place = ", ".join(filter(None, (dated, where)))
    _print_entry(mark, [marked(place, cited.quote_right, answer.language)])
    print(_path(cited.document, cited.anchor, cited.project, folders, len(f"[{group[0][0]}]")))


def _place(cited: tuple[int, Citation]) -> tuple[str, str, str, str]:
    return cited[1].project, cited[1].document, cited[1].anchor, cited[1].heading


def _print_near(number: int, passage: NearPassage, answer: Answer, folders: Mapping[str, Path]) -> None:
    """Where a passage stands; where nothing answers, also the part of it that comes nearest."""
    mark = f"[{number}]"
    where = marked(_where(passage.anchor, passage.heading), passage.quote_right, answer.language)
    _print_entry(mark, [where, *([passage.text] if not answer.answered and passage.text else [])])
    print(_path(passage.document, passage.anchor, passage.project, folders, len(mark)))


def _where(anchor: str, heading: str) -> str:
    """The heading path and the page; an anchor that is the last heading stands there already."""
    if not heading or heading == anchor:
        return anchor
    return heading if heading.split(" › ")[-1] == anchor else f"{heading}, {anchor}"


def _path(document: str, anchor: str, project: str, folders: Mapping[str, Path], indent: int) -> str:
    path = folders.get(project, folders[""]) / "documents" / document
    return f"{' ' * indent} {linked(harmless(str(path)), path, anchor)}"


def _print_entry(mark: str, lines: Sequence[str]) -> None:
    indent = " " * (len(mark) + 1)
    for number, line in enumerate(lines):
        _print(line, first=f"{mark} " if number == 0 else indent, indent=indent)


def _print(text: str, first: str = "", indent: str = "") -> None:
    """The text, its lines broken where a person watches; scripts and files get them whole."""
    width = min(WIDEST, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 0
    for number, line in enumerate(harmless(text).split("\n")):
        start = first if number == 0 else indent
        if width and line.strip():
            wrapped = textwrap.fill(
                line, width, initial_indent=start, subsequent_indent=indent, break_on_hyphens=False
            )
            print(wrapped)
        else:
            print(f"{start}{line}".rstrip())
