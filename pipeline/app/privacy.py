"""What [privacy] of projects that are asked together comes to: what the strictest of them wants."""

from collections.abc import Sequence
from functools import reduce

from pipeline.app.configuration import privacy_settings
from pipeline.core.settings import PrivacySettings
from pipeline.project import Project


def strictest(projects: Sequence[Project]) -> PrivacySettings:
    """Names are replaced as all projects together ask for; raises ProjectError for a table that is none."""
    listed = [privacy_settings(one) for one in projects]
    return reduce(PrivacySettings.together, listed) if listed else PrivacySettings()
