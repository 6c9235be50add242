"""What stands before the replicas: a request goes to the next of them that answers."""

import itertools
import socket
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

ANSWER_SECONDS = 2


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class Balancer:
    """`taken`: how many requests the replica at a port has answered with 200."""

    def __init__(self, ports: list[int]) -> None:
        self.ports = ports
        self.url = ""
        self.taken: Counter[int] = Counter()
        self._turns = itertools.count()

    async def forward(self, request: web.Request) -> web.Response:
        body, turn = await request.read(), next(self._turns)
        for step in range(len(self.ports)):
            port = self.ports[(turn + step) % len(self.ports)]
            status = await _status(port, request, body)
            if status == 200:
                self.taken[port] += 1
                return web.Response()
        return web.Response(status=502)


async def _status(port: int, request: web.Request, body: bytes) -> int | None:
    """None when nobody answers there in time."""
    timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
    url = f"http://127.0.0.1:{port}{request.path}"
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(url, data=body, headers=request.headers) as answer,
        ):
            return answer.status
    except (aiohttp.ClientError, TimeoutError):
        return None


@asynccontextmanager
async def balanced(ports: list[int]) -> AsyncIterator[Balancer]:
    balancer = Balancer(ports)
    app = web.Application()
    app.router.add_post("/{path:.*}", balancer.forward)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    balancer.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield balancer
    finally:
        await runner.cleanup()
