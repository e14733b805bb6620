"""prompt | model | parse as a LangChain Runnable with a typed, validated reply.

An answer that the store knows is not asked again. A reply that does not fit is answered with what is
wrong with it, at most three times; every attempt is kept. What the network breaks is the client's
business, so that repetitions never multiply. A budget is checked before each call goes out.
"""

import contextvars
import json
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic

from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

from pipeline.core.errors import ModelError
from pipeline.core.settings import ModelSettings
from pipeline.llm.memory import REFUSED, Answer, Memory, Question
from pipeline.llm.model import SchemaRefused, hush, told
from pipeline.llm.prompts import Prompt
from pipeline.llm.schema import R, UnfitReply, flat, parsed
from pipeline.llm.usage import Meter

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

ATTEMPTS = 3
_NOTHING = "(keine Antwort)"  # some servers accept no empty message
_GRACE = 5.0
"""Seconds a call may outlive the client's own limits before it is given up."""


@dataclass
class Desk:
    """Everything calls of one run share: the model, its limits, the store, the meter.

    `plain_json` becomes true for good where a server refuses schemas: the schema then stands in the
    request. `now` gives the time answers are kept under. `approve` is called once, before the first
    call goes out: it may raise, and then nothing was sent.
    """

    model: "BaseChatModel"
    settings: ModelSettings
    memory: Memory
    meter: Meter
    project: str
    now: Callable[[], str]
    approve: Callable[[], None] | None = None
    plain_json: bool = False
    gate: threading.BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        self.gate = threading.BoundedSemaphore(self.settings.parallel)
        self._asking = threading.Lock()
        self._asked: dict[str, threading.Lock] = {}

    def alone(self, question: Question) -> threading.Lock:
        """Held by whoever asks this question: who wants to know the same waits, and then recalls it."""
        return self._asked.setdefault(question.key, threading.Lock())

    def approved(self) -> None:
        """Have the first call of this desk approved; all others go with it."""
        with self._asking:
            if self.approve is not None:
                self.approve()
                self.approve = None

    def signature(self, *prompts: Prompt) -> str:
        """What a result of these prompts depends on besides its input: model, wording, variant."""
        settings = self.settings
        return json.dumps(
            [settings.name, settings.address, settings.temperature, settings.variant]
            + [prompt.digest for prompt in prompts]
        )


@dataclass(frozen=True)
class Chain(Generic[R]):
    """One kind of call: its prompt, its reply, and what else a reply has to fulfil.

    `check` returns what is wrong with a reply (such as an id that was never given), "" where nothing.
    """

    prompt: Prompt
    reply: type[R]
    stage: str

    def runnable(
        self, desk: Desk, check: Callable[[R], str] | None = None
    ) -> "Runnable[Mapping[str, Any], R]":
        """The chain for one desk, as a Runnable from the prompt's values to the reply."""
        from langchain_core.runnables import RunnableLambda

        return RunnableLambda(self.prompt.render) | RunnableLambda(
            lambda rendered: self._answered(
                desk, [("system", rendered.system), ("user", rendered.user)], check
            )
        )

    def ask(self, desk: Desk, values: Mapping[str, Any], check: Callable[[R], str] | None = None) -> R:
        """The reply for these values; raises ModelError where none can be had."""
        return self.runnable(desk, check).invoke(values)

    def _answered(self, desk: Desk, messages: list[tuple[str, str]], check: Callable[[R], str] | None) -> R:
        asked: list[Question] = []

        def attempt() -> R:
            question, answer = self._said(desk, messages)
            asked.append(question)
            if answer.ended == REFUSED:
                desk.memory.give_up(asked)
                raise ModelError(
                    f"Das Sprachmodell {desk.settings.name} lehnt die Anfrage ab ({self.prompt.name}). "
                    "Bitte die Texte prüfen oder ein anderes Modell wählen."
                )
            try:
                if not answer.whole:
                    raise UnfitReply(
                        f"Die Antwort ist unvollständig („{answer.ended}“); fasse dich kürzer."
                    )
                reply = parsed(answer.text, self.reply)
                fault = check(reply) if check is not None else ""
                if fault:
                    raise UnfitReply(fault)
            except UnfitReply as error:
                messages.extend(
                    [
                        ("assistant", answer.text or _NOTHING),
                        (
                            "user",
                            f"{error} Bitte gib die ganze Antwort noch einmal, berichtigt, nur als JSON.",
                        ),
                    ]
                )
                raise
            return reply

        try:
            for step in Retrying(
                stop=stop_after_attempt(ATTEMPTS), retry=retry_if_exception_type(UnfitReply), reraise=True
            ):
                with step:
                    return attempt()
        except UnfitReply as error:
            desk.memory.give_up(asked)
            raise ModelError(
                f"Das Sprachmodell hat {ATTEMPTS}-mal nicht wie verlangt geantwortet ({self.prompt.name}): "
                f"{error} Bitte ein stärkeres Modell wählen oder ohne Modell (--offline) arbeiten."
            ) from error
        raise AssertionError("tenacity always returns or raises")

    def _said(self, desk: Desk, messages: list[tuple[str, str]]) -> tuple[Question, Answer]:
        """The answer and the question it belongs to, from the store or from the model."""
        enforced, plain = self._question(desk, messages), self._question(desk, messages, plain=True)
        with desk.alone(plain):
            for question in (enforced, plain):
                known = desk.memory.recall(question)
                if known is not None:
                    desk.meter.recalled(self.stage)
                    return question, known
            if not desk.plain_json:
                try:
                    return enforced, _paid(desk, enforced, self.stage)
                except SchemaRefused:
                    desk.plain_json = True
            return plain, _paid(desk, plain, self.stage)

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


def _paid(desk: Desk, question: Question, stage: str) -> Answer:
    """The model's answer, kept and counted before the next call may look at the budget."""
    with desk.gate:
        desk.approved()
        desk.meter.check()
        answer = _called(desk, question)
        desk.meter.paid(stage, answer.tokens_in, answer.tokens_out)
        desk.memory.keep(question, answer, desk.project, stage, desk.now())
    return answer


def _called(desk: Desk, question: Question) -> Answer:
    bound: Any = desk.model
    if question.schema is not None:
        # In the body, not as response_format: the client would parse such a reply by itself, raise
        # inside and lose the text.
        form = {"type": "json_schema", "json_schema": {**question.schema, "strict": True}}
        hush()
        bound = desk.model.bind(extra_body={"response_format": form})
    try:
        message = _in_time(lambda: bound.invoke(list(question.messages)), desk.settings)
    except ModelError:
        raise
    except Exception as error:
        raise told(error, desk.settings, schema_sent=question.schema is not None) from None
    return _heard(message)


def _in_time(call: "Callable[[], BaseMessage]", settings: ModelSettings) -> "BaseMessage":
    """The call's result within the deadline: the client limits each try, this limits them all."""
    deadline = settings.timeout * (settings.retries + 1) + _GRACE
    done: Future[BaseMessage] = Future()

    def work() -> None:
        try:
            done.set_result(call())
        except BaseException as error:
            done.set_exception(error)

    # In the context of this thread, where LangChain keeps the callbacks of the call.
    threading.Thread(target=contextvars.copy_context().run, args=(work,), daemon=True).start()
    try:
        return done.result(timeout=deadline)
    except Late:
        raise ModelError(
            f"Das Sprachmodell {settings.name} hat in {deadline:.0f} Sekunden nicht geantwortet. Alle "
            "Antworten bis hierher sind gespeichert; derselbe Befehl macht dort weiter."
        ) from None


def _heard(message: "BaseMessage") -> Answer:
    """What was said, what it cost, and how it ended: as the provider says it, or REFUSED."""
    about, usage = message.response_metadata, getattr(message, "usage_metadata", None) or {}
    ended = str(about.get("finish_reason") or about.get("stop_reason") or "abgebrochen").lower()
    if message.additional_kwargs.get("refusal") or ended == "content_filter":
        ended = REFUSED
    text = str(message.text).encode("utf-8", "replace").decode()  # half a character cannot be kept
    return Answer(text, int(usage.get("input_tokens", 0)), int(usage.get("output_tokens", 0)), ended)
