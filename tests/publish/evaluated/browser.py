"""A real browser that a test clicks in: Chromium over the pipe of its own protocol, without a port."""

import fcntl
import itertools
import json
import os
from pathlib import Path
from types import TracebackType
from typing import Any

SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--hide-scrollbars",
    "--remote-debugging-pipe", "--single-process",
)  # fmt: skip


class Browser:
    """One page at a time; what it asks the network for is kept in `requests`."""

    def __init__(self, profile: Path, downloads: Path) -> None:
        self._profile, self.downloads = profile, downloads
        self._numbers = itertools.count(1)
        self._unread = b""
        self.requests: list[str] = []
        self.problems: list[str] = []

    def __enter__(self) -> "Browser":
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        far = [fcntl.fcntl(one, fcntl.F_DUPFD_CLOEXEC, 10) for one in (theirs_in, theirs_out)]
        self._process = os.posix_spawnp(
            "chromium",
            ["chromium", *SWITCHES, f"--user-data-dir={self._profile}", "about:blank"],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_DUP2, far[0], 3),  # from which it reads
                (os.POSIX_SPAWN_DUP2, far[1], 4),  # to which it writes
            ],
        )
        for one in (theirs_in, theirs_out, *far):
            os.close(one)
        pages = self._ask("Target.getTargets")["targetInfos"]
        page = next(one["targetId"] for one in pages if one["type"] == "page")
        self._session = ""
        self._session = self._ask("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._ask(f"{domain}.enable")
        self._ask("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))
        return self

    def __exit__(self, *error: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._send("Browser.close")
        os.waitpid(self._process, 0)
        os.close(self._in)
        os.close(self._out)

    def open(self, path: Path) -> None:
        """Show a file, and wait until all of it is there."""
        self._ask("Page.navigate", url=f"file://{path}")
        self.run("new Promise(done => document.readyState == 'complete' ? done() : onload = () => done())")

    def run(self, script: str) -> Any:
        """The value of an expression in the page, promises awaited."""
        answer = self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def resize(self, width: int, height: int) -> None:
        """Show the page on a screen of this size, in points."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1}
        self._ask("Emulation.setDeviceMetricsOverride", mobile=True, **size)

    def _send(self, method: str, **parameters: Any) -> int:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if getattr(self, "_session", "") and not method.startswith(("Target.", "Browser.")):
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        return number

    def _ask(self, method: str, **parameters: Any) -> Any:
        number = self._send(method, **parameters)
        while True:
            message = self._next()
            if message.get("id") == number:
                assert "error" not in message, message
                return message["result"]
            if message.get("method") == "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
            if message.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
                self.problems.append(json.dumps(message["params"]))

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            read = os.read(self._in, 1 << 16)
            assert read, "the browser has gone"
            self._unread += read
        line, _, self._unread = self._unread.partition(b"\0")
        found: dict[str, Any] = json.loads(line)
        return found
