"""A message as the chat page is told of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from playground.people import JsonObject
from playground.render import render
from playground.world import is_out


def shown_message(message: JsonObject, zone: ZoneInfo) -> JsonObject:
    """Of a message as the Bot API has it, what the page draws; the HTML is safe, the date local."""
    text: str = message.get("text") or message.get("caption", "")
    entities: list[JsonObject] = message.get("entities") or message.get("caption_entities", [])
    return {
        "message_id": message["message_id"],
        "out": is_out(message),
        "date": local_time(datetime.fromtimestamp(message["date"], zone), zone),
        "html": render(text, entities),
        "text": text,
        "photo": _photo_url(message),
        "document": _shown_document(message.get("document")),
        "media_group_id": message.get("media_group_id"),
        "edited": "edit_date" in message,
        "reply_to": message.get("reply_to_message", {}).get("message_id"),
        "inline_keyboard": message.get("reply_markup", {}).get("inline_keyboard"),
    }


def local_time(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")


def _photo_url(message: JsonObject) -> str | None:
    return f"/play/files/{message['photo'][-1]['file_id']}/photo.jpg" if "photo" in message else None


def _shown_document(document: JsonObject | None) -> JsonObject | None:
    if document is None:
        return None
    return {
        "url": f"/play/files/{document['file_id']}/file",
        "file_name": document.get("file_name", "file"),
        "mime_type": document.get("mime_type"),
        "file_size": document["file_size"],
    }
