"""How well names of people are found: words of evals/persons.yaml, and every find in corpus/ to look at.

    python benchmarks/pseudonyms.py [--show]

Counted are words: a word that has to be replaced and is (found), is not (missed), or is replaced
although it has not to be (false alarm).
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.core.files import read_yaml
from pipeline.llm.person_names import find


def main() -> None:
    """Print recall and precision for each split, and how much of the example projects is replaced."""
    show = "--show" in sys.argv
    print(
        f"{'Sätze':<8}{'Wörter':>8}{'gefunden':>10}{'verfehlt':>10}{'falsch':>8}{'Treffer':>9}{'Genauigkeit':>13}"
    )
    for split in ("tune", "held"):
        entries = [
            one for one in read_yaml(ROOT / "evals/persons.yaml")["sentences"] if one["split"] == split
        ]
        hits = missed = wrong = 0
        for one in entries:
            got = [one["text"][name.start : name.end] for name in find(one["text"])]
            left = list(one["names"])
            for word in got:
                if word in left:
                    left.remove(word)
                    hits += 1
                else:
                    wrong += 1
                    print(f"  falsch   {word!r} in {one['text']}") if show else None
            missed += len(left)
            for word in left if show else ():
                print(f"  verfehlt {word!r} in {one['text']}")
        print(
            f"{split:<8}{hits + missed:>8}{hits:>10}{missed:>10}{wrong:>8}"
            f"{hits / (hits + missed):>9.2f}{hits / (hits + wrong):>13.2f}"
        )
    words = count = 0
    started = time.perf_counter()
    for path in sorted(p for p in (ROOT / "corpus").rglob("*") if p.suffix in (".md", ".yaml", ".toml")):
        text = path.read_text(encoding="utf-8")
        words += len(text.split())
        for name in find(text):
            count += 1
            if show:
                around = " ".join(text[max(0, name.start - 30) : name.end + 20].split())
                print(f"  {path.name}: {text[name.start : name.end]} … {around}")
    print(f"corpus/: {words} Wörter, {count} ersetzt, {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
