"""How good or bad a text sounds: an axis through the meanings of words, from "lästig" to "angenehm".

The axis is a ridge regression (Hoerl & Kennard 1970) of the encoder's vectors on words that everybody calls
good (1) or bad (−1); left out one by one, 80 % of them fall on their own side. It ranks clauses by their
tone, and knows nothing of irony or of whom a thing is good for.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.language.meaning import embed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_GOOD = """
    gut günstig bezahlbar billig kostenlos schnell rasch sicher zuverlässig pünktlich bequem
    angenehm mühelos leicht erfreulich zufrieden glücklich froh freuen Freude gesund gerettet
    hilfreich helfen unterstützen Hilfe willkommen freundlich herzlich gemeinsam zusammen
    miteinander geborgen ruhig ungestört gelassen Vertrauen vertraut einig friedlich gelingt Erfolg
    erfolgreich gewinnt Gewinn verdient reichlich genug üppig Wohlstand belohnt entschädigt
    entlastet erleichtert gepflegt saniert repariert neu modern hervorragend erstklassig
    ausgezeichnet tadellos verlässlich gerecht fair gleich frei freiwillig erlaubt offen zugänglich
    nah erreichbar vielfältig abwechslungsreich lebendig blüht gedeiht wächst sauber
""".split()
_BAD = """
    schlecht teuer unbezahlbar unerschwinglich kostspielig langsam schleppend zäh unsicher
    unzuverlässig verspätet mühsam lästig beschwerlich schwer ärgerlich unzufrieden unglücklich
    traurig klagen Ärger krank verletzt hinderlich behindern blockieren allein unerwünscht
    unfreundlich abweisend einsam getrennt gegeneinander verlassen unruhig gestört bangen Misstrauen
    fremd zerstritten Streit scheitert Misserfolg erfolglos verliert Verlust verschuldet knapp
    Mangel fehlt Armut bestraft leer belastet erschwert vernachlässigt marode kaputt veraltet
    miserabel mittelmäßig dürftig mangelhaft anfällig ungerecht unfair benachteiligt gezwungen Zwang
    verboten geschlossen gesperrt fern unerreichbar eintönig gleichförmig verödet verkümmert
    verfällt schrumpft schmutzig
""".split()
RIDGE = 1.0


class _Axis(NamedTuple):
    weights: "NDArray[np.float64]"
    start: float


def tones(vectors: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The tones of texts of which `embed` made the vectors: mostly −1 (bad) to 1 (good), one a row."""
    axis = _axis()
    return vectors @ axis.weights + axis.start


@lru_cache(maxsize=1)
def _axis() -> _Axis:
    import numpy as np

    vectors = embed([*_GOOD, *_BAD])
    sides = np.array([1.0] * len(_GOOD) + [-1.0] * len(_BAD))
    middle = vectors.mean(axis=0)
    centred = vectors - middle
    weighed = np.linalg.solve(centred @ centred.T + RIDGE * np.eye(len(sides)), sides - sides.mean())
    weights = centred.T @ weighed
    return _Axis(weights, float(sides.mean() - middle @ weights))
