"""How the links of a package are shown: to those who collect it, and to those who look at it."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.keyboards.common import short
from bot.screens.task_card import moment
from bot.texts import Markup, Translator
from db.queries.evidence_links import Link

SHOWN = 10
URL = 150
NAME = 40


def link_lines(
    links: Sequence[Link], t: Translator, zone: ZoneInfo, *, most: int = SHOWN, url: int = URL
) -> list[Markup]:
    """One block with the first links, numbered, when they came and of whom; nothing without any.

    At most `most` of them, each with at most `url` characters of its address.
    As they were typed: whoever wants to look opens them on their own device.
    """
    if not links:
        return []
    lines = [
        t(
            "links-link",
            number=number,
            url=short(link.url, url),
            at=moment(link.sent_at, t, zone),
            who=short(link.person, NAME),
        )
        for number, link in enumerate(links[:most], 1)
    ]
    if len(links) > most:
        lines.append(t("links-more", count=len(links) - most))
    return [Markup("\n").join([t("links-heading"), *lines])]


def broken_lines(broken: Sequence[str], t: Translator) -> list[Markup]:
    """What is said of each text that looks like a link and can't be one."""
    return [t("links-broken", url=short(url, URL)) for url in broken[:SHOWN]]
