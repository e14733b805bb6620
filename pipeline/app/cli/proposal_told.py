"""What is printed where a proposed value sheet waits for a person: by `szenario run`, and by `status`."""

from pathlib import Path

from pipeline.app.cli.terminal import many


def print_proposed(path: Path) -> None:
    """The proposal as its file stands now, and what to do with it."""
    from pipeline.scenarios import sheet

    proposed = sheet.load(path).sheet
    values = sum(len(factor.values) for factor in proposed.factors)
    by_trend: dict[str, list[str]] = {}
    for factor in proposed.factors:
        by_trend.setdefault(factor.trend or "ohne Trend", []).append(factor.name)
    factors = many(len(proposed.factors), "Einflussfaktor", "en")
    told = f"{factors} mit {many(values, 'Ausprägung', 'en')}"
    print(f"Es gibt noch keine Wertetafel. Vorgeschlagen: {told}.")
    for trend, names in by_trend.items():
        print(f"  {trend}: {'; '.join(names)}")
    print(
        f"\n{path}\n"
        "Bitte durchsehen und ändern. Annehmen: „szenario sheet PROJEKT --accept“, danach wieder „szenario "
        "run PROJEKT“.\nNeu vorschlagen lassen: „szenario run PROJEKT --redo proposal --variant 1“; die "
        "jetzige Fassung kommt nach history/."
    )


def print_waiting(project: Path) -> None:
    """That a proposal waits in a project, where one does: it holds up all that comes after."""
    from pipeline.scenarios import sheet

    path = project / sheet.PROPOSED
    if path.is_file() and not sheet.given(project):
        print(
            f"Ein Vorschlag der Wertetafel wartet auf Sie: {path}\n"
            "Bitte durchsehen, dann annehmen mit „szenario sheet PROJEKT --accept“."
        )
