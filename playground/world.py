"""The playground's state: the bot, the people, the chats and what was sent."""

import asyncio
import itertools
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from playground.errors import ApiError, bad_request
from playground.faults import Faults
from playground.files import Files
from playground.limits import SendLimits
from playground.people import Chat, Group, JsonObject, Person
from playground.store import Store
from playground.updates import Updates

# How long a press may wait for its answer. Telegram doesn't say; in practice it is about a minute.
CALLBACK_TIMEOUT = 60.0
MAX_CALLBACKS = 10_000


@dataclass(slots=True)
class Press:
    """A button pressed, not yet answered."""

    person_id: int
    at: float


class World:
    """What the Bot API and the people's side share. Changes are noted in `store` until it is flushed."""

    def __init__(self, clock: Callable[[], datetime], username: str, token: str, data: Path | None) -> None:
        self.clock = clock
        self.store = Store(data)
        self.updates = Updates(self.store)
        self.files = Files(self.store)
        self.faults = Faults()
        self.limits: SendLimits | None = SendLimits()
        self.token = token
        self.bot: JsonObject = {
            "id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Kurator", "username": username,
        }  # fmt: skip
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.commands: dict[str, list[JsonObject]] = {}
        self.about: dict[str, str] = {}
        self.menu_button: JsonObject | None = None
        self.revision = 0
        self.watchers: set[asyncio.Queue[JsonObject]] = set()
        self._last_message_id = 0
        self._load()

    def _load(self) -> None:
        for _, row in self.store.rows("person"):
            self._enter(Person(**row))
        for _, row in self.store.rows("group"):
            self._enter(Group(**row))
        for key, row in self.store.rows("chat"):
            self.chats[int(key)].restore(row)
        messages = (row for _, row in self.store.rows("message"))
        for message in sorted(messages, key=lambda row: row["message_id"]):
            self.chats[message["chat"]["id"]].messages[message["message_id"]] = message
        self.commands.update(self.store.rows("commands"))
        self.about.update(self.store.rows("about"))
        meta = dict(self.store.rows("meta"))
        self._last_message_id = meta.get("last_message_id", 0)
        self.menu_button = meta.get("menu_button")

    def _enter(self, owner: Person | Group) -> None:
        self.chats[owner.id] = Chat(owner)
        if isinstance(owner, Person):
            self.people[owner.id] = owner

    # People

    def add_person(self, person: Person) -> Person:
        """Enter someone, or give the names anew to who is there already."""
        known = self.people.get(person.id)
        if known is None:
            self._enter(person)
            known = person
        else:
            known.started |= person.started
            known.first_name, known.last_name = person.first_name, person.last_name
            known.note, known.username = person.note, person.username
        self.keep_person(known)
        return known

    def add_group(self, group_id: int, title: str) -> None:
        if group_id not in self.chats:
            group = Group(group_id, title)
            self._enter(group)
            self.store.put("group", group_id, {"id": group_id, "title": title})

    def keep_person(self, person: Person) -> None:
        self.store.put("person", person.id, person.row())
        self.changed(None)

    # Chats

    def chat(self, chat_id: int | str) -> Chat:
        """The chat that the bot means. Raises ApiError 400 when there is none."""
        if isinstance(chat_id, str):
            wanted = chat_id[1:].lower()
            names = (person for person in self.people.values() if (person.username or "").lower() == wanted)
            person = next(names, None)
            chat_id = person.id if person else 0
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def reachable_chat(self, chat_id: int | str) -> Chat:
        """The chat, if the bot may write to it. Raises ApiError 403 when it may not."""
        chat = self.chat(chat_id)
        if isinstance(chat.owner, Person):
            if chat.owner.blocked:
                raise ApiError(403, "Forbidden: bot was blocked by the user")
            if not chat.owner.started:
                raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        return chat

    def spend(self, chat: Chat, messages: int = 1) -> None:
        if self.limits is not None:
            self.limits.spend(chat.id, messages)

    def now(self) -> int:
        return int(self.clock().timestamp())

    def new_message(self, chat: Chat, sender: JsonObject, content: JsonObject) -> JsonObject:
        """Put a message into the chat and return it, as the Bot API's Message."""
        self._last_message_id += 1
        message = {
            "message_id": self._last_message_id,
            "from": sender,
            "chat": chat.owner.chat(),
            "date": self.now(),
            **content,
        }
        chat.messages[self._last_message_id] = message
        self.store.put("meta", "last_message_id", self._last_message_id)
        self.keep_message(chat, message)
        return message

    def with_mentions(self, content: JsonObject) -> JsonObject:
        """`content` with the people that tg://user?id=… mentions; Telegram drops a mention of a stranger."""
        found = dict(content)
        for key in ("entities", "caption_entities"):
            if any("user_id" in entity for entity in content.get(key, ())):
                known = [self._mention(entity) for entity in content[key]]
                found[key] = [entity for entity in known if entity is not None]
        return found

    def _mention(self, entity: JsonObject) -> JsonObject | None:
        if "user_id" not in entity:
            return entity
        person = self.people.get(entity["user_id"])
        rest = {name: value for name, value in entity.items() if name != "user_id"}
        return rest | {"user": person.user()} if person else None

    def keep_message(self, chat: Chat, message: JsonObject) -> None:
        self.store.put("message", f"{chat.id}:{message['message_id']}", message)
        self.changed(chat.id)

    def remove_message(self, chat: Chat, message_id: int) -> None:
        del chat.messages[message_id]
        self.store.put("message", f"{chat.id}:{message_id}", None)
        self.changed(chat.id)

    def keep_chat(self, chat: Chat) -> None:
        self.store.put("chat", chat.id, chat.row())
        self.changed(chat.id)

    # Presses

    def new_press(self, person_id: int) -> str:
        press_id = str(secrets.randbits(62))
        self.presses[press_id] = Press(person_id, time.monotonic())
        for stale in list(itertools.islice(self.presses, max(0, len(self.presses) - MAX_CALLBACKS))):
            del self.presses[stale]
        return press_id

    def take_press(self, press_id: str) -> Press:
        """The press to answer, once and in time. Raises ApiError 400 otherwise."""
        press = self.presses.pop(press_id, None)
        if press is None or time.monotonic() - press.at > CALLBACK_TIMEOUT:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return press

    # Watching

    def changed(self, chat_id: int | None) -> None:
        self.revision += 1
        if self.watchers:
            self.tell({"revision": self.revision, "chat": chat_id})

    def tell(self, event: JsonObject) -> None:
        for watcher in self.watchers:
            watcher.put_nowait(event)


def is_out(message: dict[str, Any]) -> bool:
    """Whether the person wrote it, and not the bot."""
    return not message["from"]["is_bot"]
