"""toulbar2 (Hurley et al. 2016), which branches on networks of costs and bounds them by local consistency.

It is an extra: not every system has it. Its effort is counted in backtracks, so that two runs agree. What
it would decide by itself is fixed here: by default it may change to a weaker consistency, say so on
standard output, and keep that for every later task of the process. It holds its state in globals, so one
task at a time.
"""

import math
import threading

from pipeline.scenarios.bundles.ways import Proof, Ways

LARGEST = 56.0
"""Bits: up to 44 even random scores are proved, up to 48 most of them; beyond only a clear best."""
BACKTRACKS = 300_000
"""Of all ways of all factors together; each costs 3–8 µs of a backtrack, so that this is 1–2.5 s."""
_EDAC = 4
_ALONE = threading.Lock()


def installed() -> bool:
    """Whether toulbar2 can be used here."""
    try:
        import pytoulbar2  # noqa: F401
    except ImportError:
        return False
    return True


def proved(ways: Ways, above: float) -> Proof:
    """The best bundles that are worth more than `above`, or that there are none; as far as effort goes."""
    from pytoulbar2 import CFN

    most = max(1, BACKTRACKS // sum(len(own) for own in ways.rows))
    with _ALONE:
        network = CFN()
        options = network.Option
        options.backtrackLimit = most
        options.LcLevel, options.maxEACIter = _EDAC, 10**9
        # Which factor to branch on: by its costs rather than by earlier conflicts halves the backtracks.
        options.weightedTightness, options.weightedDegree, options.lastConflict = 1, 0, False
        for at, own in enumerate(ways.rows):
            network.CFN.wcsp.makeEnumeratedVariable(f"f{at}", 0, len(own) - 1)
        for at, costs in enumerate(ways.alone):
            network.CFN.wcsp.postUnaryConstraint(at, costs.astype(float).tolist(), False)
        for (f, g), table in ways.between.items():
            network.CFN.wcsp.postBinaryConstraint(f, g, table.astype(float).ravel().tolist(), False)
        cost = network.UbInit = ways.cost(above)
        found = network.Solve()
        ended = network.GetNbBacktracks() <= most and not options.limited
    if found is None:
        return Proof(None, ways.objective(cost) if ended else math.inf)
    return Proof(tuple(found[0]), ways.objective(found[1]) if ended else math.inf)
