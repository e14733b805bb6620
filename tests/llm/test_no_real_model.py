"""No test can reach a real model: neither key nor address is there, and no way out."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from model_server import KEY, ModelServer, desk_at, say

from pipeline.llm.chain import Chain
from pipeline.llm.probe import Doubled
from pipeline.llm.prompts import load

ABROAD = "192.0.2.1"  # set aside for examples: nobody lives there


@pytest.mark.parametrize("way", ["connect", "connect_ex"])
@pytest.mark.parametrize(
    ("family", "host"), [(socket.AF_INET, ABROAD), (socket.AF_INET6, "2001:db8::1")], ids=["v4", "v6"]
)
def test_a_socket_to_elsewhere_is_refused_before_it_connects(
    way: str, family: socket.AddressFamily, host: str
) -> None:
    with socket.socket(family) as line, pytest.raises(pytest.fail.Exception, match=host):
        getattr(line, way)((host, 443))


def test_a_model_elsewhere_fails_the_test_and_not_just_the_call(
    server: ModelServer, tmp_path: Path
) -> None:
    desk = desk_at(server, tmp_path, address=f"http://{ABROAD}:9/v1")
    with pytest.raises(pytest.fail.Exception, match=ABROAD):
        Chain(load("llm/probe"), Doubled, "probe").ask(desk, {"zahl": 4})
    assert server.count == 0


def test_a_model_on_this_machine_answers(server: ModelServer, tmp_path: Path) -> None:
    server.script(say({"ergebnis": 8}))
    chain = Chain(load("llm/probe"), Doubled, "probe")
    assert chain.ask(desk_at(server, tmp_path), {"zahl": 4}).ergebnis == 8


def test_what_the_person_has_set_is_gone_before_the_first_test(tmp_path: Path) -> None:
    (tmp_path / "test_drin.py").write_text(
        "import os\n"
        "def test_drin(no_real_model):\n"
        "    print(sorted(n for n in os.environ if n.startswith(('OPENAI', 'SZENARIO', 'LANGSMITH'))))\n"
    )
    conftest = Path(__file__).parent.parent / "conftest.py"
    (tmp_path / "conftest.py").write_text("from tests.conftest import no_real_model\n")
    set_by_person = {
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": f"http://{ABROAD}/v1",
        "SZENARIO_MODEL": "openai:teuer",
        "LANGSMITH_TRACING": "true",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": os.pathsep.join([str(conftest.parent.parent), str(Path(__file__).parent)]),
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", tmp_path],
        env={**os.environ, **set_by_person},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "['SZENARIO_HOME']" in done.stdout, done.stdout
    assert not any(name.startswith("OPENAI") for name in os.environ)
