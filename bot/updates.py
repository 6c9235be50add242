"""What an update says before anything is looked up: whose chat it is, which message was pressed."""

from aiogram.types import Update


def chat_of(update: Update) -> int | None:
    """The private chat that an update belongs to; None for groups and for updates without a chat."""
    if update.message is not None:
        chat = update.message.chat
    elif update.callback_query is not None and update.callback_query.message is not None:
        chat = update.callback_query.message.chat
    elif update.my_chat_member is not None:
        chat = update.my_chat_member.chat
    else:
        return None
    return chat.id if chat.type == "private" else None


def pressed_message(update: Update) -> int | None:
    query = update.callback_query
    return query.message.message_id if query is not None and query.message is not None else None
