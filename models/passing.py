"""Which database errors are nobody's fault and may be gone when tried again.

What passes is tried again without end and without counting, so it must never be a value's fault; what does not pass ends
as a release's dead letter, so it must never be the server's.
"""

from __future__ import annotations

import sqlite3
import sys
from typing import Final

from sqlalchemy.exc import DBAPIError

#: SQLite's primary result codes (https://sqlite.org/rescode.html) for a lock, a full or failing disk, missing memory or
#: rights, a damaged file. ``SQLITE_ERROR``, a wrong statement, is not among them; nor is ``SQLITE_TOOBIG``, a value's.
_SQLITE: Final = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)

#: Classes of PostgreSQL's error codes (Appendix A of its manual): connection, roll-back of a deadlock or a failed
#: serialization, resources (53100 is a full disk, 53200 no memory), an object in use, an operator's intervention, the
#: system, the configuration file, and internal errors, as which a quota (EDQUOT) or a file's greatest size is reported.
#: Class 54, a limit of the program such as the longest index entry, is a value's fault.
_POSTGRESQL: Final = frozenset({"08", "40", "53", "55", "57", "58", "F0", "XX"})
#: And a server that takes no writes at the moment: a standby after a fail-over.
_READ_ONLY: Final = "25006"


def may_pass(error: BaseException) -> bool:
    """Whether a database error may be gone when tried again: a lock, a deadlock, a lost connection, a full disk."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or _driver_error_may_pass(error.orig)
    # A COPY speaks to the driver directly.
    return _may_pass_on_postgresql(error)


def _driver_error_may_pass(error: BaseException | None) -> bool:
    if isinstance(error, sqlite3.Error):
        # The low byte is the primary code; the driver's own errors, of wrong use, have none.
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _SQLITE
    return _may_pass_on_postgresql(error)


def _may_pass_on_postgresql(error: BaseException | None) -> bool:
    psycopg = sys.modules.get("psycopg")  # an error of its own has loaded it; on SQLite nobody need
    if psycopg is None or not isinstance(error, psycopg.Error):
        return False
    if error.sqlstate is None:  # from the client side: there is no connection, or it was lost
        return isinstance(error, psycopg.OperationalError)
    return error.sqlstate == _READ_ONLY or error.sqlstate[:2] in _POSTGRESQL
