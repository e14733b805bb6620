"""Value sheets of any kind, for properties: texts that programs take for something else, gaps, doubles."""

from typing import Any

from hypothesis import strategies as st

from pipeline.core.types import Sheet
from pipeline.scenarios.sheet import rows

ODD = [
    "Grüße", "Straße\nund Weg", "=1+1", "=SUMME(A1;B2)", "+49 234", "- kein Bus", "@SUM(A1)", "'s ist",
    "''=x", "_x0041_", "_x0041_x0042_", "_x005F_x000D_", "ax005F_b", "#NAME?", "TRUE", "2035", "1,5",
    "1e5", "12:30", "no", "Yes", "~", "null", "# Raute", "a: b", "- a", "[a, b]", "{a}", "&a", "*a",
    "|", "%", "`x`", '"', "'", "😀👩\u200d👧", "Gru\u0308n", "\u202eumgekehrt", "a\tb", "a  b", "a\n\n  b",
    "<b>&amp;</b>", "a;b,c", "sep=;", "lang " * 300, "x" * 3000, "2035-01-01", "01.05.2035", "a_", "_",
    "\u00a0fest\u00a0", "C:\\neu", "%s {x}",
]  # fmt: skip
texts = st.sampled_from(ODD) | st.text(max_size=12)
maybe = st.just("") | texts


@st.composite
def sheets(draw: st.DrawFn, most: int = 4) -> Sheet:
    """A sheet as it may stand at any time of the work; names differ, everything else may be doubled."""
    trends = draw(st.lists(maybe, min_size=1, max_size=2))
    raw: list[dict[str, Any]] = []
    for number in range(draw(st.integers(0, most))):
        values = [
            {
                "id": draw(st.sampled_from(["", f"v{number}-{place}"])),
                "label": draw(maybe),
                "text": draw(maybe),
                "group": draw(st.sampled_from(["", "A", "B, C", '"D"'])),
                "plausibel": draw(st.sampled_from(["", 1, 5])),
                "wertung": draw(st.sampled_from(["", "+", "0", "-"])),
                "cards": draw(st.sampled_from([[], ["k01"], ["k01", "k02b"]])),
            }
            for place in range(draw(st.integers(0, 3)))
        ]
        raw.append(
            {
                "id": draw(st.sampled_from(["", f"faktor{number}"])),
                "trend": draw(st.sampled_from(trends)),
                "name": f"{draw(maybe)} {number}",
                "definition": draw(maybe),
                "heute": draw(maybe),
                "leitfrage": draw(st.sampled_from(["", "Wie weiter?", "=?"])),
                "rolle": draw(st.sampled_from(["", "Schlüsselfaktor", "Umfeld", "Prämisse"])),
                "values": values,
            }
        )
    return rows.sheet(raw, "Probe")
