"""ScenarioWizard's files (.scw): read as they come, written so that ScenarioWizard opens them.

What we write we read back equal. Names are blank or doubled at will: everything counts by position.
"""

from pipeline.scenarios.scw.matrix import ScwMatrix
from pipeline.scenarios.scw.reading import read
from pipeline.scenarios.scw.writing import WHITE, to_bytes, write

__all__ = ["WHITE", "ScwMatrix", "read", "to_bytes", "write"]
