"""One call of a model: allowed, made within its deadline, counted and kept, also where it comes late.

A call that outlives its deadline is given up, not called back: it is paid for all the same, so its
answer is counted and kept whenever it arrives while the process lives, and the next run finds it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pipeline.core.errors import ModelError, SzenarioError
from pipeline.core.settings import ModelSettings
from pipeline.llm.faults import told
from pipeline.llm.memory import REFUSED, Answer, Question
from pipeline.llm.model import hush
from pipeline.llm.secrets import secrets_of
from pipeline.llm.stopping import Late, aside, look
from pipeline.llm.streaming import Ear, streamed

if TYPE_CHECKING:
    from langchain_core.language_models import LanguageModelInput
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

    from pipeline.llm.chain import Desk

_GRACE = 5.0
"""Seconds a call may outlive the client's own limits before it is given up."""


def paid(desk: "Desk", question: Question, stage: str, ear: Ear | None = None) -> Answer:
    """The model's answer, counted and kept before the next call may look at the budget.

    `ear` hears it while it comes in, and nothing that comes once the call is over or given up.
    """
    asked = sum(len(text) for _, text in question.messages)
    with desk.gate:
        desk.approved()
        look()
        place = desk.meter.reserve(asked)

        def arrived(message: "BaseMessage") -> Answer:
            answer = heard(message)
            desk.meter.paid(stage, answer.tokens_in, answer.tokens_out, (asked, len(answer.text)))
            desk.memory.keep(question, answer, desk.project, stage, desk.now())
            return answer

        try:
            return _called(desk, question, arrived, place.release, ear)
        finally:
            if ear is not None:
                ear.close()


def in_time(
    call: Callable[[], Any],
    settings: ModelSettings,
    arrived: Callable[[Any], Any] = lambda result: result,
    ended: Callable[[], None] = lambda: None,
) -> Any:
    """What `arrived` makes of the call's result, within the deadline: the client limits each try, this
    limits them all. `ended` is told when the call is over, late or not."""
    deadline = settings.timeout * (settings.retries + 1) + _GRACE

    def work() -> Any:
        try:
            return arrived(call())
        finally:
            ended()

    try:
        return aside(work, deadline)
    except Late:
        raise ModelError(
            f"Das Sprachmodell {settings.name} hat in {deadline:.0f} Sekunden nicht geantwortet. Alle "
            "Antworten bis hierher sind gespeichert; derselbe Befehl macht dort weiter."
        ) from None


def _called(
    desk: "Desk",
    question: Question,
    arrived: Callable[[Any], Answer],
    ended: Callable[[], None],
    ear: Ear | None,
) -> Answer:
    def call() -> "BaseMessage":
        model: Runnable[LanguageModelInput, BaseMessage] = desk.model
        if question.schema is not None:
            # In the body, not as response_format: the client would parse such a reply by itself, raise
            # inside and lose the text.
            form = {"type": "json_schema", "json_schema": {**question.schema, "strict": True}}
            hush()
            model = desk.model.bind(extra_body={"response_format": form})
        if ear is None:
            return model.invoke(list(question.messages))
        # LangChain's OpenAI models leave the tokens out of a stream of any other server, unless told so.
        usage = {"stream_usage": True} if hasattr(desk.model, "stream_usage") else {}
        return streamed(model, question.messages, ear, **usage)

    try:
        answer: Answer = in_time(call, desk.settings, arrived, ended)
    except SzenarioError:
        raise
    except Exception as error:
        raise told(
            error, desk.settings, schema_sent=question.schema is not None, secrets=secrets_of(desk.model)
        ) from None
    return answer


def heard(message: "BaseMessage") -> Answer:
    """What was said, what it cost, and how it ended: as the provider says it, or REFUSED."""
    about, usage = message.response_metadata, getattr(message, "usage_metadata", None) or {}
    ended = str(about.get("finish_reason") or about.get("stop_reason") or "abgebrochen").lower()
    if message.additional_kwargs.get("refusal") or ended == "content_filter":
        ended = REFUSED
    text = str(message.text).encode("utf-8", "replace").decode()  # half a character cannot be kept
    return Answer(text, int(usage.get("input_tokens", 0)), int(usage.get("output_tokens", 0)), ended)
