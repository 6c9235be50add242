"""Which errors mean that the database could not do its work just now, so that the same again may succeed."""

import socket

from sqlalchemy.exc import DBAPIError, OperationalError

# PostgreSQL's classes of errors: connection, transaction rolled back (a deadlock), lack of resources,
# operator's intervention (a restart), system error.
# Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
_PASSING = frozenset({"08", "40", "53", "57", "58"})


def is_passing(error: BaseException) -> bool:
    """Whether to try again. What the database refuses for its content would be refused for ever."""
    if isinstance(error, (OperationalError, ConnectionError, TimeoutError, socket.gaierror)):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or (state is not None and state[:2] in _PASSING)
