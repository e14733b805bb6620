"""What stands in the own house: private addresses and names, never a number that is an address."""

import pytest

from pipeline.app.model_settings import in_house


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "127.0.0.1", "[::1]", "10.1.2.3", "172.16.0.1", "192.168.178.20", "169.254.3.4",
        "[fd12::1]", "[fe80::1]", "[::ffff:10.0.0.1]", "pc", "ki-server_2", "modelle.intern", "box.local",
    ],
)  # fmt: skip
def test_private_addresses_and_bare_names_are(host: str) -> None:
    assert in_house(f"http://{host}:8080/v1") and in_house(f"https://{host}/v1")


@pytest.mark.parametrize(
    "host",
    [
        "134744072", "0x08080808", "010.8.8.8", "01002004010", "0x8.0x8.0x8.0x8", "8.8.8.8", "8.8",
        "192.0.2.1", "198.51.100.7", "203.0.113.9", "198.18.0.1", "240.0.0.1", "172.32.0.1",
        "[2001:db8::1]", "[::ffff:8.8.8.8]", "api.openai.com", "\uff11\uff13\uff14\uff17\uff14\uff14\uff10",
        "api\u3002example\u3002com", "-x", "",
    ],
)  # fmt: skip
def test_everything_else_is_not(host: str) -> None:
    assert not in_house(f"http://{host}/v1")
