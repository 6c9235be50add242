"""Why a package was returned, or an assignment set aside, in the reader's language."""

from bot.keyboards.not_applicable import WhyNot
from bot.keyboards.review import Reason
from bot.texts import Translator

_READY = frozenset(reason.text_id for reason in (*Reason, *WhyNot))


def said_reason(reason: str, t: Translator) -> str:
    """A ready reason is kept as its text id and said in the reader's language, a typed one as it is."""
    return t(reason) if reason in _READY else reason
