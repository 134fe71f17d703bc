"""The noun phrase that names who speaks: where it begins and where it ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from tasks.extract.facts import Mention, MentionType, Part
from tasks.extract.quotations.lexicon import Lexicon
from tasks.extract.quotations.marks import MARKS
from tasks.extract.quotations.scan import COLON, COMMAS, STOPS, THAT, Scan
from tasks.text.clitics import readings
from tasks.text.fold import match_key
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

#: A speaker's phrase is never longer; longer ones have swallowed something else.
_LONGEST: Final = 30
_APPOSITION: Final = 14
#: A bare name between two commas has at most this many words.
_SHORT: Final = 4
_IN: Final = match_key("في")
_ABOUT: Final = match_key("عن")
_NAMED: Final = match_key("باسم")
_DASHES: Final = frozenset("-–—ـ/")
_SPEAKING: Final = frozenset(
    {MentionType.PERSON, MentionType.ORGANIZATION, MentionType.GROUP, MentionType.FACILITY, MentionType.PLACE}
)
#: Endings of adverbs and adjectives of circumstance; no word of a name or title ends in a written tanween.
_TANWEEN: Final = "\N{ARABIC FATHATAN}"


class Names:
    """The mentions of a release, found by token."""

    def __init__(self, scan: Scan, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._starts = [mention.span.start for mention in mentions]
        self._scan = scan

    def within(self, span: Span) -> list[int]:
        """Positions of the mentions that lie inside a span and may speak."""
        found = []
        for index in range(bisect_left(self._starts, span.start), len(self._mentions)):
            mention = self._mentions[index]
            if mention.span.start >= span.end:
                break
            if mention.span.end <= span.end and mention.type in _SPEAKING:
                found.append(index)
        return found

    def people_before(self, start: int, end: int) -> list[int]:
        """Positions of the people and bodies mentioned between two character positions."""
        return [
            index
            for index in self.within(Span(start, end))
            if self._mentions[index].type in (MentionType.PERSON, MentionType.ORGANIZATION)
        ]

    def mention(self, index: int) -> Mention:
        """One mention by its position."""
        return self._mentions[index]

    def part(self, first: int, last: int) -> Part:
        """Tokens ``first`` up to ``last`` as a speaker, linked to the person named in it, or to what it begins with."""
        scan = self._scan
        span = Span(first_letter(scan, first), scan.document.tokens.ends[last - 1])
        inside = self.within(Span(scan.document.tokens.starts[first], span.end))
        people = [index for index in inside if self._mentions[index].type is MentionType.PERSON]
        if people:
            return Part(span=span, mention=people[0])
        for index in inside:
            if abs(self._mentions[index].span.start - span.start) <= 1:
                return Part(span=span, mention=index)
        return Part(span=span)


def first_letter(scan: Scan, token: int) -> int:
    """Where the phrase's first word begins, behind the preposition "ل" of "وفقا لوكالة"."""
    return scan.document.tokens.starts[token]


def subject_after(scan: Scan, first: int, bound: int) -> tuple[int, int] | None:
    """The noun phrase that begins at token ``first`` and ends before ``bound``, as (first, one past last).

    None where no noun phrase begins there: the verb's subject is a pronoun, or stands elsewhere.
    """
    words, tokens = scan.lexicon, scan.document.tokens
    keys, kinds = tokens.keys, tokens.kinds
    bound = min(bound, first + _LONGEST, len(keys))
    end = position = first
    role = False
    while position < bound:
        key = keys[position]
        if kinds[position] == TokenKind.WORD:
            if key in words.ends_phrase or key in THAT or _adverb(scan, position):
                break
            if position > first and _is_cue(scan, position):
                break
            stem, proclitics = _stem(words, key)
            if key == _IN:
                if not role or position + 1 >= bound or _circumstance(scan, position + 1):
                    break
            elif key == _ABOUT:
                if not role or position == first:
                    break
            elif (
                (position == first and proclitics[-1:] in ("ل", "ب") and stem in words.addressees)
                or (position > first and proclitics == "ل" and _addressed(scan, position, stem))
                or (
                    position > first
                    and proclitics == "ب"
                    and key != _NAMED
                    and not (role and (stem in words.sources or stem in words.roles))
                )
            ):
                break
            role = role or stem in words.roles
            end = position + 1
        elif key in COMMAS:
            if position == first or not _apposition(scan, position, bound):
                break
        elif key in MARKS:
            closing = _short_name(scan, position, bound)
            if closing is None:
                break
            position = end = closing
            end += 1
        elif key == "(":
            closing = _bracket(scan, position, bound)
            if closing is None:
                break
            position = closing
        elif key in _DASHES or key == ".":
            if position + 1 >= bound or kinds[position + 1] != TokenKind.WORD:
                break
            if key == "." and not (tokens.ends[position - 1] - tokens.starts[position - 1] <= 3):
                break
        elif key == COLON or key in STOPS or kinds[position] == TokenKind.BREAK:
            break
        else:
            end = position + 1
        position += 1
    while end > first and keys[end - 1] in (_IN, _ABOUT, "و"):
        end -= 1
    return (first, end) if end > first else None


def subject_before(scan: Scan, token: int, names: Names) -> tuple[int, int] | None:
    """The noun phrase right before a verb, where the subject comes first ("المصادر ذكرت").

    Only a phrase that begins its clause with a title, a body or a known name counts.
    """
    words, tokens = scan.lexicon, scan.document.tokens
    keys, kinds = tokens.keys, tokens.kinds
    start = scan.start_of(token)
    begin = token
    while begin > start and token - begin < _LONGEST:
        before = begin - 1
        key = keys[before]
        if (
            kinds[before] in (TokenKind.PUNCTUATION, TokenKind.BREAK)
            and key not in _DASHES
            and key not in "()"
        ):
            break
        if (
            key in THAT
            or (key in words.ends_phrase and key != _IN)
            or _opens_clause(key)
            or _is_cue(scan, before)
        ):
            break
        begin = before
    if begin == token:
        return None
    phrase = subject_after(scan, begin, token)
    if phrase is None or phrase[1] < token:
        return None
    stem, proclitics = _stem(words, keys[begin])
    if proclitics.strip("و"):
        return None
    known = stem in words.roles or stem in words.sources
    span = scan.document.words(begin, token)
    if known or any(names.mention(index).span.start - span.start <= 1 for index in names.within(span)):
        return phrase
    return None


def _opens_clause(key: str) -> bool:
    return key in _CLAUSE_OPENERS


_CLAUSE_OPENERS: Final = frozenset(
    map(
        match_key,
        (
            "كان",
            "وكان",
            "كانت",
            "وكانت",
            "لكن",
            "ولكن",
            "إلا",
            "غير",
            "فيما",
            "بينما",
            "حيث",
            "كما",
            "إذ",
            "وقد",
            "قد",
            "فقد",
        ),
    )
)


def _stem(words: Lexicon, key: str) -> tuple[str, str]:
    """A word's stem and the clitics before it, as far as the lists know the stem; "للـ" is always a preposition."""
    for cut in readings(key):
        if cut.stem in words.roles or cut.stem in words.sources or cut.stem in words.addressees:
            return cut.stem, cut.proclitics
    if len(key) > 4 and key.startswith("لل"):
        return key[2:], "ل"
    if len(key) > 5 and key.startswith("بال"):
        return key[3:], "ب"
    return key, ""


def _is_cue(scan: Scan, token: int) -> bool:
    index = bisect_left(scan.cue_tokens, token)
    return index < len(scan.cue_tokens) and scan.cue_tokens[index] == token


def _adverb(scan: Scan, token: int) -> bool:
    """Is the word written with a tanween, as adverbs and circumstances are, but names are not?"""
    tokens = scan.document.tokens
    return _TANWEEN in scan.document.text[tokens.starts[token] : tokens.ends[token]]


def _circumstance(scan: Scan, token: int) -> bool:
    keys, words = scan.document.tokens.keys, scan.lexicon
    return keys[token] in words.circumstances or scan.document.tokens.kinds[token] == TokenKind.NUMBER


def _addressed(scan: Scan, token: int, stem: str) -> bool:
    """Does "ل" here name who was told, rather than belong to a title ("المدير العام لشركة")?"""
    words, keys = scan.lexicon, scan.document.tokens.keys
    if stem not in words.addressees:
        return False
    return _stem(words, keys[token - 1])[0] not in words.roles and keys[token - 1] not in _GENERAL


_GENERAL: Final = frozenset(
    map(
        match_key,
        ("العام", "العامة", "التنفيذي", "التنفيذية", "الرسمي", "الرسمية", "التابع", "التابعة", "الأعلى"),
    )
)


def _apposition(scan: Scan, comma: int, bound: int) -> bool:
    """Does the phrase go on after a comma: "فلان، رئيس الهيئة،"?"""
    words, tokens = scan.lexicon, scan.document.tokens
    if comma + 1 >= bound or tokens.kinds[comma + 1] != TokenKind.WORD:
        return False
    key = tokens.keys[comma + 1]
    if key in words.ends_phrase or key == _IN or _is_cue(scan, comma + 1) or _adverb(scan, comma + 1):
        return False
    for position in range(comma + 1, min(bound, comma + 1 + _APPOSITION)):
        following = tokens.keys[position]
        if following in COMMAS or following in STOPS:
            return following in COMMAS and (
                _stem(words, key)[0] in words.roles or position - comma <= _SHORT + 1
            )
        if following in words.ends_phrase or _is_cue(scan, position):
            return _stem(words, key)[0] in words.roles
    return bound - comma <= _APPOSITION + 1 or _stem(words, key)[0] in words.roles


def _short_name(scan: Scan, mark: int, bound: int) -> int | None:
    """The closing mark of a name in quotation marks of at most four words that the phrase holds."""
    index = bisect_left(scan.quoted, mark, key=lambda quoted: quoted.first - 1)
    if index == len(scan.quoted):
        return None
    quoted = scan.quoted[index]
    if quoted.opening != mark or quoted.closing is None or quoted.closing >= bound:
        return None
    return quoted.closing if scan.words(quoted.first, quoted.last) <= 4 else None


def _bracket(scan: Scan, opening: int, bound: int) -> int | None:
    keys = scan.document.tokens.keys
    for position in range(opening + 1, min(bound, opening + 12)):
        if keys[position] == ")":
            return position
    return None
