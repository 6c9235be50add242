"""Bot API methods that change, remove or pin what was sent, and answer a press."""

from typing import Any

from playground import content
from playground.errors import bad_request
from playground.parameters import Call
from playground.people import Chat, JsonObject, Person
from playground.sending import input_media, own_message
from playground.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)
DELETABLE_SECONDS = 48 * 3600
MAX_DELETED = 100
MAX_TOAST = 200
BODY = ("text", "entities", "caption", "caption_entities", "photo", "document")


def edit_message_text(world: World, call: Call) -> JsonObject:
    chat, message = _editable(world, call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, chat, message, content.message_text(call), call)


def edit_message_caption(world: World, call: Call) -> JsonObject:
    chat, message = _editable(world, call)
    media = {name: message[name] for name in ("photo", "document") if name in message}
    if not media:
        raise bad_request("there is no caption in the message to edit")
    return _edit(world, chat, message, media | content.message_caption(call, edited=True), call)


def edit_message_media(world: World, call: Call) -> JsonObject:
    chat, message = _editable(world, call)
    return _edit(world, chat, message, input_media(world, call["media"], call), call)


def edit_message_reply_markup(world: World, call: Call) -> JsonObject:
    chat, message = _editable(world, call)
    return _edit(world, chat, message, {name: message[name] for name in BODY if name in message}, call)


def _editable(world: World, call: Call) -> tuple[Chat, JsonObject]:
    chat = world.reachable_chat(call["chat_id"])
    return chat, own_message(chat, call["message_id"], "edit")


def _edit(world: World, chat: Chat, message: JsonObject, body: JsonObject, call: Call) -> JsonObject:
    """Put `body` and the call's keyboard in place of the message's; no keyboard in the call takes it away."""
    markup = content.reply_markup(call, inline_only=True)
    body = world.with_mentions(body)
    after = body | ({"reply_markup": markup} if markup else {})
    before = {name: message[name] for name in (*BODY, "reply_markup") if name in message}
    if _comparable(after) == _comparable(before):
        raise bad_request(NOT_MODIFIED)
    for name in before:
        del message[name]
    message |= after
    if body != {name: before[name] for name in BODY if name in before}:
        message["edit_date"] = world.now()
    world.keep_message(chat, message)
    return message


def _comparable(body: JsonObject) -> JsonObject:
    """Files count as the same when their bytes are."""
    document = body.get("document")
    photo = body.get("photo")
    same: JsonObject = {}
    if document:
        same["document"] = document["file_unique_id"]
    if photo:
        same["photo"] = photo[-1]["file_unique_id"]
    return body | same


def delete_message(world: World, call: Call) -> bool:
    chat = world.chat(call["chat_id"])
    message = chat.messages.get(call["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if world.now() - message["date"] > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    world.remove_message(chat, call["message_id"])
    return True


def delete_messages(world: World, call: Call) -> bool:
    chat = world.chat(call["chat_id"])
    ids = call["message_ids"]
    if not isinstance(ids, list) or not all(isinstance(one, int) for one in ids):
        raise bad_request("can't parse message identifiers JSON array")
    if not 1 <= len(ids) <= MAX_DELETED:
        raise bad_request(
            "too many message identifiers specified" if ids else "message identifiers are not specified"
        )
    for message_id in ids:
        message = chat.messages.get(message_id)
        if message is not None and world.now() - message["date"] <= DELETABLE_SECONDS:
            world.remove_message(chat, message_id)
    return True


def pin_chat_message(world: World, call: Call) -> bool:
    chat = world.chat(call["chat_id"])
    if call["message_id"] not in chat.messages:
        raise bad_request("message to pin not found")
    if call["message_id"] not in chat.pinned:
        chat.pinned.append(call["message_id"])
        world.keep_chat(chat)
    return True


def unpin_chat_message(world: World, call: Call) -> bool:
    chat = world.chat(call["chat_id"])
    wanted = call.get("message_id", chat.pinned[-1] if chat.pinned else 0)
    if wanted not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(wanted)
    world.keep_chat(chat)
    return True


def answer_callback_query(world: World, call: Call) -> bool:
    text = call.get("text", "")
    if len(text) > MAX_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    press = world.take_press(call["callback_query_id"])
    toast = {
        "chat": press.person_id,
        "callback_query_id": call["callback_query_id"],
        "text": text,
        "alert": call.get("show_alert", False),
    }
    if text:
        world.chats[press.person_id].toasts.append(toast)
    world.tell({"toast": toast})
    return True


def chat_pinned(chat: Chat) -> dict[str, Any]:
    last = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
    return {"pinned_message": last} if last else {}


def get_chat(world: World, call: Call) -> JsonObject:
    chat = world.chat(call["chat_id"])
    if isinstance(chat.owner, Person) and not chat.owner.started:
        raise bad_request("chat not found")
    return {
        **chat.owner.chat(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
        **chat_pinned(chat),
    }


def get_chat_member(world: World, call: Call) -> JsonObject:
    chat = world.chat(call["chat_id"])
    if call["user_id"] == world.bot["id"]:
        return {"user": world.bot, "status": "member"}
    person = world.people.get(call["user_id"])
    if person is None or (isinstance(chat.owner, Person) and chat.owner is not person):
        raise bad_request("member not found")
    return {"user": person.user(), "status": "member"}
