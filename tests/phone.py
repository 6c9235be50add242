"""A person's phone: the chat with the bot as the person sees it, over the playground's own HTTP API."""

import base64
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urljoin

import httpx

Message = dict[str, Any]
Drain = Callable[[], Awaitable[object]]
TIMEOUT = 60.0


class Phone:
    """`await phone.sends("/start")`, `await phone.presses("Сдать")`, `await phone.sees("Добрый день")`.

    Every action awaits `drain` afterwards, so that the bot has done its work when it returns. What is "new"
    is what the bot sent or edited since the phone last looked with `sees`, `sees_all` or `sees_nothing`.
    """

    def __init__(self, playground_url: str, person_id: int, drain: Drain | None = None) -> None:
        self.person_id = person_id
        self._url = playground_url.rstrip("/")
        self._chat = f"{self._url}/play/chats/{person_id}"
        self._drain = drain
        self.seen: dict[int, tuple[str, object]] = {}

    # Doing

    async def sends(self, text: str, *, reply_to: int | None = None) -> int:
        """Write `text`; the message's id."""
        body = {"text": text} | ({"reply_to": reply_to} if reply_to is not None else {})
        return int((await self._post("text", json=body))["message_id"])

    async def presses(self, label: str, *, in_message: Message | int | None = None) -> None:
        """Press the button whose text is, or else contains, `label`, under the newest message with one.

        A link to the bot itself (`https://t.me/…?start=…`) is followed; a reply keyboard's sends its text.
        """
        chat = await self._look()
        wanted = in_message["message_id"] if isinstance(in_message, dict) else in_message
        messages = [one for one in chat["messages"] if wanted in (None, one["message_id"])]
        found = _button(messages, label)
        if found is not None:
            await self._press(*found)
        elif in_message is None and (text := _reply_button(chat["reply_keyboard"], label)):
            await self.sends(text)
        else:
            raise AssertionError(f"There is no button {label!r}.\n\n{self._picture(chat)}")

    async def _press(self, message: Message, button: dict[str, Any]) -> None:
        link = re.fullmatch(
            r"(?:https://t\.me/|tg://resolve\?domain=)\w+[?&]start=([\w-]+)", button.get("url", "")
        )
        if link:
            await self.sends(f"/start {link[1]}")
        elif "callback_data" in button:
            await self._post(
                "press", json={"message_id": message["message_id"], "data": button["callback_data"]}
            )
        else:
            raise AssertionError(f"The button {button['text']!r} only opens {button.get('url')!r}.")

    async def presses_again(self, message: Message | int, data: str) -> None:
        """Press by callback data, as a double tap or an old device does."""
        message_id = message["message_id"] if isinstance(message, dict) else message
        await self._post("press", json={"message_id": message_id, "data": data})

    async def sends_photo(
        self,
        content: bytes | Sequence[bytes] | None = None,
        caption: str | None = None,
        *,
        reply_to: Message | None = None,
    ) -> list[int]:
        """Send a picture, or several as an album; the messages' ids."""
        pictures = [content] if isinstance(content, bytes) else list(content or [TINY_PHOTO])
        parts = [(f"photo{number}.jpg", picture, "image/jpeg") for number, picture in enumerate(pictures)]
        return await self._send_files(parts, caption, as_photo="1", reply_to=reply_to)

    async def sends_file(
        self, content: bytes, name: str, mime: str | None = None, caption: str | None = None
    ) -> list[int]:
        """Send a document; the messages' ids (one)."""
        return await self._send_files(
            [(name, content, mime or "application/octet-stream")], caption, as_photo="0"
        )

    async def sends_files(self, files: Sequence[tuple[str, bytes]], caption: str | None = None) -> list[int]:
        """Send several documents (name, bytes) as one album."""
        parts = [(name, content, "application/octet-stream") for name, content in files]
        return await self._send_files(parts, caption, as_photo="0")

    async def _send_files(
        self,
        parts: Sequence[tuple[str, bytes, str]],
        caption: str | None,
        as_photo: str,
        reply_to: Message | None = None,
    ) -> list[int]:
        data = {"as_photo": as_photo} | ({"caption": caption} if caption else {})
        if reply_to is not None:
            data["reply_to"] = str(reply_to["message_id"])
        sent = await self._post("files", data=data, files=[("files", part) for part in parts])
        return [int(one) for one in sent["message_ids"]]

    async def repeats(self) -> None:
        """The newest update of the bot, whoever's it is, is delivered once more under its old number."""
        async with _client() as client:
            (await client.post(f"{self._url}/play/duplicate", json={})).raise_for_status()
        if self._drain is not None:
            await self._drain()

    async def blocks(self) -> None:
        await self._post("block", json={"blocked": True})

    async def unblocks(self) -> None:
        await self._post("block", json={"blocked": False})

    # Looking

    async def messages(self) -> list[Message]:
        """All messages, the oldest first; see the play API for their fields."""
        return list((await self._look())["messages"])

    async def last(self) -> Message:
        """The bot's newest message."""
        chat = await self._look()
        mine = [message for message in chat["messages"] if not message["out"]]
        assert mine, f"The bot has said nothing.\n\n{self._picture(chat)}"
        newest: Message = mine[-1]
        return newest

    async def sees(self, fragment: str) -> Message:
        """The newest with `fragment` in its text, of what is new since the last look; all is seen then."""
        chat = await self._look()
        fresh = self._fresh(chat)
        for message in reversed(fresh):
            if fragment in message["text"]:
                return message
        raise AssertionError(f"Nothing new says {fragment!r}.\n\n{self._picture(chat, fresh)}")

    async def sees_all(self) -> list[Message]:
        """What is new since the last look, the oldest first; all is seen then."""
        return self._fresh(await self._look())

    async def sees_toast(self, fragment: str) -> None:
        """The last button pressed was answered with a toast that says `fragment`."""
        chat = await self._look()
        texts = [str(toast["text"]) for toast in chat["toasts"]]
        said = texts[-1] if texts else ""
        assert fragment in said, f"No toast {fragment!r}, only {texts}.\n\n{self._picture(chat)}"

    async def sees_nothing(self) -> None:
        """Nothing is new since the last look."""
        chat = await self._look()
        fresh = self._fresh(chat)
        assert not fresh, f"There is something new.\n\n{self._picture(chat, fresh)}"

    async def buttons(self, message: Message | int | None = None) -> list[str]:
        """The labels under that message, or under the newest of the bot's messages that has any."""
        wanted = message["message_id"] if isinstance(message, dict) else message
        for one in reversed(await self.messages()):
            if one["inline_keyboard"] and wanted in (None, one["message_id"]):
                return [button["text"] for row in one["inline_keyboard"] for button in row]
        return []

    async def reply_buttons(self) -> list[str]:
        keyboard = (await self._look())["reply_keyboard"]
        return [button["text"] for row in keyboard["keyboard"] for button in row] if keyboard else []

    async def commands(self) -> list[str]:
        """The commands that the menu offers, without the slash."""
        return [command["command"] for command in (await self._look())["commands"]]

    async def downloads(self, message: Message) -> bytes:
        """The bytes of a message's photo (largest size) or document."""
        url = message["photo"] or message["document"]["url"]
        async with _client() as client:
            answer = await client.get(urljoin(self._url, url))
        return answer.raise_for_status().content

    async def chat(self) -> str:
        """The whole chat as readable lines."""
        return self._picture(await self._look())

    # Within

    async def _look(self) -> dict[str, Any]:
        async with _client() as client:
            answer = await client.get(self._chat)
        chat: dict[str, Any] = answer.raise_for_status().json()
        return chat

    async def _post(self, action: str, **content: Any) -> dict[str, Any]:  # noqa: ANN401 - httpx's own arguments
        async with _client() as client:
            answer = await client.post(f"{self._chat}/{action}", **content)
        result = dict(answer.json())
        assert answer.is_success, f"The app refuses: {result.get('error')}"
        if self._drain is not None:
            await self._drain()
        return result

    def _fresh(self, chat: dict[str, Any]) -> list[Message]:
        """The bot's messages that are new or changed since the last look."""
        mine = [message for message in chat["messages"] if not message["out"]]
        fresh = [message for message in mine if self.seen.get(message["message_id"]) != _looks(message)]
        self.seen = {message["message_id"]: _looks(message) for message in mine}
        return fresh

    def _picture(self, chat: dict[str, Any], fresh: Sequence[Message] = ()) -> str:
        new = {message["message_id"] for message in fresh}
        lines = [_line(message, message["message_id"] in new) for message in chat["messages"][-20:]]
        return f"The chat of {self.person_id}:\n" + "\n".join(lines or ["(empty)"])


TINY_PHOTO = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4z"
    "NDL/wAALCAABAAEBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJx"
    "FDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZ"
    "mqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APn+v//Z"
)


def _client() -> httpx.AsyncClient:
    """For one request: nothing is left open, and no certificates are read for plain HTTP."""
    return httpx.AsyncClient(timeout=TIMEOUT, verify=False, trust_env=False)  # noqa: S501 - plain HTTP to this machine


def _looks(message: Message) -> tuple[str, object]:
    return message["text"], message["inline_keyboard"]


def _button(messages: Sequence[Message], label: str) -> tuple[Message, dict[str, Any]] | None:
    """The newest message's button of that text; failing that, the newest that contains it."""
    for fits in (lambda text: text == label, lambda text: label in text):
        for message in reversed(messages):
            for row in message["inline_keyboard"] or []:
                for button in row:
                    if fits(button["text"]):
                        return message, button
    return None


def _reply_button(keyboard: dict[str, Any] | None, label: str) -> str | None:
    texts = [str(button["text"]) for row in keyboard["keyboard"] for button in row] if keyboard else []
    exact = [text for text in texts if text == label]
    return next(iter(exact or [text for text in texts if label in text]), None)


def _line(message: Message, new: bool) -> str:
    who = "person" if message["out"] else "   bot"
    what = [message["text"]] if message["text"] else []
    if message["photo"]:
        what.append("[photo]")
    if message["document"]:
        what.append(f"[{message['document']['file_name']}]")
    what += [" ".join(f"[{button['text']}]" for button in row) for row in message["inline_keyboard"] or []]
    text = "\n          ".join("\n".join(what).splitlines())
    return f"{'*' if new else ' '}{who} {message['message_id']}: {text}"
