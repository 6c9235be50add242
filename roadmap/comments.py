"""The comment that goes with evidence: how parts of it are joined, and when it is evidence by itself."""

import re

COMMENT_LIMIT = 2000
ENOUGH = 10
"""Characters from which a few words say something."""

_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:ru|рф|com|org|net|su)\b", re.IGNORECASE)


def joined_comment(comment: str | None, more: str) -> str:
    """The comment with another part on a line of its own; a part that is there already is not repeated."""
    more = more.strip()
    lines = [] if comment is None else [comment]
    if more and (comment is None or more not in comment.split("\n")):
        lines.append(more)
    return "\n".join(lines)


def says_enough(comment: str | None) -> bool:
    """Whether a comment alone can be evidence: it has a link («размещено на сайте») or a few words."""
    said = (comment or "").strip()
    return len(said) >= ENOUGH or _LINK.search(said) is not None
