"""Calls and tokens of a run on Konnektivität with a given sheet, next to one call per pair of factors.

The replies are scripted, so what they say is worth nothing; how many there are, and how long, is what a
run costs where every reply fits at once. Tokens are characters by 3.3, as German text has them with
common tokenizers; a model's own count differs.
"""

from math import comb

from scripted import PROJECT, Bench, bench

from pipeline.scenarios import sheet

CALLS, TOKENS = 60, 400_000
PAIR_TOKENS = 900
"""In and out of one call that rates all values of two factors (some 500 characters each, a prompt of
1,000 and 16 ratings with reasons): a low guess for the peer."""


def table(one: Bench, title: str) -> tuple[int, int]:
    """Run, print the stages that asked, and return calls and tokens of what really went out."""
    before = len(one.server.requests)
    outcome = one.run()
    asked = len(one.server.requests) - before
    print(f"\n{title}")
    tokens = 0
    for stage in outcome["stages"]:
        done = stage["status"] == "done"
        tokens += stage["tokens"] if done else 0
        if stage["calls"]:
            print(f"  {stage['name']:<10} {stage['status']:<10} {stage['calls']:>4} {stage['tokens']:>9}")
    print(f"  {'beim Server':<21} {asked:>4} {tokens:>9}")
    return asked, tokens


if __name__ == "__main__":
    from puppet import act

    factors = len(sheet.load(sheet.find(PROJECT)).sheet.factors)
    with bench(act) as made:
        calls, spent = table(made, "Erster Lauf: Stufe, Aufrufe, Token (ein und aus, geschätzt)")
        again, _ = table(made, "Zweiter Lauf")
    pairs = comb(factors, 2)
    print(f"\nEin Aufruf je Paar von Faktoren: {pairs} Aufrufe, mindestens {pairs * PAIR_TOKENS} Token")
    print(f"Hier: {calls} Aufrufe (Ziel ≤ {CALLS}), {spent} Token (Ziel ≤ {TOKENS}); danach {again}.")
    print("Qualität eines Modells: nicht gemessen")
    if calls > CALLS or spent > TOKENS or again:
        raise SystemExit("Ziel verfehlt")
