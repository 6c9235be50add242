"""Which links Telegram takes in a message, and how it writes them."""

import re

USER_LINK = re.compile(r"tg://user\?id=([0-9]+)(?:[&#].*)?", re.IGNORECASE)
APP_LINK = re.compile(r"(tg|ton|tonsite):(?://)?(.*)", re.IGNORECASE | re.DOTALL)
WEB_LINK = re.compile(
    r"(?:(https?)://)?(?:([^/?#@]*)@)?([^/?#:]+)(:[0-9]+)?([/?#].*)?", re.IGNORECASE | re.DOTALL
)
HOST = re.compile(r"(?:[^\s.!\"'()*,;<>`{}|\\^\[\]]+\.)+[^\s.!\"'()*,;<>`{}|\\^\[\]]+")
MAX_PORT = 65535


def mentioned_user(url: str) -> int | None:
    """The user whom a tg://user?id=… link mentions."""
    found = USER_LINK.fullmatch(url)
    return int(found[1]) if found and 0 < int(found[1]) < 2**52 else None


def checked_link(url: str) -> str:
    """`url` as Telegram keeps it: with a scheme, the host in lower case, a path; "" for what is none."""
    app = APP_LINK.fullmatch(url)
    if app:
        return f"{app[1].lower()}://{app[2]}" if app[2] else ""
    found = WEB_LINK.fullmatch(url)
    if found is None:
        return ""
    scheme, userinfo, host, port, rest = found.groups()
    if not HOST.fullmatch(host) or (port and not 0 < int(port[1:]) <= MAX_PORT):
        return ""
    rest = rest or "/"
    path = rest if rest.startswith("/") else f"/{rest}"
    credentials = f"{userinfo}@" if userinfo else ""
    return f"{(scheme or 'http').lower()}://{credentials}{host.lower()}{port or ''}{path}"
