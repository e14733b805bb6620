"""The nouns of the field, frozen, each with its German term.

A noun that only one stage uses stays with that stage. Everything here is data: no behaviour beyond
looking up a part of itself. Artifacts carry `schema_version`, so that an older run can be told.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = 1

Role = Literal["Schlüsselfaktor", "Umfeld", "Prämisse"]
Valence = Literal["+", "0", "-"]
Basis = Literal["evidence", "value", "inference", "illustration", "edited"]
Severity = Literal["block", "warn", "info"]
Confidence = Literal["fest", "wahrscheinlich", "offen"]


class Noun(BaseModel):
    """A frozen record; unknown fields are refused, so that a typo in a file is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Rights(Noun):
    """Rechte: what may be done with a document's text."""

    external_model: bool = False
    quote: Literal["none", "short", "free"] = "short"
    export: bool = False
    owner: str = ""
    note: str = ""


class Section(Noun):
    """Abschnitt: a stretch of a document under one heading and anchor.

    `anchor` is where a person finds it: "Seite 3", "Folie 4" or the heading; `heading` is the path
    of headings, joined by " › ".
    """

    anchor: str
    heading: str
    text: str


class Document(Noun):
    """Dokument: one file below documents/, read; `path` is relative to that folder."""

    path: str
    title: str
    kind: str = ""
    source: str = ""
    publisher: str = ""
    date: str = ""
    origin: str = ""
    rights: Rights = Rights()
    sections: tuple[Section, ...] = ()


class Passage(Noun):
    """Passage: a citable stretch of 1–200 words of one section."""

    id: str
    document: str
    anchor: str
    heading: str
    text: str


class Card(Noun):
    """Karte: what a group wrote, word for word; `factor` as noted there, `photo` a file's name."""

    id: str
    factor: str = ""
    group: str = ""
    text: str = ""
    photo: str = ""


class FactorValue(Noun):
    """Ausprägung: one possible state of a factor at the horizon.

    `plausibel` 1–5 and `wertung` (+/0/−) where a group gave them; missing is unknown, never zero.
    `cards` are the ids of the cards (or of their parts) it was written from.
    """

    id: str
    label: str
    text: str = ""
    group: str = ""
    plausibel: int | None = Field(default=None, ge=1, le=5)
    wertung: Valence | None = None
    cards: tuple[str, ...] = ()


class Factor(Noun):
    """Einflussfaktor: something that will have one of several states at the horizon.

    `heute` is today's state, without which there is no path; `leitfrage` what a group is asked.
    """

    id: str
    trend: str = ""
    name: str
    definition: str = ""
    heute: str = ""
    leitfrage: str = ""
    rolle: Role | None = None
    values: tuple[FactorValue, ...]


class Sheet(Noun):
    """Wertetafel: all factors with their values (Ausprägungsliste)."""

    schema_version: int = SCHEMA_VERSION
    factors: tuple[Factor, ...]

    def ids(self) -> tuple[str, ...]:
        """The ids of all factors and values."""
        return tuple(one for f in self.factors for one in (f.id, *(value.id for value in f.values)))

    def rated(self) -> tuple[FactorValue, ...]:
        """The values that carry a plausibility or a valence."""
        values = (value for factor in self.factors for value in factor.values)
        return tuple(value for value in values if value.plausibel or value.wertung)

    def value(self, value_id: str) -> FactorValue:
        """The value of that id; KeyError where there is none."""
        for factor in self.factors:
            for value in factor.values:
                if value.id == value_id:
                    return value
        raise KeyError(value_id)

    def factor(self, factor_id: str) -> Factor:
        """The factor of that id; KeyError where there is none."""
        for factor in self.factors:
            if factor.id == factor_id:
                return factor
        raise KeyError(factor_id)


class Rating(Noun):
    """Bewertung: how one value bears on another, −3 (hinders) to +3 (promotes); by whom, why."""

    source: str
    target: str
    score: float = Field(ge=-3, le=3)
    origin: str = "expert"
    reason: str = ""


class Placement(Noun):
    """Zuordnung einer Ausprägung: how sure a value's place in its cluster is.

    `share` is the part of the good solutions that agree (0–1); `runner_up` the next best cluster;
    `why` says in words what makes it less than firm. `forced` is a value that stands there only
    because its factor has to fill the place.
    """

    value: str
    confidence: Confidence
    share: float = Field(ge=0, le=1)
    runner_up: str = ""
    why: str = Field(default="", exclude_if=lambda why: not why)
    forced: bool = Field(default=False, exclude_if=lambda forced: not forced)


class Tension(Noun):
    """Spannung: two values of one cluster that do not go together; `score` is how much (below 0)."""

    first: str
    second: str
    score: float
    origin: str = ""


class Cluster(Noun):
    """Rohszenario: one value of every factor; the raw matter of one narrative.

    `core` (konsistenter Kern) are the values that all go together and stand firm; `distinguishing`
    what sets it apart from the other clusters; `implausible` what the groups hold implausible.
    """

    id: str
    name: str
    name_is_working_title: bool = True
    titles: tuple[str, ...] = ()
    leitmotif: str = ""
    members: dict[str, str]
    locks: tuple[str, ...] = ()
    placements: tuple[Placement, ...] = ()
    core: tuple[str, ...] = ()
    tensions: tuple[Tension, ...] = ()
    distinguishing: tuple[str, ...] = ()
    implausible: tuple[str, ...] = ()


class GoodBad(Noun):
    """Gut-Schlecht-Muster: how far clusters follow the valence of values alone.

    `association` is Cramér's V (0–1) of cluster and valence over `rated` placed values, with the
    probability `chance` of one as strong where there is none; `told` says what follows.
    """

    association: float
    chance: float
    rated: int
    told: str


class Stability(Noun):
    """Streuung der Suche: the objective over all restarts, and how far they agree (0–1)."""

    restarts: int
    best: float
    median: float
    worst: float
    agreement: float


class Clusters(Noun):
    """The clusters of a run; `bound` says in words how far from the optimum they may be.

    `gap` is the same as a share of the optimum (0 where proved), None where nothing is known.
    `apart` are pairs that an editor never wants together; `orphans` values that go with no cluster.
    """

    schema_version: int = SCHEMA_VERSION
    mode: str
    seed: int
    clusters: tuple[Cluster, ...]
    objective: float
    bound: str
    stability: Stability
    unused: tuple[str, ...] = ()
    gap: float | None = None
    smallest_distance: int | None = None
    apart: tuple[tuple[str, str], ...] = ()
    orphans: tuple[str, ...] = ()
    good_bad: GoodBad | None = None

    def cluster(self, cluster_id: str) -> Cluster:
        """The cluster of that id; KeyError where there is none."""
        for cluster in self.clusters:
            if cluster.id == cluster_id:
                return cluster
        raise KeyError(cluster_id)


class Quotation(Noun):
    """Wortlaut: exact words of a passage that a sentence rests on, verified to stand there."""

    passage: str
    quote: str


class Before(Noun):
    """Früherer Stand: how the machine last worded a sentence that a person changed, and its basis.

    `by` and `written_from` are as in a sentence.
    """

    text: str
    basis: Basis
    values: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    by: str = Field(default="", exclude_if=lambda by: not by)
    written_from: dict[str, str] = Field(default_factory=dict, exclude_if=lambda known: not known)


class Sentence(Noun):
    """Satz: its text, what it rests on, and the paragraph (from 1) it stands in.

    `quotations` are the words of its passages that bear it out; `before` is what a person changed it from.
    `by` names the model ("offline" for none) that worded an alternative taken into the text, "" otherwise.
    `written_from` are digests of the wording of its values and their factors then; empty where unknown.
    """

    text: str
    basis: Basis
    values: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    paragraph: int = Field(ge=1)
    quotations: tuple[Quotation, ...] = Field(default=(), exclude_if=lambda quotations: not quotations)
    before: Before | None = Field(default=None, exclude_if=lambda before: before is None)
    by: str = Field(default="", exclude_if=lambda by: not by)
    written_from: dict[str, str] = Field(default_factory=dict, exclude_if=lambda known: not known)


class Narrative(Noun):
    """Narrativ: the text of one future, sentence by sentence, with its basis (the ledger).

    `reworked` is a Rohgerüst that a person has worked on; a text that is neither is a model's. `earlier`
    are sentences of the machine that a person took out or reworded, or that an alternative took the place
    of: they find their entry when they come back. `exchanged` of them are missing for the alternatives'
    sake, which is no person's work. `scenario` is what the cluster was called when this was drafted.
    """

    schema_version: int = SCHEMA_VERSION
    cluster: str
    title: str
    rohgeruest: bool
    reworked: bool = Field(default=False, exclude_if=lambda reworked: not reworked)
    sentences: tuple[Sentence, ...]
    earlier: tuple[Sentence, ...] = Field(default=(), exclude_if=lambda earlier: not earlier)
    exchanged: int = Field(default=0, ge=0, exclude_if=lambda exchanged: not exchanged)
    scenario: str = Field(default="", exclude_if=lambda scenario: not scenario)


class Finding(Noun):
    """Befund: something a check found; `sentence` counts from 1, None for the whole text."""

    cluster: str
    sentence: int | None
    kind: str
    severity: Severity
    message: str
    evidence: str = ""


class SentenceVerdict(Noun):
    """How suspicious a sentence is (0–1, higher is worse), and whether that was decided.

    `by_finding` says that a blocking finding alone decided it: nobody has judged what it means.
    """

    cluster: str
    index: int
    suspicion: float = Field(ge=0, le=1)
    judged: bool
    by_finding: bool = Field(default=False, exclude_if=lambda alone: not alone)
    kinds: tuple[str, ...] = ()


class Findings(Noun):
    """Everything the checks say of a run's texts; what was not decided stands in `not_judged`."""

    schema_version: int = SCHEMA_VERSION
    findings: tuple[Finding, ...]
    sentences: tuple[SentenceVerdict, ...]
    not_judged: tuple[str, ...]


class Citation(Noun):
    """Beleg: exact words of a passage, verified to stand there; `date` is the document's own.

    `quote_right` says how far the words may be quoted outside the house; inside they are shown with it.
    """

    passage: str
    document: str
    anchor: str
    quote: str
    heading: str = ""
    title: str = ""
    date: str = ""
    project: str = ""
    quote_right: Literal["none", "short", "free"] = "free"


class AnswerSentence(Noun):
    """Satz einer Antwort; `citations` are positions in the answer's list, from 0.

    One without a citation is an inference or says what is not known, and is shown as such; so is an
    `inference`, which no citation says by itself.
    """

    text: str
    citations: tuple[int, ...] = ()
    inference: bool = False


class NearPassage(Noun):
    """Nächste Passage: offered where there is no answer, or besides one; `quote_right` as of a Citation."""

    passage: str
    document: str
    anchor: str
    text: str
    score: float
    heading: str = ""
    project: str = ""
    quote_right: Literal["none", "short", "free"] = "free"


class Answer(Noun):
    """Antwort: sentences with citations, or `answered` false with the nearest passages.

    `understood` is the question as it was looked up where that differs (a follow-up in a dialogue);
    `by` is "offline" or the model's name; `why_not` says why there is no answer, or not a whole one.
    """

    question: str
    answered: bool
    text: str
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[NearPassage, ...] = ()
    understood: str = ""
    language: Literal["de", "en"] = "de"
    by: str = "offline"
    why_not: str = ""
