"""What a server reports is told in German, with the provider's reason, and never with a secret."""

import re
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_server import KEY, Fault, Hang, ModelServer, desk_at, say
from pydantic import SecretStr

from pipeline.core.errors import ModelError
from pipeline.core.settings import ModelSettings
from pipeline.llm import calling, faults
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.memory import FILE
from pipeline.llm.model import chat_model
from pipeline.llm.probe import Doubled, probe
from pipeline.llm.prompts import load
from pipeline.llm.secrets import login_of, scrubbed, without_login
from pipeline.llm.usage import Meter

CHAIN = Chain(load("llm/probe"), Doubled, "probe")
LOGIN = "anna:ge%40heim-4711"


def asked(desk: Desk) -> ModelError:
    with pytest.raises(ModelError) as caught:
        CHAIN.ask(desk, {"zahl": 2})
    return caught.value


@pytest.mark.parametrize("status", [400, 422])
def test_the_reason_of_a_bad_request_is_told_shortened(
    server: ModelServer, tmp_path: Path, status: int
) -> None:
    server.always(Fault(status, f"Unknown parameter 'temperature' for {KEY}. {'so ' * 200}"))
    told = str(asked(desk_at(server, tmp_path)))
    assert f"({status}): „Unknown parameter 'temperature' for •••." in told and told.count("so") < 80
    assert "…“. Alle Antworten" in told and KEY not in told


def test_a_server_error_shows_no_page_of_its_own(server: ModelServer, tmp_path: Path) -> None:
    server.always(Fault(500, "<html>secret stack trace</html>", retry_after="0.01"))
    assert "stack" not in str(asked(desk_at(server, tmp_path)))


@pytest.mark.parametrize(
    ("wait", "told"),
    [
        ("9999", "frühestens in 3 Stunden"),
        ("300", "frühestens in 5 Minuten"),
        ("100000", "frühestens in 2 Tagen"),
        ("Wed, 01 Jan 2098 00:00:00 GMT", "frühestens in"),
        ("1", "bitte später"),
        ("bald", "bitte später"),
        ("inf", "bitte später"),
        ("nan", "bitte später"),
        ("Wed, 01 Jan 2098 00:00:00 -0000", "frühestens in"),
        ("Wed, 01 Jan 2098 00:00:00", "frühestens in"),
    ],
)
def test_a_wait_longer_than_a_call_may_take_is_named(
    server: ModelServer, tmp_path: Path, wait: str, told: str
) -> None:
    server.always(Fault(429, retry_after=wait))
    assert told in str(asked(desk_at(server, tmp_path, retries=0, timeout=60)))


class Limited(Exception):
    """What a client raises for 429, as far as it is looked at."""

    status_code = 429

    def __init__(self, headers: dict[str, str]) -> None:
        self.response = SimpleNamespace(headers=headers)


odd = st.one_of(
    st.text(max_size=20),
    st.floats().map(str),
    st.integers().map(str),
    st.builds(
        "{}, {} Jan {} {}:00:00 {}".format,
        st.sampled_from(["Wed", "", "Mo"]),
        st.integers(-1, 40),
        st.integers(0, 99999),
        st.integers(-1, 30),
        st.sampled_from(["GMT", "-0000", "", "+0100", "+9999", "-99999999999999999999", "MEZ"]),
    ),
)


@given(wait=odd, answered=st.none() | odd)
def test_no_header_breaks_what_is_told(wait: str, answered: str | None) -> None:
    headers = {"retry-after": wait} | ({} if answered is None else {"date": answered})
    told = faults.told(Limited(headers), ModelSettings(name="openai:probe"), schema_sent=False)
    assert isinstance(told, ModelError) and "(429)" in str(told)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    status=st.sampled_from([400, 401, 403, 404, 409, 413, 418, 422, 429, 500, 503]),
    before=st.text(max_size=30),
    after=st.text(max_size=30),
    code=st.sampled_from([None, KEY, "insufficient_quota", "context_length_exceeded"]),
)
def test_no_fault_lets_the_key_into_a_traceback(
    server: ModelServer, tmp_path: Path, status: int, before: str, after: str, code: str | None
) -> None:
    server.always(Fault(status, f"{before}{KEY}{after}", code, retry_after="0.001"))
    error = asked(desk_at(server, tmp_path, retries=0, variant=int(time.monotonic_ns() % 10**9)))
    deep = traceback.TracebackException.from_exception(error, capture_locals=True)
    told = "".join(deep.format(chain=True))
    ours = re.sub(r"(?m)^ *server = .*$|^.*(before|after|code|Fault) = .*$", "", told)
    assert KEY not in ours and KEY not in str(error) and error.__cause__ is None


# --- logins in addresses -----------------------------------------------------------------------------


def test_a_login_is_no_part_of_an_address() -> None:
    secret = login_of(f"https://{LOGIN}@modelle.intern:8443/v1")
    assert secret is not None and secret.get_secret_value() == LOGIN
    assert without_login(f"https://{LOGIN}@modelle.intern:8443/v1") == "https://modelle.intern:8443/v1"
    assert login_of("https://modelle.intern/v1") is None
    assert without_login("https://modelle.intern/v1") == "https://modelle.intern/v1"


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_secret_is_gone_wherever_it_stood(before: str, after: str) -> None:
    assert KEY not in scrubbed(f"{before}{KEY}{after}", [KEY])
    assert "ge%40heim" not in scrubbed(f"{before} http://{LOGIN}@host/v1 {after}")


def test_a_proxy_gets_its_login_and_nobody_else_does(server: ModelServer, tmp_path: Path) -> None:
    chosen = ModelSettings(name="openai:probe", address=server.address, timeout=10, retries=0)
    desk = desk_at(server, tmp_path)
    desk.model = chat_model(chosen, SecretStr(KEY), SecretStr("anna:geheim-4711"))
    server.script(
        say({"ergebnis": 4}), Fault(400, "no access for anna:geheim-4711 YW5uYTpnZWhlaW0tNDcxMQ==")
    )
    CHAIN.ask(desk, {"zahl": 2})
    assert server.requests[0].headers["authorization"] == "Basic YW5uYTpnZWhlaW0tNDcxMQ=="
    with pytest.raises(ModelError) as caught:
        CHAIN.ask(desk, {"zahl": 3})
    kept = (tmp_path / FILE).read_bytes().decode("utf-8", "replace")
    assert "YW5uYTpnZWhlaW0tNDcxMQ" not in str(caught.value) + kept


# --- calls that come late ----------------------------------------------------------------------------


def test_an_answer_that_comes_after_the_deadline_is_kept_and_counted(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "_GRACE", -0.7)
    server.script(say({"ergebnis": 4}, after=0.6))
    desk = desk_at(server, tmp_path, timeout=1, retries=0, budget_tokens=1000)
    assert "nicht geantwortet" in str(asked(desk))
    until = time.monotonic() + 5
    while desk.meter.total().calls == 0 and time.monotonic() < until:
        time.sleep(0.02)
    assert desk.meter.total().tokens == 15
    monkeypatch.setattr(calling, "_GRACE", 5.0)
    assert CHAIN.ask(desk_at(server, tmp_path), {"zahl": 2}).ergebnis == 4
    assert server.count == 1, "was bezahlt ist, wird nicht noch einmal gefragt"


def test_a_stream_that_never_ends_ends_the_probe(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "_GRACE", 0.2)
    answered: list[dict[str, Any]] = []

    def act(body: dict[str, Any]) -> Any:
        answered.append(body)
        return Hang(trickling=True) if body.get("stream") else say({"ergebnis": 22})

    server.always(act)
    desk = desk_at(server, tmp_path, timeout=0.5, retries=0)
    started = time.monotonic()
    found = probe(desk, 11)
    assert found.right and not found.streaming and time.monotonic() - started < 3
    assert [bool(body.get("stream")) for body in answered] == [False, True]


# --- budgets with calls under way --------------------------------------------------------------------


def test_calls_under_way_count_against_the_budget(server: ModelServer, tmp_path: Path) -> None:
    server.always(lambda body: say({"ergebnis": 2 * _number(body)}, after=0.05, tokens=(100, 100)))
    desk = desk_at(server, tmp_path, parallel=8, budget_tokens=1000)

    def ask(number: int) -> bool:
        try:
            return CHAIN.ask(desk, {"zahl": number}).ergebnis == 2 * number
        except ModelError:
            return False

    with ThreadPoolExecutor(8) as pool:
        done = sum(pool.map(ask, range(30)))
    assert done == server.count >= 5
    assert desk.meter.total().tokens <= 1200, "höchstens ein Aufruf darüber"


def _number(body: dict[str, Any]) -> int:
    return int(re.findall(r"\d+", body["messages"][1]["content"])[0])


def test_a_failed_call_gives_its_place_back(server: ModelServer, tmp_path: Path) -> None:
    server.script(*[Fault(418)] * 3)
    server.always(lambda body: say({"ergebnis": 2 * _number(body)}))
    desk = desk_at(server, tmp_path, budget_tokens=100)
    for _ in range(3):
        asked(desk)
    assert CHAIN.ask(desk, {"zahl": 2}).ergebnis == 4


def test_a_server_that_counts_nothing_reaches_the_budget_all_the_same(
    server: ModelServer, tmp_path: Path
) -> None:
    server.always(lambda body: say({"ergebnis": 2 * _number(body)}, tokens=None))
    desk = desk_at(server, tmp_path, budget_tokens=60)
    with pytest.raises(ModelError, match=r"\d+ Token \(geschätzt\)"):
        for number in range(50):
            CHAIN.ask(desk, {"zahl": number})
    assert 1 < server.count < 10 and desk.meter.total().guessed == server.count


def test_a_place_is_free_again_when_it_is_released() -> None:
    meter = Meter(ModelSettings(name="openai:x", budget_tokens=1000))
    for _ in range(50):
        meter.reserve(2400).release()
    assert meter.total().tokens == 0
