"""What a ScenarioWizard file says beside the matrix itself: short names and colours."""

from dataclasses import dataclass

from pipeline.scenarios.impact.matrix import Descriptor, ImpactMatrix


@dataclass(frozen=True, eq=False)
class ScwMatrix(ImpactMatrix):
    """A matrix as its .scw file has it.

    `short` are the short names in the shape of `descriptors`, `colours` six hex digits a variant;
    both are empty where the file has none.
    """

    short: tuple[Descriptor, ...] = ()
    colours: tuple[str, ...] = ()
