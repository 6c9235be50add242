"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import inspect
import re

from aiohttp import web

from playground import parameters
from playground.errors import ApiError
from playground.faults import Fault
from playground.files import Upload
from playground.methods import METHODS, Method
from playground.parameters import Call
from playground.store import dumps
from playground.world import World

TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


class BotApi:
    """Answers the bot's calls. `delay` seconds are added to each, as a network would."""

    def __init__(self, world: World, delay: float = 0.0) -> None:
        self._world = world
        self._delay = delay
        self.calls = 0

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token:[^/]+}/{method:[^/]+}", self.call),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self.file),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        self.calls += 1
        if self._delay:
            await asyncio.sleep(self._delay)
        try:
            method = self._method(request)
            raw, files = await parameters.read(request)
        except ApiError as failure:
            return _failed(failure)
        chat = raw.get("chat_id")
        fault = self._world.faults.take(method.name, None if chat is None else str(chat))
        if fault is not None:
            return await self._faulty(request, method, raw, files, fault)
        return await self._carried_out(method, raw, files)

    def _method(self, request: web.Request) -> Method:
        token = request.match_info["token"]
        method = METHODS.get(request.match_info["method"].lower())
        if not TOKEN.fullmatch(token):
            raise ApiError(404, "Not Found")
        if token != self._world.token:
            raise ApiError(401, "Unauthorized")
        if method is None:
            raise ApiError(404, "Not Found")
        return method

    async def _carried_out(
        self, method: Method, raw: dict[str, object], files: dict[str, Upload]
    ) -> web.Response:
        try:
            values = parameters.checked(raw, files, method.required, method.known)
            result = method.handler(self._world, Call(method.name, values, files))
            if inspect.isawaitable(result):
                result = await result
        except ApiError as failure:
            return _failed(failure)
        self._world.store.flush()
        body = result if isinstance(result, bytes) else dumps(result).encode()
        return web.Response(body=b'{"ok":true,"result":' + body + b"}", content_type="application/json")

    async def _faulty(
        self,
        request: web.Request,
        method: Method,
        raw: dict[str, object],
        files: dict[str, Upload],
        fault: Fault,
    ) -> web.StreamResponse:
        if fault.kind == "error":
            return _failed(ApiError(fault.code, fault.description, fault.parameters))
        if fault.kind == "delay":
            await asyncio.sleep(fault.seconds)
            return await self._carried_out(method, raw, files)
        if fault.kind == "silence":
            await asyncio.sleep(fault.seconds)
        if fault.kind == "drop":
            await self._carried_out(method, raw, files)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def file(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._world.token:
            return _failed(ApiError(401, "Unauthorized"))
        file = self._world.files.by_path(request.match_info["path"])
        fault = self._world.faults.take("file")
        if fault is not None and fault.kind == "delay":
            await asyncio.sleep(fault.seconds)
        elif fault is not None and fault.kind == "error":
            return _failed(ApiError(fault.code, fault.description, fault.parameters))
        elif fault is not None:
            if fault.kind == "silence":
                await asyncio.sleep(fault.seconds)
            return await _cut_short(request)
        if file is None:
            return _failed(ApiError(404, "Not Found"))
        return web.Response(body=self._world.files.content(file), content_type="application/octet-stream")


async def _cut_short(request: web.Request) -> web.StreamResponse:
    """Begin to answer, then drop the connection."""
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b"cut")
    if request.transport is not None:
        request.transport.abort()
    return response


def _failed(failure: ApiError) -> web.Response:
    answer: dict[str, object] = {"ok": False, "error_code": failure.code, "description": failure.description}
    if failure.parameters:
        answer["parameters"] = failure.parameters
    response = web.Response(text=dumps(answer), status=failure.code, content_type="application/json")
    if failure.parameters and "retry_after" in failure.parameters:
        response.headers["Retry-After"] = str(failure.parameters["retry_after"])
    return response
