"""Two runs side by side, as the terminal tells of them."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.app.cli.links import harmless

if TYPE_CHECKING:
    from pipeline.evaluation.difference.nouns import ClusterPair, RunDifference, SentencePair, Words

KINDS = {
    "unchanged": "unverändert",
    "moved": "verschoben",
    "changed": "geändert",
    "new": "neu",
    "gone": "entfallen",
}


def tell(found: "RunDifference") -> None:
    """Clusters with the values that moved, a table of sentences, each that differs, and the rest."""
    print(f"Vorher:  {found.before}\nNachher: {found.after}")
    for remark in found.remarks:
        print(harmless(remark))
    print("\nBündel")
    for one in found.clusters:
        _tell_cluster(one)
    if found.reworded:
        print("\nAnders gefasst")
    for change in found.reworded:
        told = f"„{change.factor}“ ({change.id}): {change.before or '–'} → {change.after or '–'}"
        print(f"  {harmless(told)}")
    if found.sentences:
        _tell_counts(found)
        _tell_sentences(found.sentences)
    _tell_around(found)


def _tell_cluster(one: "ClusterPair") -> None:
    if not one.before or not one.after:
        kind = "neu" if one.after else "entfallen"
        name = one.after_name or one.before_name
        print(f"  {kind}: {one.after or one.before}  {harmless(name)}")
        return
    name = one.after_name if one.before_name == one.after_name else f"{one.before_name} → {one.after_name}"
    ids = one.after if one.before == one.after else f"{one.before} → {one.after}"
    print(f"  {ids}  {harmless(name)}: {one.shared} von {one.factors} Ausprägungen gleich")
    for value in one.values:
        came = f" (vorher in {value.came_from})" if value.came_from else ""
        told = f"{value.name}: {value.before_label or '–'} → {value.after_label or '–'}{came}"
        print(f"      {harmless(told)}")


def _tell_counts(found: "RunDifference") -> None:
    """How many sentences of each narrative are what."""
    print("\nSätze      " + "".join(f"{word:>13}" for word in KINDS.values()))
    counts: dict[str, Counter[str]] = {}
    for one in found.sentences:
        counts.setdefault(_where(one), Counter())[one.kind] += 1
    for where, count in counts.items():
        print(f"  {where:<9}" + "".join(f"{count[kind]:>13}" for kind in KINDS))


def _tell_sentences(sentences: "Sequence[SentencePair]") -> None:
    for one in sentences:
        if one.kind in ("unchanged", "moved"):
            continue
        print(f"\n  {_where(one)}, Satz {_numbers(one)}: {KINDS[one.kind]}")
        if one.words:
            print(f"    − {_marked(one.words, 'gone')}\n    + {_marked(one.words, 'new')}")
        elif one.after is not None:
            print(f"    + {harmless(one.after.text)}")
        elif one.before is not None:
            print(f"    − {harmless(one.before.text)}")


def _marked(words: "Sequence[Words]", side: str) -> str:
    """One of two sentences, its own words in brackets."""
    shown = [one for one in words if one.kind in ("same", side)]
    return harmless(" ".join(one.text if one.kind == "same" else f"[{one.text}]" for one in shown))


def _numbers(one: "SentencePair") -> str:
    """The sentence's number, before and after where the two differ."""
    numbers = dict.fromkeys(seen.number for seen in (one.before, one.after) if seen is not None)
    return " → ".join(map(str, numbers))


def _where(one: "SentencePair") -> str:
    if one.before_cluster == one.after_cluster:
        return one.after_cluster
    return f"{one.before_cluster} → {one.after_cluster}".strip()


def _tell_around(found: "RunDifference") -> None:
    if found.findings_came or found.findings_went:
        print("\nBefunde")
    for sign, findings in (("+", found.findings_came), ("−", found.findings_went)):
        for one in findings:
            where = f"{one.cluster}, Satz {one.sentence}" if one.sentence else one.cluster
            print(f"  {sign} {where}: {harmless(one.message)}")
    if found.settings:
        print("\nEinstellungen")
    for setting in found.settings:
        print(f"  {setting.name}: {harmless(setting.before) or '–'} → {harmless(setting.after) or '–'}")
