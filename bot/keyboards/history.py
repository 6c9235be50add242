"""Buttons of an assignment's whole history."""

from aiogram.filters.callback_data import CallbackData


class ShowHistory(CallbackData, prefix="history"):
    """All that happened to an assignment, the newest on the first page (0)."""

    assignment_id: int
    page: int = 0
