"""The noun phrase that names who speaks: where it begins and where it ends."""

from __future__ import annotations

from typing import Final, NamedTuple

from tasks.extract.memo import Memo
from tasks.extract.quotations.lexicon import lexicon
from tasks.extract.quotations.marks import MARKS
from tasks.extract.quotations.names import Names
from tasks.extract.quotations.scan import COMMAS, STOPS, THAT, Scan
from tasks.text.clitics import readings
from tasks.text.fold import match_key
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_BREAK: Final = TokenKind.BREAK
_LATIN: Final = TokenKind.LATIN
_NUMBER: Final = TokenKind.NUMBER
_PUNCTUATION: Final = TokenKind.PUNCTUATION
_WORD: Final = TokenKind.WORD

#: A speaker's phrase is never longer; longer ones have swallowed something else.
_LONGEST: Final = 30
#: An apposition after a comma has at most so many words, a bare name between commas so many.
_APPOSITION: Final = 14
_SHORT: Final = 4
_IN: Final = match_key("في")
_ON: Final = match_key("على")
_ABOUT: Final = match_key("عن")
_DISTANCE: Final = match_key("بعد")
_NAMED: Final = match_key("باسم")
_MAKSURA: Final = "\N{ARABIC LETTER ALEF MAKSURA}"
_HEH: Final = "\N{ARABIC LETTER HEH}"
_ALEF: Final = "\N{ARABIC LETTER ALEF}"
_VAN: Final = match_key("فإن")
#: Prepositions cut off from their word by a mark ('ل"واس"').
_LONE: Final = frozenset(("ل", "ب", "ك"))
_PREPOSITIONS: Final = frozenset(map(match_key, ("من", "إلى", "على", "مع", "بين", "ضد")))
_KIN: Final = frozenset(map(match_key, ("بن", "ابن", "أبو", "آل")))
_DASHES: Final = frozenset("-–—/")
#: Endings of adverbs and adjectives of circumstance; no word of a name or title ends in a written tanween.
_TANWEEN: Final = "\N{ARABIC FATHATAN}"


def subject_after(scan: Scan, first: int, bound: int) -> tuple[int, int] | None:
    """The noun phrase that begins at token ``first`` and ends before ``bound``, as (first, one past last).

    None where no noun phrase begins there: the verb's subject is a pronoun, or stands elsewhere.
    """
    tokens = scan.document.tokens
    bound = min(bound, first + _LONGEST, len(tokens.keys))
    end = position = first
    role = False
    while position < bound:
        if tokens.kinds[position] == _WORD:
            if _ends_before(scan, first, position, bound, role=role):
                break
            role = role or _stem(tokens.keys[position]).role
            end = position + 1
        elif tokens.kinds[position] == _PUNCTUATION:
            held = _held(scan, first, position, bound)
            if held is None:
                break
            if tokens.keys[position] in MARKS:
                end = held + 1
            position = held
        elif tokens.kinds[position] == _BREAK or (tokens.kinds[position] == _NUMBER and position > first):
            break
        else:
            end = position + 1
        position += 1
    while end > first and tokens.keys[end - 1] in (_IN, _ABOUT, _ON, "و"):
        end -= 1
    named = any(tokens.kinds[p] in (_WORD, _LATIN) for p in range(first, end))
    return (first, end) if named else None


def _ends_before(scan: Scan, first: int, position: int, bound: int, *, role: bool) -> bool:
    """Does the noun phrase that began at ``first`` end before this word?"""
    words, keys = scan.lexicon, scan.document.tokens.keys
    key = keys[position]
    stem, proclitics, _, plain = _stem(key)
    if plain:
        return (
            (position + 1 < len(keys) and keys[position + 1] in words.last_or_next)
            or scan.has_cue(position)
            or (scan.vowelled and _adverb(scan, position))
        )
    if (key == _ON and _is_ali(scan, position)) or (key == _VAN and _is_van(scan, first, position)):
        return False
    if key in _LONE or (position + 1 < len(keys) and keys[position + 1] in words.last_or_next):
        return True
    if (
        (key in words.ends_phrase and key != _ON)
        or key in THAT
        or scan.has_cue(position)
        or _adverb(scan, position)
    ):
        return True
    if position == first and key.endswith(("ها", "هم")) and key[:-2] in words.reported_nouns:
        return True
    if position > first and key in words.reported_nouns and keys[position - 1].startswith("ال"):
        return True
    preposition = proclitics[-1:]
    if key == _IN:
        return not role or position + 1 >= bound or _circumstance(scan, position + 1)
    if key == _ON:
        role_before = position - 2 if keys[position - 1] in words.title_adjectives else position - 1
        return role_before < first or _stem(keys[role_before]).stem not in words.roles_on
    if key == _ABOUT and keys[position + 1 : position + 2] == (_DISTANCE,):
        return False  # "distance learning" is one word in two
    if key == _DISTANCE and position > first and keys[position - 1] == _ABOUT:
        return False
    if key == _ABOUT:
        return position == first or _stem(keys[position - 1]).stem not in words.roles_about
    if position == first:
        return (preposition in ("ل", "ب") and key != _NAMED) or _to_them(scan, position)
    if preposition == "ل":
        return _addressed(scan, position, stem)
    if preposition == "ب" and key != _NAMED:
        return not role or stem in words.circumstances
    return False


def _held(scan: Scan, first: int, position: int, bound: int) -> int | None:
    """The last token of a punctuated stretch that the phrase holds (an apposition's comma, a short name in marks,
    a bracket, a dash), or None where the phrase ends.
    """
    tokens = scan.document.tokens
    key = tokens.keys[position]
    if key in COMMAS:
        return position if position > first and _apposition(scan, position, bound) else None
    if key in MARKS:
        return _short_name(scan, position, bound)
    if key == "(":
        return _bracket(scan, position, bound)
    if position + 1 >= bound or tokens.kinds[position + 1] != _WORD:
        return None
    if key in _DASHES:
        return position
    short = position > first and tokens.ends[position - 1] - tokens.starts[position - 1] <= 3
    return position if key == "." and short else None


def subject_before(scan: Scan, token: int, names: Names) -> tuple[int, int] | None:
    """The noun phrase right before a verb, where the subject comes first ("المصادر ذكرت").

    Only a phrase that begins its clause with a title, a body or a known name counts, or one right after "that".
    """
    words, tokens = scan.lexicon, scan.document.tokens
    keys, kinds = tokens.keys, tokens.kinds
    start = scan.start_of(token)
    begin = token
    while begin > start and token - begin < _LONGEST:
        before = begin - 1
        key = keys[before]
        if key in _PREPOSITIONS:
            return None  # what stands before the verb belongs to a preposition
        if kinds[before] in (_PUNCTUATION, _BREAK) and key not in _DASHES and key not in "()":
            break
        if (
            key in THAT
            or (key in words.ends_phrase and key != _IN)
            or key in words.opens_clause
            or key in words.before_subject
        ):
            break
        if scan.has_cue(before):
            break
        begin = before
    if begin == token:
        return None
    phrase = subject_after(scan, begin, token)
    if phrase is None or (phrase[1] < token and keys[phrase[1]] != _IN):
        return None
    stem, proclitics, _, _ = _stem(keys[begin])
    if proclitics.strip("و"):
        return None
    known = stem in words.roles or stem in words.sources
    if begin > start:
        known = known or scan.is_that(begin - 1) or keys[begin - 1] in words.before_subject
    if known or names.begins(scan.document.words(begin, token)) is not None:
        return phrase
    return None


class _Stem(NamedTuple):
    """A word's stem and the clitics before it, as far as the lists know the stem; "للـ" is always a preposition.

    ``role`` is whether the stem is a title. A ``plain`` word ends no phrase by what it is: only a verb of saying, a tanween,
    or the word after it can make it do so.
    """

    stem: str
    proclitics: str
    role: bool
    plain: bool


def _find_stem(key: str) -> _Stem:
    words = lexicon()
    stem, proclitics = key, ""
    if len(key) > 4 and key.startswith("لل"):
        stem, proclitics = key[2:], "ل"
    elif len(key) > 5 and key.startswith("بال"):
        stem, proclitics = key[3:], "ب"
    for cut in readings(key):
        if cut.stem in words.roles or cut.stem in words.sources or cut.stem in words.addressees:
            stem, proclitics = cut.stem, cut.proclitics
            break
    ends = (
        key in _TELLING
        or key in words.ends_phrase
        or key in words.reported_nouns
        or proclitics[-1:] in ("ل", "ب")
        or key.startswith("ل")
        or key.endswith(("ها", "هم"))
    )
    return _Stem(stem, proclitics, stem in words.roles, not ends)


#: Words that end a phrase, or keep it from ending, in ways of their own.
_TELLING: Final = frozenset({_IN, _ON, _ABOUT, _DISTANCE, _VAN}) | _LONE | THAT

_stem: Final = Memo(_find_stem).__getitem__


def _is_ali(scan: Scan, token: int) -> bool:
    """Is it the name علي and not the preposition على, which many type alike?"""
    tokens = scan.document.tokens
    if scan.document.text[tokens.ends[token] - 1] == _MAKSURA:
        return False
    if scan.spells_apart:
        return True  # this writer keeps the two apart
    before = _stem(tokens.keys[token - 1]).stem if token else ""
    if token and tokens.keys[token - 1] in scan.lexicon.before_ali:
        return True
    return before in scan.lexicon.roles or (token + 1 < len(tokens.keys) and tokens.keys[token + 1] in _KIN)


def _is_van(scan: Scan, first: int, token: int) -> bool:
    """Is it the name فان, written without the hamza of فإن?"""
    tokens = scan.document.tokens
    if first < token and tokens.keys[token - 1].startswith("ال"):
        return False
    return scan.document.text[tokens.starts[token] + 1] == _ALEF


def _to_them(scan: Scan, token: int) -> bool:
    """Does the word say who was told by a pronoun: "لجيرانها"?"""
    tokens = scan.document.tokens
    key = tokens.keys[token]
    if not key.startswith("ل") or len(key) < 4 or key in scan.lexicon.sources:
        return False
    return (
        key.endswith(("ها", "هم"))
        or (key.endswith("نا") and len(key) > 5)
        or scan.document.text[tokens.ends[token] - 1] == _HEH
    )


def _adverb(scan: Scan, token: int) -> bool:
    """Is the word written with a tanween, as adverbs and circumstances are, but names are not?"""
    tokens = scan.document.tokens
    return _TANWEEN in scan.document.text[tokens.starts[token] : tokens.ends[token]]


def _circumstance(scan: Scan, token: int) -> bool:
    keys, words = scan.document.tokens.keys, scan.lexicon
    return keys[token] in words.circumstances or scan.document.tokens.kinds[token] == _NUMBER


def _addressed(scan: Scan, token: int, stem: str) -> bool:
    """Does "ل" here name who was told, rather than belong to a title ("المدير العام لشركة")?"""
    words, before = scan.lexicon, scan.document.tokens.keys[token - 1]
    if stem not in words.addressees:
        return False
    return not _stem(before).role and before not in words.title_adjectives


def _apposition(scan: Scan, comma: int, bound: int) -> bool:
    """Does the phrase go on after a comma: "فلان، رئيس الهيئة،"?"""
    words, tokens = scan.lexicon, scan.document.tokens
    if comma + 1 >= bound or tokens.kinds[comma + 1] != _WORD:
        return False
    key = tokens.keys[comma + 1]
    if key in words.ends_phrase or key == _IN or scan.has_cue(comma + 1) or _adverb(scan, comma + 1):
        return False
    role = _stem(key).role
    for position in range(comma + 1, min(bound, comma + 1 + _APPOSITION)):
        following = tokens.keys[position]
        if following in COMMAS or following in STOPS:
            return following in COMMAS and (role or position - comma <= _SHORT + 1)
        if following in words.ends_phrase or scan.has_cue(position):
            return role
    return role or bound - comma <= _APPOSITION + 1


def _short_name(scan: Scan, mark: int, bound: int) -> int | None:
    """The closing mark of a name in quotation marks of at most four words that the phrase holds."""
    quoted = scan.by_opening.get(mark)
    if quoted is None or quoted.closing is None or quoted.closing >= bound:
        return None
    return quoted.closing if scan.words(quoted.first, quoted.last) <= _SHORT else None


def _bracket(scan: Scan, opening: int, bound: int) -> int | None:
    keys = scan.document.tokens.keys
    for position in range(opening + 1, min(bound, opening + 12)):
        if keys[position] == ")":
            return position
    return None
