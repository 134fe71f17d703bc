"""Phrases that name a source beside the words: "according to", "as ... said"."""

from __future__ import annotations

from typing import Final, NamedTuple

from tasks.extract.quotations.lexicon import Shape, SourcePhrase
from tasks.extract.quotations.names import Names
from tasks.extract.quotations.scan import Scan
from tasks.extract.quotations.speaker import subject_after
from tasks.text.clitics import readings
from tasks.text.fold import match_key
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_WORD: Final = TokenKind.WORD

#: What a verb of saying says, as a pronoun: "ما أفادت به السلطات".
_IT = frozenset(map(match_key, ("به", "بها", "عنه", "فيه", "إليه")))
_WHAT = frozenset(map(match_key, ("ما", "لما")))


class Source(NamedTuple):
    """A phrase that names a source: its tokens up to ``after``, and the speaker's from ``first`` up to ``last``.

    ``clitic`` says that the preposition "ل" is written onto the speaker's first word.
    """

    token: int
    after: int
    first: int
    last: int
    letters: int
    clitic: bool


def source_at(scan: Scan, names: Names, token: int) -> Source | None:
    """The source that a phrase at a token names, if it names somebody or something that can speak."""
    keys = scan.document.tokens.keys
    for phrase in scan.lexicon.source_phrases.get(keys[token], ()):
        after = token + 1 + len(phrase.others)
        if after >= len(keys) or keys[token + 1 : after] != phrase.others:
            continue
        found = _speaker(scan, names, token, after, phrase)
        if found is not None:
            return found
    return None


def _speaker(scan: Scan, names: Names, token: int, after: int, phrase: SourcePhrase) -> Source | None:
    tokens = scan.document.tokens
    keys = tokens.keys
    end = scan.end_of(token)
    if tokens.kinds[after] != _WORD:
        return None
    said = after + 1 if keys[after] in _WHAT else after if phrase.clause else None
    if said is not None:
        if said + 1 >= end or not scan.is_verb(said):
            return None
        subject = subject_after(scan, said + 2 if keys[said + 1] in _IT else said + 1, end)
        if subject is None or any(scan.is_that(p) for p in range(subject[1], min(end, subject[1] + 3))):
            return None
        return Source(token, said + 1, *subject, phrase.letters, False)
    if not phrase.clitic:
        subject = subject_after(scan, after, end)
    elif keys[after].startswith("ل") and len(keys[after]) > 3:
        following = subject_after(scan, after + 1, end)
        subject = (after, after + 1 if following is None else following[1])
    else:
        return None
    if subject is None or not _speaks(scan, names, subject, clitic=phrase.clitic):
        return None
    return Source(token, after, *subject, phrase.letters, phrase.clitic)


def _speaks(scan: Scan, names: Names, subject: tuple[int, int], *, clitic: bool) -> bool:
    """Does the phrase name somebody, or something that can speak?"""
    words, document = scan.lexicon, scan.document
    for cut in readings(document.tokens.keys[subject[0]]):
        if cut.proclitics == ("ل" if clitic else "") and (
            cut.stem in words.roles or cut.stem in words.sources
        ):
            return True
    return names.begins(document.words(*subject)) is not None


__all__ = ["Shape", "Source", "source_at"]
