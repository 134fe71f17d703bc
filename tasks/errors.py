"""The one root error of Balagh. What can be tried again says so by its class; all else is a release's dead letter."""

from __future__ import annotations


class BalaghError(Exception):
    """Anything Balagh itself refuses or gives up on; the message says what to do."""


class RetryableError(BalaghError):
    """Something outside the release failed and may pass: broker, database, lock. Try again later."""


class InputError(BalaghError):
    """Input was refused before it became a release; names what was refused, where, and why."""


class TooLargeError(InputError):
    """Input is larger than a limit; the message names the setting that holds it."""


class DeadlineError(BalaghError):
    """The work on one release took more processor time than it may; the message names the setting that holds the limit."""


class NotFoundError(InputError):
    """What was asked for is not there."""


class OverdueError(RetryableError):
    """A question to the database took longer than it may; a narrower one may be answered."""


class ConfigurationError(BalaghError):
    """A setting, data file or installation is wrong; nothing can run until it is mended."""
