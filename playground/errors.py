"""What a Bot API call can end with besides a result."""

from typing import Any


class ApiError(Exception):
    """An answer with ok=false: Telegram's code and description, and `parameters` such as retry_after."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")
