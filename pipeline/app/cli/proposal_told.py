"""What `szenario run` prints where a proposed value sheet waits for a person."""

from pathlib import Path


def print_proposed(path: Path) -> None:
    """The proposal as its file stands now, and what to do with it."""
    from pipeline.scenarios import sheet

    proposed = sheet.load(path).sheet
    values = sum(len(factor.values) for factor in proposed.factors)
    by_trend: dict[str, list[str]] = {}
    for factor in proposed.factors:
        by_trend.setdefault(factor.trend or "ohne Trend", []).append(factor.name)
    factors = _many(len(proposed.factors), "Einflussfaktor", "en")
    told = f"{factors} mit {_many(values, 'Ausprägung', 'en')}"
    print(f"Es gibt noch keine Wertetafel. Vorgeschlagen: {told}.")
    for trend, names in by_trend.items():
        print(f"  {trend}: {'; '.join(names)}")
    print(
        f"\n{path}\n"
        "Bitte durchsehen und ändern. Annehmen: „szenario sheet PROJEKT --accept“, danach wieder „szenario "
        "run PROJEKT“.\nNeu vorschlagen lassen: „szenario run PROJEKT --redo proposal --variant 1“; die "
        "jetzige Fassung kommt nach history/."
    )


def _many(count: int, noun: str, plural: str) -> str:
    return f"{count} {noun}{plural if count != 1 else ''}"
