"""What an editor does to a text, at random: each edit knows what a ledger has to make of it.

A text is a list of paragraphs of sentences; a sentence knows which one of the draft it was (from 1), and
what was done to it. TYPED are edits of the file as a whole that change no word.
"""

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace

LEFT, MOVED, CHANGED, NEW = "unchanged", "moved", "changed", "new"
FOREIGN = (
    "Vor dem Rathaus von Dinslaken wächst seit dem Frühjahr eine Platane.",
    "Die Bäckerei an der Ecke hat montags geschlossen, und niemand weiß warum.",
    "Im Stadtarchiv liegt ein Plan aus dem Jahr 1974, den keiner mehr lesen kann.",
    "Wer den Kanal entlangläuft, hört abends die Frösche lauter als den Verkehr.",
    "Eine Rentnerin aus Kamen zählt jeden Winter die Graureiher am Teich.",
    "Auf dem Schulhof in Lünen steht noch die alte Tischtennisplatte aus Beton.",
    "Sonntags proben im Gemeindesaal drei Chöre nacheinander dasselbe Lied.",
)
"""More than one text is given edits, so that there is always one that it does not hold."""
OTHER_WORDS = ("Kastanie", "Laterne", "Zollhaus", "gelegentlich", "behutsam", "Dachgarten")


@dataclass(frozen=True)
class Told:
    """A sentence of the edited text: its words, which one of the draft it was, what was done to it."""

    text: str
    of: int | None
    done: str = LEFT


@dataclass
class Edited:
    """A text under edit, and which sentences of the draft are gone; two may have `swapped`."""

    paragraphs: list[list[Told]]
    gone: set[int] = field(default_factory=set)
    swapped: tuple[int, int] | None = None

    def sentences(self) -> list[Told]:
        return [one for paragraph in self.paragraphs for one in paragraph]

    def markdown(self, title: str) -> str:
        blocks = [" ".join(one.text for one in paragraph) for paragraph in self.paragraphs if paragraph]
        return f"# {title}\n\n" + "\n\n".join(blocks) + "\n"


Edit = Callable[[Edited, random.Random], None]


def place(text: Edited, chance: random.Random) -> tuple[int, int]:
    """A sentence nobody has touched yet, as its paragraph and its place there."""
    free = [
        (p, n)
        for p, paragraph in enumerate(text.paragraphs)
        for n, one in enumerate(paragraph)
        if one.done == LEFT
    ]
    return chance.choice(free)


def delete(text: Edited, chance: random.Random) -> None:
    p, n = place(text, chance)
    text.gone.add(text.paragraphs[p].pop(n).of or 0)


def insert(text: Edited, chance: random.Random) -> None:
    p = chance.randrange(len(text.paragraphs))
    used = {one.text for one in text.sentences()}
    told = chance.choice([one for one in FOREIGN if one not in used])
    text.paragraphs[p].insert(chance.randint(0, len(text.paragraphs[p])), Told(told, None, NEW))


def substitute(text: Edited, chance: random.Random) -> None:
    """Another sentence in the place of one: what stood there is gone."""
    p, n = place(text, chance)
    used = {one.text for one in text.sentences()}
    text.gone.add(text.paragraphs[p][n].of or 0)
    told = chance.choice([one for one in FOREIGN if one not in used])
    text.paragraphs[p][n] = Told(told, None, NEW)


def reword(text: Edited, chance: random.Random, words: int = 1) -> None:
    p, n = place(text, chance)
    told = text.paragraphs[p][n]
    spoken = told.text.split(" ")
    long = [at for at, word in enumerate(spoken[:-1]) if at and word.isalpha() and len(word) > 4]
    if not long:
        spoken.insert(1, "ganz")
    for at in chance.sample(long, min(words, len(long))):
        spoken[at] = chance.choice(OTHER_WORDS)
    text.paragraphs[p][n] = replace(told, text=" ".join(spoken), done=CHANGED)


def reword_more(text: Edited, chance: random.Random) -> None:
    reword(text, chance, 3)


def shorten(text: Edited, chance: random.Random) -> None:
    """The last third of a sentence struck out."""
    p, n = place(text, chance)
    told = text.paragraphs[p][n]
    spoken = told.text.rstrip(".").split(" ")
    kept = " ".join(spoken[: max(2, 2 * len(spoken) // 3)]).rstrip(",;:–- ")
    text.paragraphs[p][n] = replace(told, text=f"{kept}.", done=CHANGED)


def swap(text: Edited, chance: random.Random) -> None:
    p, n = place(text, chance)
    paragraph = text.paragraphs[p]
    if n + 1 >= len(paragraph) or paragraph[n + 1].done != LEFT or text.swapped:
        return
    paragraph[n], paragraph[n + 1] = paragraph[n + 1], paragraph[n]
    text.swapped = (paragraph[n].of or 0, paragraph[n + 1].of or 0)
    for at in (n, n + 1):
        paragraph[at] = replace(paragraph[at], done=MOVED)


def move(text: Edited, chance: random.Random) -> None:
    """A sentence into the middle of another paragraph."""
    others = [p for p, paragraph in enumerate(text.paragraphs) if len(paragraph) > 2]
    p, n = place(text, chance)
    if not [one for one in others if one != p] or len(text.paragraphs[p]) < 3:
        return
    told = replace(text.paragraphs[p].pop(n), done=MOVED)
    target = text.paragraphs[chance.choice([one for one in others if one != p])]
    target.insert(chance.randint(1, len(target) - 1), told)


def merge(text: Edited, chance: random.Random) -> None:
    if len(text.paragraphs) > 1:
        p = chance.randrange(len(text.paragraphs) - 1)
        text.paragraphs[p : p + 2] = [text.paragraphs[p] + text.paragraphs[p + 1]]


def part(text: Edited, chance: random.Random) -> None:
    """A paragraph split in two."""
    p = chance.randrange(len(text.paragraphs))
    if len(text.paragraphs[p]) > 1:
        at = chance.randint(1, len(text.paragraphs[p]) - 1)
        text.paragraphs[p : p + 1] = [text.paragraphs[p][:at], text.paragraphs[p][at:]]


def split(text: Edited, chance: random.Random) -> None:
    """A sentence made two, at a comma or semicolon around its middle."""
    p, n = place(text, chance)
    told = text.paragraphs[p][n]
    cuts = [found.start() for found in re.finditer(r"[,;] ", told.text)]
    cuts = [cut for cut in cuts if told.text[:cut].count(" ") > 2 and told.text[cut:].count(" ") > 3]
    if not cuts:
        return
    cut = min(cuts, key=lambda one: abs(one - len(told.text) / 2))
    rest = told.text[cut + 2 :]
    pieces = [f"{told.text[:cut]}.", rest[0].upper() + rest[1:]]
    text.paragraphs[p][n : n + 1] = [replace(told, text=one, done=CHANGED) for one in pieces]


def join(text: Edited, chance: random.Random) -> None:
    """Two sentences made one, with a semicolon."""
    p, n = place(text, chance)
    paragraph = text.paragraphs[p]
    if n + 1 >= len(paragraph) or paragraph[n + 1].done != LEFT or not paragraph[n].text.endswith("."):
        return
    told = f"{paragraph[n].text[:-1]}; {paragraph[n + 1].text}"
    paragraph[n : n + 2] = [Told(told, None, f"joined {paragraph[n].of} {paragraph[n + 1].of}")]


EDITS: tuple[Edit, ...] = (
    delete, insert, substitute, reword, reword_more, shorten, swap, move, merge, part, split, join,
)  # fmt: skip

_STRAIGHT = str.maketrans({"„": '"', "“": '"', "”": '"', "’": "'", "–": "-", "…": "..."})


def _wrapped(markdown: str, chance: random.Random) -> str:
    head, _, body = markdown.partition("\n\n")
    return f"{head}\n\n" + re.sub(r" (?=\S)", lambda _: chance.choice(" " * 9 + "\n"), body)


def _emphasised(markdown: str, chance: random.Random) -> str:
    head, _, body = markdown.partition("\n\n")
    return f"{head}\n\n" + re.sub(
        r"(?<![\w])([A-ZÄÖÜ][a-zäöüß]{4,})(?![\w-])",
        lambda found: chance.choice((found[1],) * 9 + (f"**{found[1]}**", f"_{found[1]}_")),
        body,
    )


# In this order: who emphasises a word does so before the file is saved in another form.
TYPED: tuple[Callable[[str, random.Random], str], ...] = (
    _emphasised,
    _wrapped,
    lambda markdown, _: markdown.replace("\n", "\r\n"),
    lambda markdown, _: markdown.translate(_STRAIGHT),
    lambda markdown, _: markdown.replace("„", "»").replace("“", "«"),
    lambda markdown, _: markdown.replace(" – ", " — "),
    lambda markdown, _: markdown.replace(" in ", " in\u00a0"),
    lambda markdown, _: unicodedata.normalize("NFD", markdown),
    lambda markdown, _: markdown.replace("schaft", "\u00adschaft"),
    lambda markdown, _: "\ufeff" + markdown,
    lambda markdown, _: markdown.replace(".\n", ".   \n").replace(". ", ".  "),
    lambda markdown, _: markdown.replace("\n\n", "\n \n\n\n"),
)
