"""How the links of a package are shown: to those who collect it, and to those who look at it."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.keyboards.common import short
from bot.screens.task_card import moment
from bot.texts import Markup, Translator
from db.queries.evidence_links import Link

SHOWN = 10
URL = 150
NAME = 60


def link_lines(links: Sequence[Link], t: Translator, zone: ZoneInfo) -> list[Markup]:
    """One block with the first links, numbered, when they came and of whom; nothing without any."""
    if not links:
        return []
    lines = [
        t(
            "links-link",
            number=number,
            url=short(link.url, URL),
            at=moment(link.sent_at, t, zone),
            who=short(link.person, NAME),
        )
        for number, link in enumerate(links[:SHOWN], 1)
    ]
    if len(links) > SHOWN:
        lines.append(t("links-more", count=len(links) - SHOWN))
    return [Markup("\n").join([t("links-heading"), *lines])]


def broken_lines(broken: Sequence[str], t: Translator) -> list[Markup]:
    """What is said of each text that looks like a link and can't be one."""
    return [t("links-broken", url=short(url, URL)) for url in broken[:SHOWN]]
