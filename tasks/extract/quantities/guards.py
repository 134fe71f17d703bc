"""Numbers that count nothing: parts of addresses on the web, telephones, identifiers, scores, ages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from tasks.errors import ConfigurationError
from tasks.extract import numeral_kinds
from tasks.extract.document import Document
from tasks.extract.numeral import Numeral
from tasks.extract.numerals.letters import has_article
from tasks.extract.quantities.counted import is_time_unit
from tasks.extract.quantities.forms import read_data
from tasks.extract.quantities.phrases import Phrases
from tasks.text import token_kinds
from tasks.text.fold import match_key
from tasks.text.span import Span
from tasks.text.tokens import Tokens

_LINK: Final = re.compile(r"(?:https?://|www\.)\S{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")
_TELEPHONE_MARKS: Final = frozenset("-/.()+")
_MOST_TELEPHONE_TOKENS: Final = 24
#: The fewest and most digits of a telephone number (ITU-T E.164 allows fifteen).
_LEAST_TELEPHONE: Final = 6
_MOST_TELEPHONE: Final = 15
_SEPARATORS: Final = frozenset(".,\N{ARABIC DECIMAL SEPARATOR}\N{ARABIC THOUSANDS SEPARATOR}")
_OPENED: Final = frozenset('"«“')
_CLOSED: Final = frozenset('"»”')
_SIGNS: Final = frozenset("+-\N{MINUS SIGN}")
_ARITHMETIC: Final = frozenset("+×*=÷^")
_DASHES: Final = frozenset("-–—‐‑")
_DISTANCE: Final = 4
#: "Offered", and "foot"; and what stands behind so many feet.
_OFFERED: Final = "قدم"
_BEHIND_FEET: Final = frozenset(
    ("في", "من", "عن", "فوق", "تحت", "علي", "الي", "مربع", "مربعه", "مكعب", "مكعبه", "او")
)
#: أي, "that is", has the key of the letter آي.
_THAT_IS: Final = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}\N{ARABIC LETTER YEH}"
_TODAY: Final = "اليوم"
_PLURALS: Final = ("ات", "ون", "ين")
_OF_LIFE: Final = (("من", "العمر"), ("من", "عمره"), ("من", "عمرها"))


class Guards(NamedTuple):
    """The words of ``numbers_guards.toml``, as keys."""

    identifiers: frozenset[str]
    distant: frozenset[str]
    loose: frozenset[str]
    ages: frozenset[str]
    scores: frozenset[str]
    telephones: frozenset[str]
    before_ordinal: frozenset[str]
    after_ordinal: frozenset[str]
    before_one: frozenset[str]
    after_one: frozenset[str]
    after_fraction: frozenset[str]
    boxes: Phrases[bool]
    after_six: frozenset[str]
    months: frozenset[str]


@lru_cache(maxsize=1)
def guards() -> Guards:
    """The guard words, loaded once; each also with a conjunction or preposition written onto it."""
    data = read_data("numbers_guards.toml")

    def keys(words: list[str], *, prefixed: bool = False) -> frozenset[str]:
        plain = {match_key(word) for word in words}
        return frozenset(
            p + word for word in plain for p in (("", "و", "ب", "ل", "ف") if prefixed else ("",))
        )

    try:
        nouns = data["identifiers"]["nouns"]
        definite = [
            "ال" + noun for noun in nouns if len(noun) > 3 and not noun.startswith("ال") and " " not in noun
        ]
        return Guards(
            identifiers=keys([*data["identifiers"]["nouns"], *definite], prefixed=True),
            distant=keys(data["identifiers"]["distant"], prefixed=True),
            loose=keys(data["identifiers"]["loose"], prefixed=True),
            ages=keys(data["ages"]["words"], prefixed=True),
            scores=keys(data["scores"]["words"], prefixed=True),
            telephones=keys(data["telephones"]["words"], prefixed=True),
            before_ordinal=keys(data["ordinals"]["before"], prefixed=True),
            after_ordinal=keys(data["ordinals"]["after"]),
            before_one=keys(data["one"]["before"], prefixed=True),
            after_one=keys(data["one"]["after"]),
            after_fraction=keys(data["fractions"]["after"]),
            boxes=Phrases([(phrase, True) for phrase in data["boxes"]["phrases"]], prefixed=True),
            after_six=keys(data["names"]["six"]),
            months=keys(data["names"]["months"]),
        )
    except (KeyError, TypeError) as error:
        raise ConfigurationError(f"numbers_guards.toml: {error!r} is missing or wrong") from error


def links(text: str) -> list[Span]:
    """Web and mail addresses, whose digits count nothing."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [Span(*match.span()) for match in _LINK.finditer(text)]


def telephones(tokens: Tokens, numerals: Sequence[Numeral]) -> list[tuple[int, int]]:
    """Token ranges of telephone numbers: digits in groups that begin with +, 00 or 0, or follow a telephone word."""
    found: list[tuple[int, int]] = []
    keys, kinds, after = tokens.keys, tokens.kinds, 0
    for numeral in numerals:
        position = numeral.first + (keys[numeral.first] in _SIGNS)
        if position < after or not keys[position].isdigit():
            continue
        following = position + 1
        grouped = following < len(keys) and (
            kinds[following] is token_kinds.NUMBER or keys[following] in _TELEPHONE_MARKS
        )
        if not grouped and len(keys[position]) < _LEAST_TELEPHONE:
            continue
        after = _telephone_end(tokens, position)
        if _is_telephone(tokens, position, after):
            found.append((position, after))
    return found


def _telephone_end(tokens: Tokens, position: int) -> int:
    """Where a run of digit groups with telephone marks between them ends."""
    keys, kinds, end, at = tokens.keys, tokens.kinds, position + 1, position + 1
    while at < len(tokens) and at - position < _MOST_TELEPHONE_TOKENS:
        if kinds[at] is token_kinds.NUMBER and keys[at].isdigit():
            at += 1
            end = at
        elif keys[at] in _TELEPHONE_MARKS:
            at += 1
        else:
            break
    return end


def _is_telephone(tokens: Tokens, position: int, end: int) -> bool:
    digits = sum(len(tokens.keys[i]) for i in range(position, end) if tokens.kinds[i] is token_kinds.NUMBER)
    if not _LEAST_TELEPHONE <= digits <= _MOST_TELEPHONE:
        return False
    groups = [tokens.keys[i] for i in range(position, end) if tokens.kinds[i] is token_kinds.NUMBER]
    if len(groups) > 1 and set(groups[1:]) == {"000"}:
        return False  # a round number in groups of thousands
    if position and tokens.keys[position - 1] == "+" and tokens.glued(position - 1):
        return end - position > 1 or digits > 9
    if any(group.startswith("0") and group.isdigit() and len(group) > 1 for group in (groups[0], groups[-1])):
        return (
            digits >= 7 and all(len(group) > 1 for group in groups) and "/" not in tokens.keys[position:end]
        )
    window = tokens.keys[max(0, position - 6) : position]
    return any(key in guards().telephones for key in window) and (digits >= 7 or end - position > 1)


def in_dashed_date(tokens: Tokens, numeral: Numeral) -> bool:
    """Part of three or more numbers joined by dashes (15 - 9 - 1436): a date, serial or telephone number."""
    count, at = 1, numeral.first - 1
    while count < 3 and at > 0 and tokens.keys[at] in _DASHES and tokens.kinds[at - 1] is token_kinds.NUMBER:
        count, at = count + 1, at - 2
    at = numeral.last
    while (
        count < 3
        and at + 1 < len(tokens)
        and tokens.keys[at] in _DASHES
        and tokens.kinds[at + 1] is token_kinds.NUMBER
    ):
        count, at = count + 1, at + 2
    return count >= 3


def in_arithmetic(tokens: Tokens, numeral: Numeral) -> bool:
    """One side of 5+1 or 4×6."""
    first, last = numeral.first, numeral.last
    before = (
        first > 1 and tokens.keys[first - 1] in _ARITHMETIC and tokens.kinds[first - 2] is token_kinds.NUMBER
    )
    after = (
        last + 1 < len(tokens)
        and tokens.keys[last] in _ARITHMETIC
        and tokens.kinds[last + 1] is token_kinds.NUMBER
    )
    return before or after


def _ends_quoted_name(tokens: Tokens, numeral: Numeral) -> bool:
    """The number of «فجر 5»: a word or two and digits in quotation marks of their own."""
    if (
        numeral.form is not numeral_kinds.DIGITS
        or numeral.last >= len(tokens)
        or tokens.keys[numeral.last] not in _CLOSED
    ):
        return False
    before = tokens.keys[max(0, numeral.first - 3) : numeral.first]
    return any(key in _OPENED for key in before[:-1]) and tokens.kinds[numeral.first - 1] is token_kinds.WORD


def names_thing(document: Document, numeral: Numeral, *, alone: bool = False) -> str | None:
    """The word that makes a number the name of a thing (المادة 5, القرار رقم 2254, اللواء 93), or None.

    ``alone`` says that nothing behind the number can be what it counts, which lets more words name over a distance.
    """
    tokens = document.tokens
    first = numeral.first
    while first and tokens.keys[first - 1] in ("(", '"', "«", "“", "ال", "ـ", ""):
        first -= 1
    if first == 0:
        return None
    key = tokens.keys[first - 1]
    words = guards()
    if words.boxes.before(tokens, first) is not None:
        return "post office box"
    if _ends_quoted_name(tokens, numeral):
        return "quoted name"
    if key == _TODAY and numeral.form is not numeral_kinds.DIGITS:
        return None  # يستخدمها اليوم سبعة
    if key in words.identifiers:
        named = document.text[tokens.starts[first - 1] : tokens.ends[first - 1]]
        return None if named.endswith(_THAT_IS) else named
    if key in _DASHES and tokens.glued(first - 1) and first > 1 and tokens.glued(first - 2):
        return (
            "dash"
            if tokens.kinds[first - 2] is token_kinds.WORD and numeral.form is numeral_kinds.DIGITS
            else None
        )
    if numeral.form is not numeral_kinds.DIGITS or not isinstance(numeral.value, int) or key == "و":
        return None
    for position in range(first - 1, max(-1, first - 1 - _DISTANCE), -1):
        if tokens.kinds[position] is not token_kinds.WORD:
            return None
        if tokens.keys[position] in words.distant or (alone and tokens.keys[position] in words.loose):
            return document.text[tokens.starts[position] : tokens.ends[position]]
        if tokens.keys[position] in ("الي", "من", "بنحو", "نحو", "حوالي", "علي", "بلغ", "بلغت", "عدد", "بين"):
            return None
    return None


def says_which(tokens: Tokens, numeral: Numeral) -> bool:
    """``في يومه الـ21``, ``التقرير الـ51``: digits with the article behind a singular noun."""
    before = numeral.first - 2
    if numeral.form is not numeral_kinds.DIGITS or not numeral.article or before < 0:
        return False
    if tokens.keys[numeral.first - 1] != "ال" or tokens.kinds[before] is not token_kinds.WORD:
        return False
    key = tokens.keys[before]
    if key.endswith(_PLURALS) or not isinstance(numeral.value, int):
        return False
    return has_article(key) or key.endswith(("ه", "ها", "هم"))


def is_code(tokens: Tokens, numeral: Numeral) -> bool:
    """Digits with letters written onto them that are no unit (5G, 29ك.ل.م) name something."""
    if (
        numeral.form is not numeral_kinds.DIGITS
        or numeral.last >= len(tokens)
        or not tokens.glued(numeral.last - 1)
    ):
        return False
    kind, key = tokens.kinds[numeral.last], tokens.keys[numeral.last]
    if kind is token_kinds.LATIN:
        return key[0].isalpha()
    return kind is token_kinds.WORD and len(key) == 1


def is_no_unit(tokens: Tokens, numeral: Numeral, end: int) -> bool:
    """``في 2007 قدم المنتخب عرضا``: a verb before its subject, not feet; ``العشرين G20``: a name, not grams."""
    keys, kinds = tokens.keys, tokens.kinds
    if end >= len(keys) or end != numeral.last + 1:
        return False
    if kinds[end - 1] is token_kinds.LATIN and kinds[end] is token_kinds.NUMBER:
        return tokens.glued(end - 1)
    if keys[end - 1] != _OFFERED:
        return False
    if keys[end].startswith("ال"):
        return True
    return is_year_like(numeral) and kinds[end] is token_kinds.WORD and keys[end] not in _BEHIND_FEET


def is_text_word(tokens: Tokens, numeral: Numeral, *, measured: bool) -> bool:
    """نص is "half" in the dialects and "text" everywhere: half only before a unit, after a number, or alone."""
    if numeral.kind is not numeral_kinds.FRACTION or not tokens.keys[numeral.first].endswith("نص"):
        return False
    if measured:
        return False
    if tokens.keys[numeral.first].endswith(("النص", "لنص")):
        return True
    return numeral.last < len(tokens) and tokens.kinds[numeral.last] is token_kinds.WORD


def is_place_like_fraction(tokens: Tokens, numeral: Numeral, *, known: bool) -> bool:
    """سبع and عشر before a definite word we do not know begin a name (سبع البور) sooner than a share."""
    if numeral.kind is not numeral_kinds.FRACTION or numeral.form is not numeral_kinds.WORDS or known:
        return False
    return tokens.keys[numeral.first].endswith(("سبع", "تسع", "عشر")) and numeral.last - numeral.first == 1


def is_age(document: Document, numeral: Numeral) -> bool:
    """عمره 52, في سن الـ18, عن عمر ناهز الثمانين."""
    tokens = document.tokens
    words = guards().ages
    for position in range(numeral.first - 1, max(-1, numeral.first - 4), -1):
        if tokens.kinds[position] is token_kinds.WORD:
            if tokens.keys[position] in words:
                return True
        elif tokens.keys[position] not in ("ـ", '"'):
            break
    return is_of_life(tokens, numeral.last)


def is_of_life(tokens: Tokens, position: int) -> bool:
    """Do the words from a token on say that years of a life are meant: من عمره?"""
    return tokens.keys[position : position + 2] in _OF_LIFE


def is_year_like(numeral: Numeral) -> bool:
    """A plain figure of four digits that may be a year, Gregorian or Hijri."""
    value = numeral.value
    return (
        numeral.form is numeral_kinds.DIGITS
        and isinstance(value, int)
        and (1900 <= value <= 2100 or 1300 <= value <= 1500)
        and numeral.last - numeral.first == 1
    )


def has_score_words(document: Document, first: int) -> bool:
    """Does the sentence around a token speak of matches?"""
    sentence = (
        document.sentences[document.sentence_of(document.tokens.starts[first])]
        if document.sentences
        else None
    )
    tokens = document.tokens_of(sentence) if sentence is not None else range(first, first)
    window = document.tokens.keys[max(tokens.start, first - 30) : min(tokens.stop, first + 30)]
    words = guards().scores
    return any(key in words for key in window)


def part_of_name(document: Document, numeral: Numeral) -> bool:
    """Ordinals of months, ranks and chemistry; one in idioms; half and quarter in names."""
    keys = document.tokens.keys
    before = keys[numeral.first - 1] if numeral.first else ""
    after = keys[numeral.last] if numeral.last < len(keys) else ""
    words = guards()
    if numeral.kind is numeral_kinds.ORDINAL:
        return before in words.before_ordinal or after in words.after_ordinal or keys[numeral.last : numeral.last + 2] == (
            "من", "امس",
        )  # fmt: skip
    if numeral.kind is numeral_kinds.FRACTION and numeral.form is numeral_kinds.WORDS:
        return after in words.after_fraction
    if numeral.value == 6 and after in words.after_six:
        return True
    if numeral.value in (1, 2) and numeral.form is numeral_kinds.WORDS and is_time_unit(before):
        return True
    if numeral.value == 1 and numeral.form is numeral_kinds.WORDS and numeral.last - numeral.first == 1:
        return numeral.article or before in words.before_one or after in words.after_one
    return False
