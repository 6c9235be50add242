"""Mistakes of people, to be told kindly: each carries the id of its text and what the text needs to know."""

TextArgument = str | int


class UserError(Exception):
    """Something a person did that cannot be taken as it is; the program itself is in order.

    ``text_id`` names a Fluent message, ``arguments`` are its arguments (``args`` is an exception's own).
    """

    def __init__(self, text_id: str, /, **arguments: TextArgument) -> None:
        super().__init__(text_id, arguments)
        self.text_id = text_id
        self.arguments = arguments


class NotARoadmap(UserError):  # noqa: N818 - it says what is wrong
    """What was sent cannot be read as a roadmap at all; nothing of it was taken."""
