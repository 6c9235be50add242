"""Who is there: people with their private chats, and groups."""

from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Any

JsonObject = dict[str, Any]


@dataclass(slots=True)
class Person:
    """Someone with the app. `started`: has written to the bot; `blocked`: has blocked it."""

    id: int
    first_name: str
    last_name: str = ""
    note: str = ""
    username: str | None = None
    started: bool = False
    blocked: bool = False
    language_code: str = "ru"

    def user(self) -> JsonObject:
        """As the Bot API's User."""
        return {"id": self.id, "is_bot": False, **self._names(), "language_code": self.language_code}

    def chat(self) -> JsonObject:
        """As the Bot API's Chat."""
        return {"id": self.id, **self._names(), "type": "private"}

    def _names(self) -> JsonObject:
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {name: value for name, value in names.items() if value}

    def row(self) -> JsonObject:
        return asdict(self)


@dataclass(slots=True)
class Group:
    """A basic group or supergroup that the bot is a member of."""

    id: int
    title: str

    def chat(self) -> JsonObject:
        return {"id": self.id, "title": self.title, "type": "supergroup"}


@dataclass(slots=True)
class Chat:
    """The messages of one chat, as the Bot API's Message, oldest first, and what belongs to the chat."""

    owner: Person | Group
    messages: dict[int, JsonObject] = field(default_factory=dict)
    reply_keyboard: JsonObject | None = None
    unread: int = 0
    menu_button: JsonObject | None = None
    pinned: list[int] = field(default_factory=list)
    # Telegram refuses to edit a message that was sent with a reply keyboard or its removal.
    fixed: set[int] = field(default_factory=set)
    # What answered the last presses of buttons: shown for a moment, so not kept over a restart.
    toasts: deque[JsonObject] = field(default_factory=lambda: deque(maxlen=20))

    @property
    def id(self) -> int:
        return self.owner.id

    def row(self) -> JsonObject:
        return {
            "reply_keyboard": self.reply_keyboard,
            "unread": self.unread,
            "menu_button": self.menu_button,
            "pinned": self.pinned,
            "fixed": sorted(self.fixed),
        }

    def restore(self, row: JsonObject) -> None:
        self.reply_keyboard = row["reply_keyboard"]
        self.unread = row["unread"]
        self.menu_button = row["menu_button"]
        self.pinned = row["pinned"]
        self.fixed = set(row["fixed"])
