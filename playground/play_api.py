"""The people's side over HTTP: what the chat page and the tests use. JSON; see `routes` for what there is."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.web_request import FileField

from playground import actions
from playground.clock import TurnableClock
from playground.errors import ApiError
from playground.faults import KINDS, Fault
from playground.files import Upload
from playground.people import JsonObject, Person
from playground.profile import commands_in_force
from playground.sending import read_by_person
from playground.shown import local_time, shown_message
from playground.store import dumps
from playground.world import World

PAGE = Path(__file__).with_name("page")
KEEP_ALIVE_SECONDS = 15.0
Turn = Callable[[datetime], Awaitable[None]]


class RefusedError(Exception):
    """A request of the page's that can't be done: answered with the status and {"error": message}."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class PlayApi:
    """`turn` takes the clock to a UTC time, with all the work that falls due on the way."""

    def __init__(self, world: World, clock: TurnableClock, zone: ZoneInfo, turn: Turn) -> None:
        self._world = world
        self._clock = clock
        self._zone = zone
        self._turn = turn
        self._turning = asyncio.Lock()

    def routes(self) -> list[web.RouteDef]:
        chat = "/play/chats/{id:[0-9]+}"
        return [
            web.get("/", self.page),
            web.get("/static/{name:[^/]+}", self.static),
            web.get("/play/state", self._json(self.state)),
            web.get(chat, self._json(self.chat)),
            web.post(f"{chat}/text", self._json(self.text)),
            web.post(f"{chat}/press", self._json(self.press)),
            web.post(f"{chat}/files", self._json(self.files)),
            web.post(f"{chat}/block", self._json(self.block)),
            web.post("/play/clock", self._json(self.clock)),
            web.post("/play/faults", self._json(self.add_fault)),
            web.delete("/play/faults", self._json(self.clear_faults)),
            web.post("/play/duplicate", self._json(self.duplicate)),
            web.get("/play/events", self.events),
            web.get("/play/files/{file_id}/{name:[^/]+}", self.file),
        ]

    def _json(
        self, handler: Callable[[web.Request], Awaitable[JsonObject]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            try:
                result, status = await handler(request), 200
            except RefusedError as refusal:
                result, status = {"error": str(refusal)}, refusal.status
            except actions.ImpossibleError as impossible:
                result, status = {"error": str(impossible)}, 409
            except ApiError as failure:
                result, status = {"error": failure.description}, failure.code
            self._world.store.flush()
            return web.Response(text=dumps(result), status=status, content_type="application/json")

        return answer

    # Looking

    async def page(self, _request: web.Request) -> web.StreamResponse:
        return _page_file("index.html")

    async def static(self, request: web.Request) -> web.StreamResponse:
        return _page_file(request.match_info["name"])

    async def state(self, _request: web.Request) -> JsonObject:
        bot = self._world.bot
        return {
            "now": local_time(self._clock(), self._zone),
            "bot": {name: bot[name] for name in ("id", "username", "first_name")},
            "people": [self._shown_person(person) for person in self._world.people.values()],
            "revision": self._world.revision,
        }

    def _shown_person(self, person: Person) -> JsonObject:
        names = ("id", "first_name", "last_name", "note", "started", "blocked")
        return {name: getattr(person, name) for name in names} | {
            "unread": self._world.chats[person.id].unread
        }

    async def chat(self, request: web.Request) -> JsonObject:
        """Looking at a chat reads it: nothing in it is unread afterwards."""
        person = self._person(request)
        read_by_person(self._world, person)
        chat = self._world.chats[person.id]
        return {
            "messages": [shown_message(message, self._zone) for message in chat.messages.values()],
            "reply_keyboard": chat.reply_keyboard,
            "commands": commands_in_force(self._world, person),
            "toasts": list(chat.toasts),
            "revision": self._world.revision,
        }

    async def file(self, request: web.Request) -> web.StreamResponse:
        file = self._world.files.by_id(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        headers = {"Cache-Control": "max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
        if file.kind == "photo":
            kind = "image/jpeg"
        else:
            kind = file.mime_type or "application/octet-stream"
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=self._world.files.content(file), headers=headers | {"Content-Type": kind})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-Sent Events until the page or the server goes away."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        )
        await response.prepare(request)
        queue: asyncio.Queue[JsonObject] = asyncio.Queue()
        self._world.watchers.add(queue)
        try:
            await response.write(_event({"revision": self._world.revision, "chat": None}))
            while (event := await _next_event(queue)) != STOPPED:
                await response.write(_event(event) if event else b": still here\n\n")
        except ConnectionResetError:
            pass
        finally:
            self._world.watchers.discard(queue)
        return response

    # Doing

    async def text(self, request: web.Request) -> JsonObject:
        body = await _body(request)
        message = actions.write(self._world, self._person(request), _text(body, "text"), body.get("reply_to"))
        return {"message_id": message["message_id"]}

    async def press(self, request: web.Request) -> JsonObject:
        body = await _body(request)
        message_id = body.get("message_id")
        if not isinstance(message_id, int):
            raise RefusedError(400, "message_id must be a number")
        return {
            "callback_query_id": actions.press(
                self._world, self._person(request), message_id, _text(body, "data")
            )
        }

    async def files(self, request: web.Request) -> JsonObject:
        person = self._person(request)
        form = await request.post()
        uploads = [
            Upload(part.filename, part.content_type, part.file.read())
            for part in form.getall("files", [])
            if isinstance(part, FileField)
        ]
        reply_to = str(form.get("reply_to", ""))
        messages = actions.send_files(
            self._world,
            person,
            uploads,
            str(form.get("caption", "")),
            as_photo=form.get("as_photo") == "1",
            reply_to=int(reply_to) if reply_to.isdecimal() else None,
        )
        return {"message_ids": [message["message_id"] for message in messages]}

    async def block(self, request: web.Request) -> JsonObject:
        blocked = (await _body(request)).get("blocked")
        if not isinstance(blocked, bool):
            raise RefusedError(400, "blocked must be true or false")
        actions.block(self._world, self._person(request), blocked=blocked)
        return {"blocked": blocked}

    async def clock(self, request: web.Request) -> JsonObject:
        """One turn at a time; never back, for the bot's record would come out of order."""
        async with self._turning:
            target = self._target(await _body(request))
            if target < self._clock():
                raise RefusedError(400, "the clock can't be turned back")
            await self._turn(target)
        self._world.changed(None)
        return {"now": local_time(self._clock(), self._zone)}

    def _target(self, body: JsonObject) -> datetime:
        """The UTC time meant. A day alone keeps the hour that the clock shows."""
        local = self._clock().astimezone(self._zone)
        try:
            if "to" not in body:
                step = timedelta(days=body.get("days", 0), hours=body.get("hours", 0))
                return (local + step).astimezone(ZoneInfo("UTC"))
            moment = datetime.fromisoformat(body["to"])
            if len(body["to"]) == len("YYYY-MM-DD"):
                moment = datetime.combine(date.fromisoformat(body["to"]), local.time())
        except (TypeError, ValueError, OverflowError) as failure:
            raise RefusedError(400, f"not a time: {failure}") from failure
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=self._zone)
        return moment.astimezone(ZoneInfo("UTC"))

    async def add_fault(self, request: web.Request) -> JsonObject:
        body = await _body(request)
        if body.get("kind") not in KINDS:
            raise RefusedError(400, f"kind must be one of {', '.join(KINDS)}")
        try:
            fault: JsonObject = {"method": "*"} | body
            self._world.faults.add(Fault(**fault))
        except TypeError as failure:
            raise RefusedError(400, str(failure)) from failure
        return {"planned": len(self._world.faults.planned)}

    async def clear_faults(self, _request: web.Request) -> JsonObject:
        self._world.faults.clear()
        return {"planned": 0}

    async def duplicate(self, request: web.Request) -> JsonObject:
        try:
            return {"update_id": self._world.updates.duplicate((await _body(request)).get("update_id"))}
        except KeyError:
            raise RefusedError(404, "there is no such update") from None

    def _person(self, request: web.Request) -> Person:
        person = self._world.people.get(int(request.match_info["id"]))
        if person is None:
            raise RefusedError(404, "there is no such person")
        return person


STOPPED: JsonObject = {"stopped": True}


async def _next_event(queue: asyncio.Queue[JsonObject]) -> JsonObject | None:
    try:
        return await asyncio.wait_for(queue.get(), KEEP_ALIVE_SECONDS)
    except TimeoutError:
        return None


def _event(event: JsonObject) -> bytes:
    return f"data: {dumps(event)}\n\n".encode()


async def _body(request: web.Request) -> JsonObject:
    raw = await request.text()
    try:
        body = json.loads(raw or "{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise RefusedError(400, "a JSON object is expected")
    return body


def _text(body: JsonObject, name: str) -> str:
    value: Any = body.get(name)
    if not isinstance(value, str):
        raise RefusedError(400, f"{name} must be a string")
    return value


def _page_file(name: str) -> web.StreamResponse:
    path = PAGE / name
    if path.parent != PAGE or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})
