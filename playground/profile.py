"""Bot API methods about the bot itself: who it is, its commands, menu button, name and descriptions."""

import re
from typing import Any

from playground.errors import bad_request
from playground.parameters import Call
from playground.people import JsonObject, Person
from playground.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MAX_DESCRIPTION = 256
MAX_COMMANDS = 100
PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES = ("chat", "chat_administrators")
ABOUT_LIMITS = {"name": 64, "description": 512, "short_description": 120}


def get_me(world: World, call: Call) -> JsonObject:  # noqa: ARG001 - each method takes both
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, call: Call) -> bool:
    commands = call["commands"]
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    _keep(world, _key(world, call), [_command(one) for one in commands])
    return True


def _command(given: Any) -> JsonObject:  # noqa: ANN401 - JSON
    if not isinstance(given, dict) or given.keys() - {"command", "description", "is_ephemeral"}:
        raise bad_request("can't parse BotCommand: expected an Object with command and description")
    command = str(given.get("command", "")).removeprefix("/")
    description = str(given.get("description", "")).strip()
    if not COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= MAX_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def get_my_commands(world: World, call: Call) -> list[JsonObject]:
    return world.commands.get(_key(world, call), [])


def delete_my_commands(world: World, call: Call) -> bool:
    _keep(world, _key(world, call), None)
    return True


def _keep(world: World, key: str, commands: list[JsonObject] | None) -> None:
    world.commands.pop(key, None)
    if commands:
        world.commands[key] = commands
    world.store.put("commands", key, commands or None)
    world.changed(None)


def _key(world: World, call: Call) -> str:
    scope = call.get("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in CHAT_SCOPES:
        return f"{kind}:{world.chat(scope.get('chat_id', 0)).id}/{call.get('language_code', '')}"
    if kind not in PLAIN_SCOPES:
        raise bad_request("unsupported scope type")
    return f"{kind}/{call.get('language_code', '')}"


def commands_in_force(world: World, person: Person) -> list[JsonObject]:
    """What the person's app offers: the commands of the narrowest scope, their language first."""
    for scope in (f"chat:{person.id}", "all_private_chats", "default"):
        for language in (person.language_code, ""):
            found = world.commands.get(f"{scope}/{language}")
            if found:
                return found
    return []


def set_chat_menu_button(world: World, call: Call) -> bool:
    button = call.get("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands"):
        raise bad_request("menu button type isn't known here")
    if "chat_id" in call.values:
        chat = world.chat(call["chat_id"])
        chat.menu_button = button
        world.keep_chat(chat)
    else:
        world.menu_button = button
        world.store.put("meta", "menu_button", button)
    return True


def get_chat_menu_button(world: World, call: Call) -> JsonObject:
    own = world.chat(call["chat_id"]).menu_button if "chat_id" in call.values else None
    return own or world.menu_button or {"type": "commands"}


def _set_about(world: World, call: Call, what: str) -> bool:
    value = call.get(what, "")
    if len(value) > ABOUT_LIMITS[what]:
        raise bad_request(f"bot {what.replace('_', ' ')} is too long")
    key = f"{what}/{call.get('language_code', '')}"
    world.about[key] = value
    world.store.put("about", key, value)
    return True


def _get_about(world: World, call: Call, what: str) -> JsonObject:
    default = world.about.get(f"{what}/", world.bot["first_name"] if what == "name" else "")
    return {what: world.about.get(f"{what}/{call.get('language_code', '')}", default)}


def set_my_name(world: World, call: Call) -> bool:
    return _set_about(world, call, "name")


def get_my_name(world: World, call: Call) -> JsonObject:
    return _get_about(world, call, "name")


def set_my_description(world: World, call: Call) -> bool:
    return _set_about(world, call, "description")


def get_my_description(world: World, call: Call) -> JsonObject:
    return _get_about(world, call, "description")


def set_my_short_description(world: World, call: Call) -> bool:
    return _set_about(world, call, "short_description")


def get_my_short_description(world: World, call: Call) -> JsonObject:
    return _get_about(world, call, "short_description")
