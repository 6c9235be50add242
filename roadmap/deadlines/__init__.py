"""Deadlines of a plan: from the phrase as written to the days when something is due.

A phrase is normalised (``normal``), taken apart into clauses by a grammar (``grammar.lark``, ``words``,
``parsing``), and its clauses are put together into dates (``resolving``, ``dating``, ``rhythms``,
``recurrence``).
"""

from roadmap.deadlines.model import Deadline, DeadlineKind, Period, Relative
from roadmap.deadlines.reading import deadline_json, read_deadline

__all__ = ["Deadline", "DeadlineKind", "Period", "Relative", "deadline_json", "read_deadline"]
