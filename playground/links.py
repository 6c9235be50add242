"""Which links Telegram takes in a message, and how it writes them."""

import re

USER_LINK = re.compile(r"tg:(?://)?user/?\?id=([0-9]+)(?:[&#].*)?", re.IGNORECASE | re.DOTALL)
# The name after the scheme and what follows it.
APP_LINK = re.compile(r"(tg|ton|tonsite):(?://)?([A-Za-z0-9_-]+)([/?#].*)?", re.IGNORECASE | re.DOTALL)
WEB_LINK = re.compile(
    r"(?:(https?)://)?(?:([^/?#@]*)@)?(\[[0-9A-Fa-f:.]+\]|[^/?#:@\[\]]+)(:[0-9]+)?([/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
UNFIT = r"\x00-\x20\x7f\"<>\[\]\\^`{|}%"
HOST = re.compile(rf"(?=[^.]*\.)(?=..)(?:[^{UNFIT}]|%[0-9A-Fa-f]{{2}})+")
USER_INFO = re.compile(rf"[^{UNFIT}]*")
ESCAPED = re.compile(r"[\x00-\x20]")
CAPITALS = re.compile("[A-Z]+")
MAX_PORT = 65535
MAX_USER_ID = 2**52


def mentioned_user(url: str) -> int | None:
    """The user whom a tg://user?id=… link mentions."""
    found = USER_LINK.fullmatch(url)
    return int(found[1]) if found and 0 < int(found[1]) < MAX_USER_ID else None


def checked_link(url: str) -> str:
    """`url` as Telegram keeps it: with a scheme, the host in lower case, a path; "" for what is none."""
    app = APP_LINK.fullmatch(url)
    if app:
        scheme, name, rest = app.groups("")
        path = rest if rest.startswith(("/", "?")) else f"/{rest}"
        path = path.removeprefix("/") if path.startswith("/?") else path
        return f"{scheme.lower()}://{name.lower()}{_escaped(path)}"
    found = WEB_LINK.fullmatch(url)
    return _web_link(*found.groups("")) if found else ""


def _web_link(scheme: str, user_info: str, host: str, port: str, rest: str) -> str:
    known_host = host.startswith("[") or HOST.fullmatch(host)
    if not known_host or not USER_INFO.fullmatch(user_info) or (port and not 0 < int(port[1:]) <= MAX_PORT):
        return ""
    credentials = f"{user_info}@" if user_info else ""
    lower = CAPITALS.sub(lambda capitals: capitals.group().lower(), host)
    path = rest if rest.startswith("/") else f"/{rest}"
    return f"{(scheme or 'http').lower()}://{credentials}{lower}{port}{_escaped(path)}"


def _escaped(path: str) -> str:
    return ESCAPED.sub(lambda char: f"%{ord(char.group()):02X}", path.rstrip(" \t\r\n\0\v"))
