"""What people do in their app: write, press, send files, block. Each becomes an update for the bot."""

from collections.abc import Sequence

from playground import content
from playground.files import Upload
from playground.markup import utf16_length
from playground.people import Chat, JsonObject, Person
from playground.sending import new_media_group_id, without_reply
from playground.world import World

ALBUM_LIMIT = 10


class ImpossibleError(Exception):
    """The app wouldn't let the person do this; the message says why."""


def write(world: World, person: Person, text: str, reply_to: int | None = None) -> JsonObject:
    """A text message. /start also unblocks the bot, as the app's «Restart» does."""
    if text.startswith("/start"):
        block(world, person, blocked=False)
    said = content.person_text(text)
    if not said["text"]:
        raise ImpossibleError("the message is empty")
    if utf16_length(said["text"]) > content.MAX_TEXT:
        raise ImpossibleError("the message is too long")
    chat = _open_chat(world, person)
    message = _sent(world, person, said | _quoted(chat, reply_to))
    if chat.reply_keyboard and chat.reply_keyboard.get("one_time_keyboard"):
        chat.reply_keyboard = None
        world.keep_chat(chat)
    return message


def send_files(
    world: World,
    person: Person,
    uploads: Sequence[Upload],
    caption: str = "",
    *,
    as_photo: bool = False,
    reply_to: int | None = None,
) -> list[JsonObject]:
    """Photos or documents; several are one album, the caption at the first. ApiError for what is no photo."""
    if not 1 <= len(uploads) <= ALBUM_LIMIT:
        raise ImpossibleError("an album has 1 to 10 files")
    quoted = _quoted(_open_chat(world, person), reply_to)
    files = world.files
    made = [
        {"photo": files.add_photo(one.content, scaled_by_app=True)}
        if as_photo
        else {"document": files.add_document(one)}
        for one in uploads
    ]
    if caption.strip():
        made[0] |= content.person_text(caption, "caption")
    group = {"media_group_id": new_media_group_id()} if len(made) > 1 else {}
    return [_sent(world, person, one | group | quoted) for one in made]


def press(world: World, person: Person, message_id: int, data: str) -> str:
    """A button of an inline keyboard; returns the callback query's id."""
    message = _open_chat(world, person).messages.get(message_id)
    if message is None:
        raise ImpossibleError("there is no such message")
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    if not any(button.get("callback_data") == data for row in rows for button in row):
        raise ImpossibleError("the message has no such button")
    press_id = world.new_press(person.id)
    query = {
        "id": press_id,
        "from": person.user(),
        "message": message,
        "chat_instance": str(person.id),
        "data": data,
    }
    world.updates.add("callback_query", query)
    return press_id


def block(world: World, person: Person, *, blocked: bool) -> None:
    """Block or unblock the bot; nothing happens if it is so already."""
    if person.blocked == blocked:
        return
    person.blocked = blocked
    world.keep_person(person)
    member: JsonObject = {"user": world.bot, "status": "member"}
    kicked: JsonObject = {"user": world.bot, "status": "kicked", "until_date": 0}
    change = {
        "chat": person.chat(),
        "from": person.user(),
        "date": world.now(),
        "old_chat_member": member if blocked else kicked,
        "new_chat_member": kicked if blocked else member,
    }
    world.updates.add("my_chat_member", change)


def _open_chat(world: World, person: Person) -> Chat:
    if person.blocked:
        raise ImpossibleError("the person has blocked the bot")
    if not person.started:
        person.started = True
        world.keep_person(person)
    return world.chats[person.id]


def _quoted(chat: Chat, reply_to: int | None) -> JsonObject:
    if reply_to is None:
        return {}
    message = chat.messages.get(reply_to)
    if message is None:
        raise ImpossibleError("there is no message to reply to")
    return {"reply_to_message": without_reply(message)}


def _sent(world: World, person: Person, said: JsonObject) -> JsonObject:
    message = world.new_message(world.chats[person.id], person.user(), said)
    world.updates.add("message", message)
    return message
