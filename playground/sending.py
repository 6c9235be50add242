"""Bot API methods that put messages into a chat."""

import re
import secrets
from collections.abc import Callable
from typing import Any

from playground import content
from playground.errors import bad_request
from playground.files import StoredFile, Upload
from playground.parameters import Call
from playground.people import Chat, JsonObject, Person
from playground.world import World, is_out

ALBUM = range(2, 11)
CONTENT_FIELDS = ("text", "entities", "photo", "document", "caption", "caption_entities")
MEDIA_FIELDS = frozenset(
    {"type", "media", "caption", "parse_mode", "caption_entities", "has_spoiler",
     "disable_content_type_detection"}
)  # fmt: skip
ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
     "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"}
)  # fmt: skip


def send_message(world: World, call: Call) -> JsonObject:
    return _send(world, call, lambda: content.message_text(call))


def send_photo(world: World, call: Call) -> JsonObject:
    return _send(
        world, call, lambda: photo(world, call.get("photo"), call, "photo") | content.message_caption(call)
    )


def send_document(world: World, call: Call) -> JsonObject:
    return _send(
        world,
        call,
        lambda: document(world, call.get("document"), call, "document") | content.message_caption(call),
    )


def _send(world: World, call: Call, make: Callable[[], JsonObject]) -> JsonObject:
    chat = world.chat(call["chat_id"])
    made = make()
    markup = content.reply_markup(call)
    reply = _reply(chat, call)
    world.reachable_chat(chat.id)
    world.spend(chat)
    return post(world, chat, made | reply, markup)


def post(world: World, chat: Chat, made: JsonObject, markup: JsonObject | None = None) -> JsonObject:
    """Put the bot's message into the chat: an inline keyboard stays with it, another is the chat's."""
    if markup and "inline_keyboard" in markup:
        made = made | {"reply_markup": markup}
    message = world.new_message(chat, world.bot, world.with_mentions(made))
    chat.unread += 1
    if markup and "inline_keyboard" not in markup:
        chat.fixed.add(message["message_id"])
        chat.reply_keyboard = markup if "keyboard" in markup else None
    world.keep_chat(chat)
    return message


def _reply(chat: Chat, call: Call) -> JsonObject:
    """What reply_parameters add to the message."""
    wanted = call.get("reply_parameters")
    if wanted is None:
        return {}
    message = chat.messages.get(wanted.get("message_id", 0))
    if message is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": without_reply(message)}


def without_reply(message: JsonObject) -> JsonObject:
    """A message as it is quoted in another: Telegram shows one level."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def _sent_file(world: World, value: Any, call: Call, field: str) -> Upload | StoredFile:  # noqa: ANN401 - JSON
    """The upload, or the file known by its id, that a parameter means."""
    if field in call.files and not value:
        return _checked_upload(call.files[field])
    if isinstance(value, str) and value.startswith("attach://"):
        upload = call.files.get(value.removeprefix("attach://"))
        if upload is None:
            raise bad_request(f"wrong file identifier/HTTP URL specified: {value} isn't in the request")
        return _checked_upload(upload)
    if isinstance(value, str) and re.match("https?://", value):
        raise bad_request("failed to get HTTP URL content")
    known = world.files.by_id(str(value))
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return known


def _checked_upload(upload: Upload) -> Upload:
    if not upload.content:
        raise bad_request("file must be non-empty")
    return upload


def photo(world: World, value: Any, call: Call, field: str) -> JsonObject:  # noqa: ANN401 - JSON
    sent = _sent_file(world, value, call, field)
    if isinstance(sent, Upload):
        return {"photo": world.files.add_photo(sent.content)}
    if sent.kind != "photo":
        raise bad_request("can't use file of type Document as Photo")
    return {"photo": world.files.photo_again(sent)}


def document(world: World, value: Any, call: Call, field: str) -> JsonObject:  # noqa: ANN401 - JSON
    sent = _sent_file(world, value, call, field)
    if isinstance(sent, Upload):
        return {"document": world.files.add_document(sent)}
    if sent.kind != "document":
        raise bad_request("can't use file of type Photo as Document")
    return {"document": sent.document()}


def input_media(world: World, item: Any, call: Call) -> JsonObject:  # noqa: ANN401 - JSON
    """The content that an InputMediaPhoto or InputMediaDocument stands for, caption included."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    if unknown := item.keys() - MEDIA_FIELDS:
        raise bad_request(f'can\'t parse InputMedia: unknown field "{min(unknown)}"')
    makers = {"photo": photo, "document": document}
    maker = makers.get(item.get("type", ""))
    if maker is None:
        raise bad_request("can't parse InputMedia: media type not supported")
    if not item.get("media"):
        raise bad_request("can't parse InputMedia: media not found")
    return maker(world, item["media"], call, "") | content.message_caption(item)


def send_media_group(world: World, call: Call) -> list[JsonObject]:
    chat = world.chat(call["chat_id"])
    items = call["media"]
    if not isinstance(items, list) or not items:
        raise bad_request("there are no messages to send")
    if len(items) not in ALBUM:
        raise bad_request(
            "too many messages to send as an album" if len(items) > 1 else "an album has 2 to 10 items"
        )
    if len({item.get("type") for item in items if isinstance(item, dict)}) > 1:
        raise bad_request("document can't be mixed with other media types")
    made = [input_media(world, item, call) for item in items]
    reply = _reply(chat, call)
    world.reachable_chat(chat.id)
    world.spend(chat, len(made))
    group = {"media_group_id": new_media_group_id()}
    return [post(world, chat, one | group | reply) for one in made]


def new_media_group_id() -> str:
    return str(10**16 + secrets.randbelow(10**16))


def copy_message(world: World, call: Call) -> JsonObject:
    chat, source = _source(world, call, "copy")
    made = {name: source[name] for name in CONTENT_FIELDS if name in source}
    if "caption" in call.values and "text" not in made:
        made.pop("caption", None)
        made.pop("caption_entities", None)
        made |= content.message_caption(call)
    markup = content.reply_markup(call)
    reply = _reply(chat, call)
    world.spend(chat)
    return {"message_id": post(world, chat, made | reply, markup)["message_id"]}


def forward_message(world: World, call: Call) -> JsonObject:
    chat, source = _source(world, call, "forward")
    made = {name: source[name] for name in CONTENT_FIELDS if name in source}
    origin = {"type": "user", "sender_user": source["from"], "date": source["date"]}
    world.spend(chat)
    return post(world, chat, made | {"forward_origin": source.get("forward_origin", origin)})


def _source(world: World, call: Call, purpose: str) -> tuple[Chat, JsonObject]:
    chat = world.chat(call["chat_id"])
    source = world.chat(call["from_chat_id"]).messages.get(call["message_id"])
    if source is None:
        raise bad_request(f"message to {purpose} not found")
    return world.reachable_chat(chat.id), source


def send_chat_action(world: World, call: Call) -> bool:
    world.reachable_chat(call["chat_id"])
    if call["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def read_by_person(world: World, person: Person) -> None:
    """The person has looked at the chat."""
    chat = world.chats[person.id]
    if chat.unread:
        chat.unread = 0
        world.keep_chat(chat)


def own_message(chat: Chat, message_id: int, purpose: str) -> JsonObject:
    """A message of the bot's own that it may edit. Raises ApiError 400 with Telegram's reasons."""
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    if is_out(message) or "forward_origin" in message or message_id in chat.fixed:
        raise bad_request("message can't be edited")
    return message
