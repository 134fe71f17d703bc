"""One pass over a release's tokens: where sentences begin, where marks stand, which words may be verbs of saying."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tasks.extract.beginnings import beginnings
from tasks.extract.document import Document
from tasks.extract.quotations.lexicon import Form, Lexicon, Shape, lexicon
from tasks.extract.quotations.marks import MARKS, STOPS, Quoted, pair_marks
from tasks.text.fold import match_key
from tasks.text.tokens import TokenKind, Tokens

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_PAST: Final = Shape.PAST
_PRESENT: Final = Shape.PRESENT
_TOKEN_KIND_BREAK: Final = TokenKind.BREAK
_LATIN: Final = TokenKind.LATIN
_NUMBER: Final = TokenKind.NUMBER
_PUNCTUATION: Final = TokenKind.PUNCTUATION
_WORD: Final = TokenKind.WORD

COMMAS: Final = frozenset("،,؛;")
COLON: Final = ":"

#: "That", bare and with the pronouns it takes; the bare ones are no part of what is said.
BARE_THAT: Final = frozenset(map(match_key, ("أن", "بأن")))
_PRONOUNS: Final = ("", "ه", "ها", "هم", "هما", "هن", "نا", "ني", "ك", "كم")
THAT: Final = frozenset(
    match_key(prefix + "أن" + pronoun) for prefix in ("", "ب") for pronoun in _PRONOUNS
) | {
    match_key("إننا"),
    match_key("إنني"),
    match_key("أنني"),
}
#: Two words that only look like "that" and what follows it: "God willing", and a name.
_NOT_THAT: Final = frozenset({("ان", "شاء"), ("بان", "كي")})
_ALEF_MADDA: Final = "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}"
THEREON: Final = frozenset(map(match_key, ("عليه", "عليها", "فيه", "فيها")))
_IN: Final = match_key("في")
_ON: Final = " على "
_TANWEEN: Final = "\N{ARABIC FATHATAN}"
RELATIVES: Final = frozenset(map(match_key, ("الذي", "التي", "الذين", "اللذان", "اللتان")))


@dataclass(slots=True)
class Cue:
    """A verb of saying at a token."""

    token: int
    form: Form


@dataclass(slots=True, kw_only=True)
class Scan:
    """A document as the grammar of quotations sees it; all lists are ascending token positions.

    ``outer`` are the opening marks of the outermost closed stretches. ``spells_apart`` tells a writer who keeps final yeh (the name علي) and alef maksura (the preposition على) apart; ``vowelled`` one who writes tanween.
    """

    document: Document
    lexicon: Lexicon
    quoted: tuple[Quoted, ...]
    by_opening: dict[int, Quoted]
    outer: tuple[int, ...]
    phrases: tuple[int, ...]
    breaks: tuple[int, ...]
    starts: tuple[int, ...]
    spells_apart: bool
    vowelled: bool
    cues: tuple[Cue, ...] = ()
    cue_tokens: tuple[int, ...] = ()
    cue_at: frozenset[int] = frozenset()

    @staticmethod
    def of(document: Document) -> Scan:
        """Read the document once; the cost is one dictionary lookup a token.

        >>> [
        ...     cue.form.verb.key
        ...     for cue in Scan.of(Document.of("قال إن الجسر مغلق، مضيفا أنه سيفتح غدا.")).cues
        ... ]
        ['say', 'add']
        """
        words = lexicon()
        tokens = document.tokens
        keys, kinds = tokens.keys, tokens.kinds
        forms, phrases = words.forms, words.source_phrases
        marks: list[int] = []
        begun = beginnings(keys)
        breaks = begun.breaks
        stops: list[int] = []
        cues: list[Cue] = []
        sources: list[int] = []
        for position in begun.telling:
            key = keys[position]
            if kinds[position] is _WORD:
                if key in forms:
                    cues.append(Cue(position, forms[key]))
                if key in phrases:
                    sources.append(position)
            elif key in MARKS:
                marks.append(position)
            elif key in STOPS:
                stops.append(position)
        starts = {0}
        starts.update(position + 1 for position in breaks)
        ends = tokens.ends
        for sentence, _ in document.sentences:
            first = bisect_right(ends, sentence)
            if first == 0 or keys[first - 1] not in STOPS or not _initial(document, words.letters, first - 1):
                starts.add(first)
        for stop in stops:
            following = _past_marks(tokens, stop)
            if following in starts:
                continue
            if (
                (not tokens.glued(stop) and not _initial(document, words.letters, stop))
                or (following > stop + 1 and not tokens.glued(following - 1))
                or _between_words(document, stop)
            ):
                starts.add(following)
        ordered = tuple(sorted(starts))

        def introduces(mark: int) -> bool:
            if mark == 0:
                return False
            before = keys[mark - 1]
            return before == COLON or before in forms or (before in THAT and kinds[mark - 1] == _WORD)

        quoted = tuple(pair_marks(tokens, marks, breaks, introduces)) if marks else ()
        outer = tuple(
            q.opening for q in quoted if q.opening is not None and q.closing is not None and not q.depth
        )
        opened = {stretch.opening: stretch for stretch in quoted if stretch.opening is not None}
        scan = Scan(
            document=document, lexicon=words, quoted=quoted, by_opening=opened, outer=outer, phrases=tuple(sources),
            breaks=tuple(breaks), starts=ordered, spells_apart=_ON in document.text, vowelled=_TANWEEN in document.text,
        )  # fmt: skip
        scan.cues = tuple(scan.main(cues))
        scan.cue_tokens = tuple([cue.token for cue in scan.cues])
        scan.cue_at = frozenset(scan.cue_tokens)
        return scan

    def main(self, cues: list[Cue]) -> Iterator[Cue]:
        """The cues without those that cannot be verbs here, and those in a relative clause of another's subject.

        "وتابع السفير الذي ظل يجيب عن أسئلة ..." has one cue; "كلمة الأمينة التي قالت ..." has one as well.
        """
        keys = self.document.tokens.keys
        before: Cue | None = None
        for cue in cues:
            if not self.is_cue(cue):
                continue
            if (
                before is not None
                and self._relative(cue.token)
                and self.start_of(cue.token) <= before.token
                and before.form.shape in (_PAST, _PRESENT)
                and cue.token - before.token < 60
                and not any(
                    keys[p] in MARKS or keys[p] == COLON or self.is_that(p)
                    for p in range(before.token, cue.token)
                )
                and not any(
                    keys[p] in MARKS or self.is_that(p)
                    for p in range(cue.token + 1, min(cue.token + 3, len(keys)))
                )
            ):
                continue
            yield cue
            before = cue

    def _relative(self, token: int) -> bool:
        keys = self.document.tokens.keys
        return any(keys[p] in RELATIVES for p in range(max(0, token - 2), token))

    def is_cue(self, cue: Cue) -> bool:
        """Can the word be a verb of saying here? One spelt like a noun counts only where a clause begins."""
        keys = self.document.tokens.keys
        if cue.form.letters == 0 and cue.token and keys[cue.token - 1] in self.lexicon.unsaid:
            return False
        following = keys[cue.token + 1 : cue.token + 3]
        if (
            len(following) == 2
            and following[0] in THEREON
            and (following[1] in MARKS or following[1] == COLON)
        ):
            return True  # "banners on which was written: ..."
        if cue.form.verb.source == _IN and following[:1] != (_IN,):
            return False
        if following and following[0] in cue.form.verb.unless:
            return False
        return not cue.form.ambiguous or self.begins_clause(cue.token)

    def begins_clause(self, token: int) -> bool:
        """Does a clause begin at the token: after a stop or comma, after "and", or after an auxiliary?"""
        if token == 0 or token == self.start_of(token):
            return True
        before = self.document.tokens.keys[token - 1]
        return (
            before in COMMAS
            or before in self.lexicon.auxiliaries
            or before in MARKS
            or before in STOPS
            or before in "-–—)"
        )

    def start_of(self, token: int) -> int:
        """The first token of the sentence that holds the token."""
        return self.starts[max(0, bisect_right(self.starts, token) - 1)]

    def end_of(self, token: int) -> int:
        """One past the last token of the sentence that holds the token."""
        index = bisect_right(self.starts, token)
        return self.starts[index] if index < len(self.starts) else len(self.document.tokens.keys)

    def paragraph_of(self, token: int) -> tuple[int, int]:
        """First token of the token's paragraph, and one past its last."""
        index = bisect_left(self.breaks, token)
        start = self.breaks[index - 1] + 1 if index else 0
        return start, self.breaks[index] if index < len(self.breaks) else len(self.document.tokens.keys)

    def cues_between(self, first: int, last: int) -> tuple[Cue, ...]:
        """The cues at tokens ``first`` up to, not including, ``last``."""
        return self.cues[bisect_left(self.cue_tokens, first) : bisect_left(self.cue_tokens, last)]

    def in_marks(self, token: int) -> bool:
        """Does the token stand between an opening mark and its closing mark?"""
        index = bisect_right(self.outer, token) - 1
        return index >= 0 and token <= self.by_opening[self.outer[index]].last

    def is_verb(self, token: int) -> bool:
        """Is the word a finite verb of saying where nothing but a verb can stand ("حسب ما ذكر")?"""
        form = self.lexicon.forms.get(self.document.tokens.keys[token])
        return form is not None and form.shape in (_PAST, _PRESENT) and not form.letters

    def has_cue(self, token: int) -> bool:
        """Is the token a verb of saying?"""
        return token in self.cue_at

    def is_that(self, token: int) -> bool:
        """Does "that" stand here and open what is said?"""
        keys = self.document.tokens.keys
        if keys[token] not in THAT or self.document.tokens.kinds[token] != _WORD:
            return False
        if token + 1 < len(keys) and (keys[token], keys[token + 1]) in _NOT_THAT:
            return False
        if self.document.text[self.document.tokens.starts[token]] == _ALEF_MADDA:
            return False
        return token == 0 or not (
            keys[token - 1] in self.lexicon.not_said_before_that or keys[token - 1] in self.lexicon.letters
        )

    def content(self, first: int, last: int) -> tuple[int, int] | None:
        """Tokens ``first`` to ``last`` (inclusive) without the marks and stops at their edges."""
        keys, kinds = self.document.tokens.keys, self.document.tokens.kinds
        while first <= last and _is_edge(keys[first], kinds[first]):
            first += 1
        while first <= last and _is_edge(keys[last], kinds[last]):
            last -= 1
        return (first, last) if first <= last else None

    def words(self, first: int, last: int) -> int:
        """How many words and numbers stand in tokens ``first`` to ``last``; counting stops at ten, or after sixty tokens."""
        count = 0
        for kind in self.document.tokens.kinds[first : min(last + 1, first + 60)]:
            count += kind <= _LATIN
            if count == 10:
                break
        return count


def _is_edge(key: str, kind: TokenKind) -> bool:
    return kind == _TOKEN_KIND_BREAK or (kind == _PUNCTUATION and key not in "()[]%$€£#@+")


def _past_marks(tokens: Tokens, stop: int) -> int:
    """The token after a stop with further stops and the marks that touch it, at most three of them."""
    keys = tokens.keys
    following = stop + 1
    last = min(len(keys), stop + 4)
    while following < last and (
        keys[following] in STOPS or (keys[following] in MARKS and tokens.glued(following - 1))
    ):
        following += 1
    return following


def _between_words(document: Document, stop: int) -> bool:
    """Does the stop stand between two whole words, its space lost ("انتهى العمل.وبدأ")?"""
    tokens = document.tokens
    if not 0 < stop < len(tokens.keys) - 1 or not tokens.glued(stop - 1) or not tokens.glued(stop):
        return False
    return all(
        tokens.kinds[side] == _WORD and tokens.ends[side] - tokens.starts[side] >= 3
        for side in (stop - 1, stop + 1)
    )


def _initial(document: Document, letters: frozenset[str], stop: int) -> bool:
    """Does the stop end an initial ("جورج دبليو. بوش" has none; "أ. ب." has)?"""
    tokens = document.tokens
    if stop == 0 or tokens.keys[stop] != "." or tokens.kinds[stop - 1] not in (_WORD, _LATIN):
        return False
    if tokens.keys[stop - 1] in letters:
        return True
    year = stop > 1 and tokens.kinds[stop - 2] == _NUMBER  # "2015 م." is a year of the calendar
    return tokens.ends[stop - 1] - tokens.starts[stop - 1] == 1 and not year


__all__ = ["BARE_THAT", "COLON", "COMMAS", "STOPS", "THAT", "Cue", "Scan", "Shape"]
