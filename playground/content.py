"""What a message says and carries: its text with entities, and its keyboard, held to Telegram's limits."""

import re
from bisect import bisect_left
from typing import Any

from playground.errors import bad_request
from playground.links import checked_link
from playground.markup import Entity, MarkupError, parse_html, sort_entities, utf16_length
from playground.parameters import Call

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_BUTTONS = 100
MAX_CALLBACK_DATA = 64
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
# What Telegram finds in a text by itself. Its own rules are finer (punctuation, top-level domains); links,
# commands, hashtags and addresses as people write them come out the same.
FOUND = re.compile(
    r"(?P<url>(?:https?://|(?<![\w@./])t\.me/)[^\s<>\"«»]*[^\s<>\"«».,;:!?()])"
    r"|(?P<email>(?<![\w.+-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<![\w/])@[A-Za-z]\w{3,31}(?!\w))"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
)
MARKS = re.compile(r"[/@#]")
BUTTON_FIELDS = frozenset({"text", "callback_data", "url", "style", "icon_custom_emoji_id"})
BUTTON_ACTIONS = ("callback_data", "url")
KEYBOARD_FIELDS = frozenset(
    {
        "keyboard",
        "is_persistent",
        "resize_keyboard",
        "one_time_keyboard",
        "input_field_placeholder",
        "selective",
    }
)
MARKUP_KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")


def message_text(call: Call) -> dict[str, Any]:
    """`text` and `entities` of a message. Raises ApiError when empty, too long or malformed."""
    text, entities = _formatted(call["text"], call.get("parse_mode"), call.get("entities"))
    if not text:
        raise bad_request("message text is empty" if not call["text"] else "text must be non-empty")
    if utf16_length(text) > MAX_TEXT:
        raise bad_request("message is too long" if call.method.startswith("send") else "MESSAGE_TOO_LONG")
    return {"text": text, "entities": entities} if entities else {"text": text}


def message_caption(source: Call | dict[str, Any], *, edited: bool = False) -> dict[str, Any]:
    """`caption` and `caption_entities`, nothing for an empty one."""
    text, entities = _formatted(
        source.get("caption") or "", source.get("parse_mode"), source.get("caption_entities")
    )
    if utf16_length(text) > MAX_CAPTION:
        raise bad_request("MEDIA_CAPTION_TOO_LONG" if edited else "message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def person_text(text: str, key: str = "text") -> dict[str, Any]:
    """What a person's app sends: the text trimmed, with what Telegram finds in it."""
    clean, entities = _trimmed(text, [])
    found = with_found(clean, entities)
    names = (key, "entities" if key == "text" else "caption_entities")
    return dict(zip(names, (clean, found), strict=True)) if found else {key: clean}


def _formatted(source: str, parse_mode: str | None, given: list[Entity] | None) -> tuple[str, list[Entity]]:
    mode = (parse_mode or "").lower()
    if mode not in ("", "html"):
        # The playground knows HTML only; this is what Telegram says to a mode that it doesn't know.
        raise bad_request("unsupported parse_mode")
    if mode:
        try:
            text, entities = parse_html(source)
        except MarkupError as failure:
            raise bad_request(f"can't parse entities: {failure}") from failure
    else:
        text, entities = source, _given_entities(given or [])
    clean, entities = _trimmed(text, entities)
    return clean, with_found(clean, entities)


def _given_entities(given: list[Entity]) -> list[Entity]:
    for entity in given:
        if not {"type", "offset", "length"} <= entity.keys():
            raise bad_request("can't parse MessageEntity: Field is missing")
    return sort_entities(given)


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """As Telegram keeps a text: no space at its ends (a leading entity keeps it), no control characters.

    (Of entities that cover nothing but space Telegram drops some; here all go that trimming leaves empty.)
    """
    if "\r" in text:
        text, entities = _without_returns(text, entities)
    text = CONTROL.sub(" ", text)
    clean = text.rstrip(" \n")
    if clean == text and not clean.startswith((" ", "\n")):
        return text, entities
    first = entities[0]["offset"] if entities else len(clean)
    start = min(len(clean) - len(clean.lstrip(" \n")), first)
    end = utf16_length(clean)
    kept = [
        entity | {"offset": entity["offset"] - start, "length": min(entity["length"], end - entity["offset"])}
        for entity in entities
        if entity["offset"] < end
    ]
    return clean[start:], kept


def _without_returns(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    returns = [utf16_length(text[: found.start()]) for found in re.finditer("\r", text)]

    def moved(entity: Entity) -> Entity:
        begin, end = (
            at - bisect_left(returns, at) for at in (entity["offset"], entity["offset"] + entity["length"])
        )
        return entity | {"offset": begin, "length": end - begin}

    moved_entities = [moved(entity) for entity in entities]
    return text.replace("\r", ""), [entity for entity in moved_entities if entity["length"]]


def with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """`entities` with the links, commands, mentions, hashtags and addresses of the text outside them."""
    if not MARKS.search(text):
        return entities
    found = []
    for match in FOUND.finditer(text):
        offset = utf16_length(text[: match.start()])
        length = utf16_length(match.group())
        if not any(_hides(entity, offset, length) for entity in entities):
            found.append({"type": str(match.lastgroup), "offset": offset, "length": length})
    return sort_entities([*entities, *found]) if found else entities


def _hides(entity: Entity, offset: int, length: int) -> bool:
    fixed = entity["type"] in ("code", "pre", "text_link", "text_mention", "custom_emoji", "date_time")
    return fixed and entity["offset"] < offset + length and offset < entity["offset"] + entity["length"]


def reply_markup(call: Call, *, inline_only: bool = False) -> dict[str, Any] | None:
    """The keyboard of a message, checked; None for none (or an inline one without buttons)."""
    markup = call.get("reply_markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    kinds = [kind for kind in MARKUP_KINDS if kind in markup]
    if len(kinds) != 1 or (inline_only and kinds != ["inline_keyboard"]):
        raise bad_request("inline keyboard expected" if inline_only else "object expected as reply markup")
    if kinds == ["inline_keyboard"]:
        return _inline_keyboard(markup)
    if kinds == ["keyboard"]:
        return _reply_keyboard(markup)
    return dict(markup)


def _rows(markup: dict[str, Any], key: str, kind: str) -> list[list[Any]]:
    rows = markup[key]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{key}" of the {kind} must be an Array of Arrays')
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return [row for row in rows if row]


def _inline_keyboard(markup: dict[str, Any]) -> dict[str, Any] | None:
    if markup.keys() != {"inline_keyboard"}:
        raise bad_request("unknown field in the inline keyboard")
    rows = _rows(markup, "inline_keyboard", "InlineKeyboardMarkup")
    return {"inline_keyboard": [[_inline_button(button) for button in row] for row in rows]} if rows else None


def _inline_button(button: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    wrong = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{wrong}InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request(f'{wrong}Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if unknown := button.keys() - BUTTON_FIELDS:
        raise bad_request(f'{wrong}unknown field "{min(unknown)}"')
    actions = [name for name in BUTTON_ACTIONS if button.get(name)]
    if not actions:
        raise bad_request(f"{wrong}Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"{wrong}exactly one optional field must be used")
    return _checked_action(button)


def _checked_action(button: dict[str, Any]) -> dict[str, Any]:
    if "url" not in button:
        if len(str(button["callback_data"]).encode()) > MAX_CALLBACK_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
        return button
    link = checked_link(str(button["url"]))
    if not link:
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button | {"url": link}


def _reply_keyboard(markup: dict[str, Any]) -> dict[str, Any]:
    if unknown := markup.keys() - KEYBOARD_FIELDS:
        raise bad_request(f'unknown field "{min(unknown)}" in the reply keyboard')
    rows = [
        [_reply_button(button) for button in row] for row in _rows(markup, "keyboard", "ReplyKeyboardMarkup")
    ]
    if not rows:
        raise bad_request("reply keyboard must have at least one button")
    return {**markup, "keyboard": rows}


def _reply_button(button: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request("keyboard button text must be non-empty")
    if unknown := button.keys() - {"text", "style", "icon_custom_emoji_id"}:
        raise bad_request(f'keyboard button field "{min(unknown)}" isn\'t known here')
    return button
