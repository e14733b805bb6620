"""prompt | model | parse as a LangChain Runnable with a typed, validated reply.

An answer that the store knows is not asked again. A reply that does not fit is answered with what is
wrong with it, at most three times, a refusal once; every attempt is kept. What the network breaks is
the client's business, so that repetitions never multiply. A budget is checked before each call goes out.
"""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic

from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

from pipeline.core.errors import AnswerError, ContextError, SzenarioError
from pipeline.core.settings import ModelSettings
from pipeline.llm.calling import paid
from pipeline.llm.faults import SchemaRefused
from pipeline.llm.memory import REFUSED, Answer, Memory, Question
from pipeline.llm.prompts import Prompt, Rendered
from pipeline.llm.pseudonyms import EXPLAINED, Pseudonyms, UnknownToken
from pipeline.llm.schema import R, UnfitReply, flat, parsed
from pipeline.llm.stopping import aside, look
from pipeline.llm.streaming import Ear, HeardText, without_names
from pipeline.llm.usage import Meter

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

ATTEMPTS = 3
ONCE_MORE = (
    "Das war eine Ablehnung. Es geht um erdachte Zustände einer Region, um keine wirkliche Person und um "
    "nichts Gefährliches. Bitte antworte wie verlangt, nur als JSON."
)
_NOTHING = "(keine Antwort)"  # some servers accept no empty message


@dataclass(frozen=True)
class _Refusal:
    """Who would not let calls go out, and why; calls that waited meanwhile ask nobody again."""

    approve: Callable[[], None]
    error: SzenarioError


@dataclass
class Desk:
    """Everything calls of one run share: the model, its limits, the store, the meter.

    `plain_json` becomes true for good where a server refuses schemas: the schema then stands in the
    request. `now` gives the time answers are kept under. `approve` is called once, before the first
    call goes out: it may raise, and then nothing was sent. With `pseudonyms`, names of people leave
    neither in a question nor in a trace. `callbacks` hear of every call.
    """

    model: "BaseChatModel"
    settings: ModelSettings
    memory: Memory
    meter: Meter
    project: str
    now: Callable[[], str]
    approve: Callable[[], None] | None = None
    plain_json: bool = False
    pseudonyms: Pseudonyms | None = None
    callbacks: "Sequence[BaseCallbackHandler]" = ()
    gate: threading.BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        self.gate = threading.BoundedSemaphore(self.settings.parallel)
        self._asking = threading.Lock()
        self._refused: _Refusal | None = None
        self._asked: dict[str, threading.Lock] = {}

    def alone(self, question: Question) -> threading.Lock:
        """Held by whoever asks this question: who wants to know the same waits, and then recalls it."""
        return self._asked.setdefault(question.key, threading.Lock())

    def approved(self) -> None:
        """Have the first call of this desk approved; all others go with it, or stay with it."""
        with self._asking:
            look()
            if self.approve is None:
                return
            if self._refused is None or self._refused.approve is not self.approve:
                try:
                    aside(self.approve)  # an interrupt does not wait for the person's answer
                except SzenarioError as error:
                    self._refused = _Refusal(self.approve, error)
                else:
                    self.approve = None
                    return
            raise self._refused.error

    def signature(self, *prompts: Prompt) -> str:
        """What a result of these prompts depends on besides its input: model, wording, variant."""
        settings = self.settings
        return json.dumps(
            [settings.name, settings.address, settings.temperature, settings.variant]
            + [prompt.digest for prompt in prompts]
            + (["pseudonyms"] if self.pseudonyms is not None else [])
        )


@dataclass(frozen=True)
class Chain(Generic[R]):
    """One kind of call: its prompt, its reply, and what else a reply has to fulfil.

    `check` returns what is wrong with a reply (such as an id that was never given), "" where nothing;
    `wish` what could be better: the model is asked for it while it may answer once more, and the last
    answer that passed `check` is taken without. `attempts` is how often it may be asked in all.
    """

    prompt: Prompt
    reply: type[R]
    stage: str
    attempts: int = ATTEMPTS

    def runnable(
        self,
        desk: Desk,
        check: Callable[[R], str] | None = None,
        wish: Callable[[R], str] | None = None,
        heard_text: HeardText | None = None,
    ) -> "Runnable[Mapping[str, Any], R]":
        """The chain for one desk, as a Runnable from the prompt's values to the reply.

        `heard_text` is told the text of each answer while it comes in, from its beginning, with the
        names in; a recalled one at once. An answer that does not fit is followed by another.
        """
        from langchain_core.runnables import RunnableLambda

        def ask(rendered: Rendered) -> R:
            return self._answered(desk, rendered, check, wish, heard_text)

        chain: Runnable[Mapping[str, Any], R]
        if desk.pseudonyms is not None:
            from pipeline.llm.discreet import Discreet

            chain = Discreet(lambda values: ask(self.prompt.render(values)))
        else:
            chain = RunnableLambda(self.prompt.render, name="prompt") | RunnableLambda(ask, name="ask")
        named = chain.with_config(run_name=self.prompt.name, tags=[self.stage])
        return named.with_config(callbacks=list(desk.callbacks)) if desk.callbacks else named

    def ask(
        self,
        desk: Desk,
        values: Mapping[str, Any],
        check: Callable[[R], str] | None = None,
        wish: Callable[[R], str] | None = None,
        heard_text: HeardText | None = None,
    ) -> R:
        """The reply for these values; raises ModelError where none can be had."""
        return self.runnable(desk, check, wish, heard_text).invoke(values)

    def _answered(
        self,
        desk: Desk,
        rendered: Rendered,
        check: Callable[[R], str] | None,
        wish: Callable[[R], str] | None,
        heard_text: HeardText | None,
    ) -> R:
        system, user = _masked(desk, [rendered.system, rendered.user])
        told = f"{system}\n\n{EXPLAINED}" if desk.pseudonyms is not None else system
        messages = [("system", told), ("user", user)]
        if heard_text is not None and desk.pseudonyms is not None:
            heard_text = without_names(desk.pseudonyms, (system, user), heard_text)
        asked: list[Question] = []
        fit: list[R] = []
        declined: list[Answer] = []

        def attempt() -> R:
            question, answer = self._said(desk, messages, heard_text)
            asked.append(question)
            if answer.ended == REFUSED and not (declined or fit):
                declined.append(answer)
                messages.extend([("assistant", answer.text or _NOTHING), ("user", ONCE_MORE)])
                raise UnfitReply("Das Modell hat abgelehnt.")
            if answer.ended == REFUSED:
                raise AnswerError(
                    f"Das Sprachmodell {desk.settings.name} lehnt die Anfrage ab ({self.prompt.name}). "
                    "Bitte die Texte prüfen oder ein anderes Modell wählen."
                )
            try:
                if not answer.whole:
                    raise UnfitReply(
                        f"Die Antwort ist unvollständig („{answer.ended}“); fasse dich kürzer."
                    )
                reply = self._parsed(desk, answer.text, (system, user))
                fault = check(reply) if check is not None else ""
                if not fault:
                    fit.append(reply)
                    fault = wish(reply) if wish is not None and len(asked) < self.attempts else ""
                if fault:
                    raise UnfitReply(fault)
            except UnfitReply as error:
                # What a check says of the reply may hold names again; a token that nobody gave is none.
                fault = str(error) if isinstance(error, UnknownToken) else _masked(desk, [str(error)])[0]
                messages.extend(
                    [
                        ("assistant", answer.text or _NOTHING),
                        (
                            "user",
                            f"{fault} Bitte gib die ganze Antwort noch einmal, berichtigt, nur als JSON.",
                        ),
                    ]
                )
                raise
            return reply

        try:
            for step in Retrying(
                stop=stop_after_attempt(self.attempts),
                retry=retry_if_exception_type(UnfitReply),
                reraise=True,
            ):
                with step:
                    return attempt()
        except (AnswerError, ContextError) as error:
            if fit:
                return fit[-1]
            if isinstance(error, AnswerError):
                desk.memory.give_up(asked)
            raise
        except UnfitReply as error:
            if fit:
                return fit[-1]
            desk.memory.give_up(asked)
            raise AnswerError(
                f"Das Sprachmodell hat {self.attempts}-mal nicht wie verlangt geantwortet "
                f"({self.prompt.name}): {error} Bitte ein stärkeres Modell wählen oder "
                "ohne Modell (--offline) arbeiten."
            ) from error
        raise AssertionError("tenacity always returns or raises")

    def _parsed(self, desk: Desk, text: str, asked: Sequence[str]) -> R:
        """The reply, with the names back in; a step of the trace where it tells no name."""
        if desk.pseudonyms is not None:
            return parsed(desk.pseudonyms.unmasked(text, asked), self.reply)
        from langchain_core.runnables import RunnableLambda

        step: Runnable[str, R] = RunnableLambda(lambda said: parsed(said, self.reply), name="parse")
        return step.invoke(text)

    def _said(
        self, desk: Desk, messages: list[tuple[str, str]], heard_text: HeardText | None
    ) -> tuple[Question, Answer]:
        """The answer and the question it belongs to, from the store or from the model."""
        enforced, plain = self._question(desk, messages), self._question(desk, messages, plain=True)
        desk.meter.asked(self.stage, self.prompt.name, self.prompt.digest)
        with desk.alone(plain):
            for question in (enforced, plain):
                known = desk.memory.recall(question)
                if known is not None:
                    desk.meter.recalled(self.stage)
                    if heard_text is not None and known.text:
                        heard_text(known.text)
                    return question, known
            if not desk.plain_json:
                try:
                    return enforced, self._paid(desk, enforced, heard_text)
                except SchemaRefused:
                    desk.plain_json = True
            return plain, self._paid(desk, plain, heard_text)

    def _paid(self, desk: Desk, question: Question, heard_text: HeardText | None) -> Answer:
        """The model's answer; what went wrong in who heard it is raised when the answer is kept."""
        if heard_text is None:
            return paid(desk, question, self.stage)
        ear = Ear(heard_text)
        answer = paid(desk, question, self.stage, ear)
        ear.check()
        return answer

    def _question(self, desk: Desk, messages: list[tuple[str, str]], plain: bool = False) -> Question:
        schema = flat(self.reply)
        sent = list(messages)
        if plain:
            rule = "Antworte nur mit einem JSON-Objekt, das zu diesem Schema passt:\n"
            sent[0] = ("system", f"{messages[0][1]}\n\n{rule}{json.dumps(schema, ensure_ascii=False)}")
        settings = desk.settings
        return Question(
            model=settings.name,
            address=settings.address,
            messages=tuple(sent),
            schema=None if plain else {"name": self.reply.__name__, "schema": schema},
            temperature=settings.temperature,
            variant=settings.variant,
        )


def _masked(desk: Desk, texts: list[str]) -> list[str]:
    """The texts as they may leave: without names of people, where the desk replaces them."""
    return desk.pseudonyms.masked(texts) if desk.pseudonyms is not None else texts
