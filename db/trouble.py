"""Which errors mean that the database could not do its work just now, so that the same again may succeed."""

import errno
import socket
import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# PostgreSQL's classes of errors: connection, transaction rolled back (a deadlock), lack of resources,
# operator's intervention (a restart), system error.
# Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
_PASSING = frozenset({"08", "40", "53", "57", "58"})
# None: what asyncio raises when a name has several addresses and none of them answers.
_OUT_OF_REACH = frozenset({None, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.ENETDOWN})


def is_passing(error: BaseException) -> bool:
    """Whether to try again. What the database refuses for its content would be refused for ever."""
    if isinstance(error, BaseExceptionGroup):
        return all(map(is_passing, error.exceptions))
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or _is_passing_state(error.orig) or _is_busy(error)
    if isinstance(error, ConnectionError | TimeoutError | socket.gaierror | PoolTimeout):
        return True
    if type(error) is OSError:
        return error.errno in _OUT_OF_REACH
    # What is refused while connecting comes as the driver raised it.
    return _is_passing_state(error)


def _is_passing_state(error: BaseException | None) -> bool:
    state = getattr(error, "sqlstate", None)
    return isinstance(state, str) and state[:2] in _PASSING


def _is_busy(error: DBAPIError) -> bool:
    """SQLite's locks, and its disk; but not its word for a statement that it will never understand."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return isinstance(error, OperationalError) and code != sqlite3.SQLITE_ERROR
