"""Releases in which an analyst's own regular expression matches, with a bound on how long it may take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

import regex
from sqlalchemy import Connection

from models.queries.hits import Hit, hit, texts_latest_first
from tasks.errors import InputError
from tasks.text.span import Span

#: How long a pattern may take on one text (s); an innocent one needs milliseconds for ten megabytes.
TIMEOUT: Final = 2.0

#: Texts read at a time.
_PAGE: Final = 100

#: Matches reported of one release.
_MATCHES: Final = 20


def search_pattern(
    connection: Connection,
    pattern: str,
    *,
    sources: Sequence[str] = (),
    limit: int = 20,
    around: int = 60,
    timeout: float = TIMEOUT,
) -> Iterator[Hit]:
    """Releases whose normalized text has a match, the latest published first; every text is read, so this is slow.

    The language is that of the module ``regex``: ``\\p{Script=Arabic}``, named lists and fuzzy matches included; letters
    are matched as they stand. Raises InputError for a pattern that cannot be read, or that takes too long on a text.
    """
    try:
        compiled = regex.compile(pattern, regex.VERSION1)
    except regex.error as error:
        message = f"the pattern cannot be read: {error}"
        raise InputError(message) from None
    return islice(_hits(connection, compiled, sources, around, timeout), limit)


def _hits(
    connection: Connection, compiled: Any, sources: Sequence[str], around: int, timeout: float
) -> Iterator[Hit]:
    query = texts_latest_first(sources)
    with connection.execution_options(yield_per=_PAGE).execute(query) as result:
        for row in result:
            text = row.text
            try:
                found = [
                    Span(*match.span())
                    for match in islice(compiled.finditer(text, timeout=timeout), _MATCHES)
                    if match[0]
                ]
            except TimeoutError:
                message = (
                    f"the pattern took longer than {timeout:g} s on release {row.id}: it tries too many ways; "
                    "avoid a repetition inside a repetition, or make it possessive, like (?:…)++"
                )
                raise InputError(message) from None
            if found:
                start, end = max(0, found[0].start - around), min(len(text), found[0].end + around)
                inside = [Span(span.start - start, span.end - start) for span in found if span.end <= end]
                yield hit(row, text[start:end], inside)
