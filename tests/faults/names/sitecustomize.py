"""Stands in for the name service of a program under test, which imports this by itself when it starts.

A name that ends in .test is this machine once a file of that name lies in the folder KURATOR_TEST_NAMES;
until then it can't be found, as when the DNS is down. All other names are asked for as ever. uvloop asks past
Python, so the program does without it here.
"""

import os
import socket
import sys
from pathlib import Path
from typing import Any

_ask = socket.getaddrinfo
_known = Path(os.environ["KURATOR_TEST_NAMES"])


def _answer(host: Any, *more: Any, **named: Any) -> Any:  # noqa: ANN401 -- whatever getaddrinfo takes
    if isinstance(host, str) and host.endswith(".test"):
        if not (_known / host).exists():
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        host = "127.0.0.1"
    return _ask(host, *more, **named)


socket.getaddrinfo = _answer
sys.modules["uvloop"] = None  # type: ignore[assignment]  # Python's own way to say that there is none
