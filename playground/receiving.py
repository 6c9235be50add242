"""Bot API methods by which the bot gets its updates and the files in them."""

import re
from urllib.parse import urlsplit

from playground.errors import bad_request
from playground.files import MAX_DOWNLOAD
from playground.parameters import Call
from playground.people import JsonObject
from playground.updates import MAX_LIMIT, MAX_TIMEOUT
from playground.world import World

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
MAX_CONNECTIONS = 100


async def get_updates(world: World, call: Call) -> bytes:
    """Ready JSON of the updates: they are kept as such."""
    world.updates.allow(_kinds(call))
    limit = call.get("limit", MAX_LIMIT)
    limit = limit if 1 <= limit <= MAX_LIMIT else MAX_LIMIT
    timeout = min(max(call.get("timeout", 0), 0), MAX_TIMEOUT)
    taken = await world.updates.poll(call.get("offset", 0), limit, timeout)
    return f"[{','.join(taken)}]".encode()


def _kinds(call: Call) -> list[str] | None:
    kinds = call.get("allowed_updates")
    if kinds is not None and not (isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds)):
        raise bad_request("can't parse allowed updates: expected an Array of String")
    return kinds


def set_webhook(world: World, call: Call) -> bool:
    url = call.get("url", "")
    if not url:
        return delete_webhook(world, call)
    _check_url(url)
    secret = call.get("secret_token")
    if secret is not None and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = call.get("max_connections", 40)
    if not 1 <= connections <= MAX_CONNECTIONS:
        raise bad_request("max_connections must be between 1 and 100")
    world.updates.allow(_kinds(call))
    if call.get("drop_pending_updates"):
        world.updates.drop_all()
    world.updates.set_webhook({"url": url, "secret": secret, "max_connections": connections})
    return True


def _check_url(url: str) -> None:
    """HTTPS only, as with Telegram; plain HTTP to this machine, as with a Bot API server of one's own."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL_HOSTS):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not parts.hostname:
        raise bad_request("bad webhook: URL host is empty")


def delete_webhook(world: World, call: Call) -> bool:
    if call.get("drop_pending_updates"):
        world.updates.drop_all()
    world.updates.set_webhook(None)
    return True


def get_webhook_info(world: World, call: Call) -> JsonObject:  # noqa: ARG001 - each method takes both
    webhook = world.updates.webhook
    info: JsonObject = {
        "url": webhook["url"] if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if webhook:
        info["max_connections"] = webhook["max_connections"]
        info |= {name: webhook[name] for name in ("last_error_date", "last_error_message") if name in webhook}
    if world.updates.allowed:
        info["allowed_updates"] = world.updates.allowed
    return info


def get_file(world: World, call: Call) -> JsonObject:
    file = world.files.by_id(call["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {**file.identity(), "file_path": file.path}
