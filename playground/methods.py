"""The Bot API methods that the playground offers, with their parameters.

Parameters that need what the playground lacks (business accounts, forum topics, paid messages, inline mode)
are not offered: a bot that uses them is told so, as with any unknown parameter.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from playground import editing, profile, receiving, sending
from playground.parameters import Call
from playground.world import World

Handler = Callable[[World, Call], object | Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    handler: Handler
    required: frozenset[str]
    known: frozenset[str] = field(default_factory=frozenset)


def _method(name: str, handler: Handler, required: str = "", optional: str = "") -> Method:
    needed = frozenset(required.split())
    return Method(name, handler, needed, needed | frozenset(optional.split()))


QUIET = "disable_notification protect_content "
REPLY = "reply_parameters reply_markup "
TEXT = "parse_mode entities link_preview_options "
CAPTION = "caption parse_mode caption_entities "

ALL = (
    _method("getUpdates", receiving.get_updates, "", "offset limit timeout allowed_updates"),
    _method(
        "setWebhook", receiving.set_webhook, "",
        "url max_connections allowed_updates drop_pending_updates secret_token",
    ),
    _method("deleteWebhook", receiving.delete_webhook, "", "drop_pending_updates"),
    _method("getWebhookInfo", receiving.get_webhook_info),
    _method("getFile", receiving.get_file, "file_id"),
    _method("getMe", profile.get_me),
    _method("setMyCommands", profile.set_my_commands, "commands", "scope language_code"),
    _method("getMyCommands", profile.get_my_commands, "", "scope language_code"),
    _method("deleteMyCommands", profile.delete_my_commands, "", "scope language_code"),
    _method("setChatMenuButton", profile.set_chat_menu_button, "", "chat_id menu_button"),
    _method("getChatMenuButton", profile.get_chat_menu_button, "", "chat_id"),
    _method("setMyName", profile.set_my_name, "", "name language_code"),
    _method("getMyName", profile.get_my_name, "", "language_code"),
    _method("setMyDescription", profile.set_my_description, "", "description language_code"),
    _method("getMyDescription", profile.get_my_description, "", "language_code"),
    _method("setMyShortDescription", profile.set_my_short_description, "", "short_description language_code"),
    _method("getMyShortDescription", profile.get_my_short_description, "", "language_code"),
    _method("sendMessage", sending.send_message, "chat_id text", TEXT + QUIET + REPLY),
    _method("sendPhoto", sending.send_photo, "chat_id photo", CAPTION + QUIET + REPLY + "has_spoiler"),
    _method(
        "sendDocument", sending.send_document, "chat_id document",
        CAPTION + QUIET + REPLY + "disable_content_type_detection",
    ),
    _method("sendMediaGroup", sending.send_media_group, "chat_id media", QUIET + "reply_parameters"),
    _method(
        "copyMessage", sending.copy_message, "chat_id from_chat_id message_id", CAPTION + QUIET + REPLY
    ),
    _method("forwardMessage", sending.forward_message, "chat_id from_chat_id message_id", QUIET),
    _method("sendChatAction", sending.send_chat_action, "chat_id action"),
    _method(
        "editMessageText", editing.edit_message_text, "chat_id message_id text", TEXT + "reply_markup"
    ),
    _method(
        "editMessageCaption", editing.edit_message_caption, "chat_id message_id", CAPTION + "reply_markup"
    ),
    _method("editMessageMedia", editing.edit_message_media, "chat_id message_id media", "reply_markup"),
    _method(
        "editMessageReplyMarkup", editing.edit_message_reply_markup, "chat_id message_id", "reply_markup"
    ),
    _method("deleteMessage", editing.delete_message, "chat_id message_id"),
    _method("deleteMessages", editing.delete_messages, "chat_id message_ids"),
    _method("pinChatMessage", editing.pin_chat_message, "chat_id message_id", "disable_notification"),
    _method("unpinChatMessage", editing.unpin_chat_message, "chat_id", "message_id"),
    _method(
        "answerCallbackQuery", editing.answer_callback_query, "callback_query_id",
        "text show_alert url cache_time",
    ),
    _method("getChat", editing.get_chat, "chat_id"),
    _method("getChatMember", editing.get_chat_member, "chat_id user_id"),
)  # fmt: skip
# Telegram takes a method's name in any case.
METHODS = {method.name.lower(): method for method in ALL}
