"""The one root error of Balagh; its class decides what happens to a release: retry or dead letter."""

from __future__ import annotations


class BalaghError(Exception):
    """Anything Balagh itself refuses or gives up on; the message says what to do."""


class RetryableError(BalaghError):
    """Something outside the release failed and may pass: broker, database, lock. Try again later."""


class ReleaseError(BalaghError):
    """The release itself cannot be processed; trying again gives the same error, so it goes to dead letter."""


class InputError(BalaghError):
    """Input was refused before it became a release; names what was refused, where, and why."""


class ConfigurationError(BalaghError):
    """A setting, data file or installation is wrong; nothing can run until it is mended."""
