"""Releases that contain words, however their letters are typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, text

from models.functions import search_form
from models.queries.hits import Hit, hit, texts_latest_first
from models.search_index import words_of
from tasks.errors import InputError
from tasks.text.fold import drop_marks
from tasks.text.span import Span

#: What may be written onto the front of an Arabic word; a query finds the word with and without them.
PREFIXES: Final = (
    "و",
    "ف",
    "ب",
    "ك",
    "ل",
    "ال",
    "وال",
    "فال",
    "بال",
    "كال",
    "لل",
    "ولل",
    "وب",
    "ول",
    "فل",
    "وبال",
)

_QUOTED_OR_WORD: Final = re.compile(r'"([^"]*)"|(\S+)')


def search(
    connection: Connection,
    words: str,
    *,
    sources: Sequence[str] = (),
    limit: int = 20,
    skip: int = 0,
    around: int = 60,
) -> list[Hit]:
    """Releases that contain all the words, the latest published first; words in double quotes must follow each other.

    ``skip`` leaves out the first so many. Letter variants, marks, digits and attached prefixes make no difference. Raises InputError for a query of no words.
    """
    terms = _terms(words)
    if not terms:
        message = f"there is no word to search for in {words!r}"
        raise InputError(message)
    query = texts_latest_first(sources).limit(limit).offset(skip or None)
    if connection.dialect.name == "postgresql":
        found = text(
            "releases.id IN (SELECT release_id FROM search_index WHERE words @@ CAST(:terms AS tsquery))"
        )
        query = query.where(found.bindparams(terms=_tsquery(terms)))
    else:
        found = text("releases.id IN (SELECT rowid FROM search_index WHERE search_index MATCH :terms)")
        query = query.where(found.bindparams(terms=_fts5(terms)))
    pattern = _pattern(terms)
    return [hit(row, *_excerpt(row.text, pattern, around)) for row in connection.execute(query)]


def _terms(words: str) -> list[tuple[str, ...]]:
    """Phrases of folded words; a word by itself is a phrase of one."""
    found = []
    for quoted, single in _QUOTED_OR_WORD.findall(words):
        phrase = tuple(words_of(search_form(quoted or single)))
        if phrase:
            found.append(phrase)
    return found


def _forms(word: str) -> tuple[str, ...]:
    """A word with everything that may be written onto its front."""
    if not _is_arabic(word):
        return (word,)
    return (word, *(prefix + word for prefix in PREFIXES))


def _is_arabic(word: str) -> bool:
    return "\N{ARABIC LETTER HAMZA}" <= word[0] <= "\N{ARABIC LETTER YEH}"


def _fts5(terms: list[tuple[str, ...]]) -> str:
    """The query in FTS5's language; every word is quoted, so that nothing of a query is an operator."""
    parts = []
    for phrase in terms:
        rest = "".join(f' + "{word}"' for word in phrase[1:])
        parts.append("(" + " OR ".join(f'"{first}"{rest}' for first in _forms(phrase[0])) + ")")
    return " AND ".join(parts)


def _tsquery(terms: list[tuple[str, ...]]) -> str:
    """The query in the language of tsquery; words hold letters and digits only."""
    parts = []
    for phrase in terms:
        first = "(" + " | ".join(f"'{form}'" for form in _forms(phrase[0])) + ")"
        parts.append(" <-> ".join([first, *(f"'{word}'" for word in phrase[1:])]))
    return " & ".join(f"({part})" for part in parts)


def _pattern(terms: list[tuple[str, ...]]) -> re.Pattern[str]:
    """Finds the phrases in folded text."""
    phrases = []
    for phrase in terms:
        front = f"(?:{'|'.join(sorted(PREFIXES, key=len, reverse=True))})?" if _is_arabic(phrase[0]) else ""
        phrases.append(front + r"[\W_]+".join(re.escape(word) for word in phrase))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(phrases)})(?![^\W_])")


def _excerpt(release_text: str, pattern: re.Pattern[str], around: int) -> tuple[str, tuple[Span, ...]]:
    """The text around the first hit, and the hits in it; matching folds, which may shorten, so offsets are kept."""
    kept = [index for index, character in enumerate(release_text) if drop_marks(character)]
    folded = search_form("".join(release_text[index] for index in kept))
    hits = [
        Span(kept[match.start()], kept[match.end() - 1] + 1)
        for match in pattern.finditer(folded)
        if match.end() > match.start()
    ]
    if not hits:
        return release_text[: 2 * around], ()
    start = max(0, hits[0].start - around)
    end = min(len(release_text), hits[0].end + around)
    start = release_text.rfind(" ", 0, start) + 1 if start else 0
    gap = release_text.find(" ", end)
    end = len(release_text) if gap < 0 or end == len(release_text) else gap
    inside = tuple(
        Span(hit.start - start, hit.end - start) for hit in hits if start <= hit.start and hit.end <= end
    )
    return release_text[start:end], inside
