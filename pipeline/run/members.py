"""What each scenario is made of, as a short hash: an id alone may come to stand for another scenario.

Taken from the file as it stands, so that values which are merged later make no other scenario of it.
"""

from pipeline.core.files import digest, read_yaml_as
from pipeline.core.types import Clusters
from pipeline.project import Run

_LETTERS = 16


def members_of(run: Run) -> dict[str, str]:
    """A hash of the values of each cluster, by its id; raises RunError where there are no clusters."""
    clusters = read_yaml_as(Clusters, run.made("clusters.yaml", "cluster")).clusters
    told = {one.id: "\n".join(f"{factor} {value}" for factor, value in sorted(one.members.items()))
            for one in clusters}  # fmt: skip
    return {cluster: digest(text.encode())[:_LETTERS] for cluster, text in told.items()}
