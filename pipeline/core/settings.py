"""What a project has decided about itself; frozen, and filled in `app` alone.

Stages are given the settings they need and never look them up. `SUPPORTED_LANGUAGES` and the
bounds are the only limits the pipeline knows.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SUPPORTED_LANGUAGES = ("de",)
SCENARIOS_MIN, SCENARIOS_MAX = 2, 8

Mode = Literal["partition", "buendel"]


class DraftSettings(BaseModel):
    """How long a narrative is (words, from–to) and for whom it is written."""

    model_config = ConfigDict(frozen=True)

    words: tuple[int, int] = (220, 300)
    audience: str = ""


class Settings(BaseModel):
    """The settings of one project, as its szenario.toml and the command line give them."""

    model_config = ConfigDict(frozen=True)

    title: str
    region: str
    horizon: int = Field(default=2035, ge=2000, le=2200)
    scenarios: int = Field(default=4, ge=SCENARIOS_MIN, le=SCENARIOS_MAX)
    language: str = "de"
    name_pattern: str = "Die … Region"
    mode: Mode = "partition"
    seed: int = Field(default=1, ge=0)
    draft: DraftSettings = DraftSettings()
