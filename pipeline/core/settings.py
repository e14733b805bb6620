"""What a project has decided about itself; frozen, and filled in `app` alone.

Stages are given the settings they need and never look them up. `SUPPORTED_LANGUAGES` and the
bounds are the only limits the pipeline knows.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

SUPPORTED_LANGUAGES = ("de",)
SCENARIOS_MIN, SCENARIOS_MAX = 2, 8
TRENDS_MAX = 20

PARAGRAPHS = (3, 5)

Mode = Literal["partition", "buendel"]


class DraftSettings(BaseModel):
    """How long a narrative is (words and paragraphs, from–to), for whom and in which tone it is written.

    Paragraphs and tone enter no digest where they are as they always were, so that older runs stay fresh.
    """

    model_config = ConfigDict(frozen=True)

    words: tuple[int, int] = (220, 300)
    audience: str = ""
    paragraphs: tuple[int, int] = Field(default=PARAGRAPHS, exclude_if=lambda some: some == PARAGRAPHS)
    tone: str = Field(default="", exclude_if=lambda tone: not tone)


class ModelSettings(BaseModel):
    """The language model and its limits; the key is no setting and stands nowhere.

    `name` is "offline" or PROVIDER:MODEL; `address` the server's base URL, "" for the provider's own.
    `timeout` seconds a call may take; `prices` per million tokens; budgets of one run, None without.
    `callbacks` are told of every call; `traced` names where what is asked and said
    goes besides, by tracing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())

    name: str = "offline"
    address: str = ""
    external: bool = True
    temperature: float | None = Field(default=None, ge=0, le=2)
    timeout: float = Field(default=120.0, gt=0)
    retries: int = Field(default=4, ge=0, le=10)
    parallel: int = Field(default=8, ge=1, le=64)
    price_in: float | None = Field(default=None, ge=0)
    price_out: float | None = Field(default=None, ge=0)
    budget_tokens: int | None = Field(default=None, gt=0)
    budget_cost: float | None = Field(default=None, gt=0)
    variant: int = Field(default=0, ge=0)
    callbacks: tuple[Literal["langfuse"], ...] = ()
    traced: tuple[str, ...] = ()

    @field_validator("budget_cost")
    @classmethod
    def _priced(cls, budget: float | None, others: ValidationInfo) -> float | None:
        if budget is not None and None in (others.data.get("price_in"), others.data.get("price_out")):
            raise ValueError("ein Budget in Geld braucht price_in und price_out")
        return budget

    @property
    def offline(self) -> bool:
        return self.name == "offline"


class PrivacySettings(BaseModel):
    """Whether names of people are replaced before they are sent: to a model outside the house, `always`
    also to one inside. `names` are names nobody would find, `excepted` words that are none."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    pseudonymise: bool = False
    always: bool = False
    names: tuple[str, ...] = ()
    excepted: tuple[str, ...] = Field(default=(), alias="except")

    @field_validator("names", "excepted", mode="before")
    @classmethod
    def _listed(cls, entries: object) -> object:
        return tuple(entries) if isinstance(entries, list) else entries

    def together(self, other: "PrivacySettings") -> "PrivacySettings":
        """What holds where texts of two projects go out together: what either of them protects."""
        return PrivacySettings(
            pseudonymise=self.pseudonymise or other.pseudonymise,
            always=self.always or other.always,
            names=tuple(dict.fromkeys((*self.names, *other.names))),
            excepted=tuple(one for one in self.excepted if one in other.excepted),
        )


class AskSettings(BaseModel):
    """How long questions and answers are kept, in days; 0 keeps none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    keep_days: int = Field(default=365, ge=0, le=36_500)


class EvalSettings(BaseModel):
    """Which suites have to pass before a text is published, by number or name; None: the usual ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    suites: list[int | str] | None = None


class PublishSettings(BaseModel):
    """How the house publishes: who it is, its own Word template and slide master (paths below the
    project), and how it shows what a sentence rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    publisher: str = ""
    word: str = ""
    slides: str = ""
    basis: Literal["none", "notes", "margin"] = "notes"


class Settings(BaseModel):
    """The settings of one project, as its szenario.toml and the command line give them.

    `distance` is the number of factors in which any two scenarios differ at least, None for a third.
    `trends` are what a value sheet is proposed for where there is none; without any they are looked for.
    """

    model_config = ConfigDict(frozen=True)

    title: str
    region: str
    horizon: int = Field(default=2035, ge=2000, le=2200)
    scenarios: int = Field(default=4, ge=SCENARIOS_MIN, le=SCENARIOS_MAX)
    language: str = "de"
    name_pattern: str = "Die … Region"
    mode: Mode = "partition"
    distance: int | None = Field(default=None, ge=0)
    seed: int = Field(default=1, ge=0)
    pictures: bool = True
    trends: tuple[str, ...] = Field(default=(), max_length=TRENDS_MAX)
    draft: DraftSettings = DraftSettings()

    @field_validator("trends")
    @classmethod
    def _told_apart(cls, trends: tuple[str, ...]) -> tuple[str, ...]:
        plain = tuple(" ".join(trend.split()) for trend in trends)
        if not all(plain) or len({trend.casefold() for trend in plain}) < len(plain):
            raise ValueError("jeder Trend braucht einen eigenen Namen")
        return plain
