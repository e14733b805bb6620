"""Files that ship with the program but live beside the package: prompts, thresholds, examples.

In a wheel they stand in pipeline/data/, in a checkout beside the package.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """The path of a shipped file or folder such as "evals/thresholds.toml"; FileNotFoundError."""
    for root in (_PACKAGE / "data", _PACKAGE.parent):
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(name)
