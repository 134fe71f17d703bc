"""Numbers without a unit or noun: names, ages, scores, dates that were not taken, and plain numbers."""

from __future__ import annotations

from typing import Final

from tasks.extract import numeral_kinds
from tasks.extract.document import Document
from tasks.extract.numeral import Numeral
from tasks.extract.quantities import guards
from tasks.extract.quantities.bounds import hedge_before
from tasks.extract.quantities.counted import is_time_unit
from tasks.extract.quantities.draft import Draft
from tasks.extract.quantities.totals import total_before
from tasks.text import token_kinds
from tasks.text.fold import match_key

_SLASHES: Final = frozenset("/:")
#: A tatweel on its own has an empty key.
_DASHES: Final = frozenset(("-", "–", "/", ""))
_AGAINST: Final = frozenset((*_DASHES, "مقابل"))
#: A year stands behind one of these, or in brackets of its own.
_YEAR_BEFORE: Final = frozenset(
    match_key(word)
    for word in (
        "في",
        "عام",
        "سنة",
        "منذ",
        "لعام",
        "العام",
        "(",
        "بعام",
        "لسنة",
        "حتى",
        "من",
        "إلى",
        "الماضي",
        "الحالي",
        "الجاري",
        "المقبل",
        "القادم",
        "الهجري",
    )
)
#: A list of years is opened by one of these, at most so many tokens before.
_YEARS: Final = frozenset(("عامي", "سنتي", "اعوام", "سنوات", "الاعوام", "السنوات", "العامين"))
_YEARS_REACH: Final = 24
#: Words that count begin like this; a figure behind one is no year.
_COUNTING: Final = (
    "عدد",
    "بلغ",
    "تبلغ",
    "يبلغ",
    "رقم",
    "مبلغ",
    "نقاط",
    "نقطه",
    "مستوي",
    "سعر",
    "قيم",
    "مجموع",
    "اجمالي",
    "بواقع",
    "بمعدل",
    "متوسط",
)
_PREPOSITIONS: Final = frozenset(("في", "من", "علي", "الي", "عن", "تحت", "وفي", "ومن", "وعلي"))
_YEAR_WORDS: Final = frozenset(("عام", "سنه", "العام", "السنه"))
_HEAT: Final = frozenset(("حراره", "الحراره", "حرارته", "حرارتها"))
_DEGREES: Final = ("درجه", "درجات")
_NOT_HEAT: Final = frozenset(("بمقدار", "بنسبه", "بمعدل", "بواقع", "عام", "سنه", "رقم", "يوم"))
#: So many words from a figure to the words that make it one of temperature; air and bodies are no colder or hotter.
_HEAT_REACH: Final = 3
_COLDEST: Final = -70
#: 0 degrees Celsius in kelvin.
_FREEZING: Final = 273.15
_HOTTEST: Final = 60
_MOST_GOALS: Final = 200
#: ثلاثة أضعاف is a factor.
_TIMES_AS_MUCH: Final = frozenset(("اضعاف", "ضعف", "ضعفا", "امثال"))
_COMMAS: Final = frozenset((",", "\N{ARABIC COMMA}"))
#: A figure behind one of these is a rank.
_RANKS: Final = frozenset(
    ("المركز", "المرتبه", "الرتبه", "الترتيب", "بالمركز", "بالمرتبه", "للمركز", "للمرتبه")
)
#: Behind من, these make a figure a year all the same.
_OF_YEARS: Final = ("الهجر", "الميلاد", "القرن", "الشهر", "التقويم")


def describe_bare(document: Document, draft: Draft, numeral: Numeral) -> bool:
    """Say what a number without a measure is; False where it is no quantity at all."""
    tokens = document.tokens
    of_time = numeral.last < len(tokens) and _counts_time(tokens.keys[numeral.last], numeral)
    if of_time and not _is_dated(document, numeral.last):
        return False
    if in_date(document, numeral) or guards.is_code(tokens, numeral):
        return False
    if numeral.last < len(tokens) and tokens.keys[numeral.last] in _TIMES_AS_MUCH:
        draft.dimension = "ratio"
        return True
    if _is_heat(document, numeral):
        draft.unit, draft.dimension, draft.rule = "Cel", "temperature", "unit"
        draft.si_value = None if draft.value is None else draft.value + _FREEZING
        draft.trace.append("behind words of temperature")
        return True
    thing = None if _is_one(numeral) else guards.names_thing(document, numeral, alone=True)
    if thing is None and tokens.keys[numeral.first].startswith("00"):
        thing = "leading zeros"
    if thing == "dash" or (thing is not None and numeral.ratio):
        return False
    if numeral.last < len(tokens) and tokens.keys[numeral.last] in guards.guards().months:
        thing = "a month"
    if _is_rank(document, numeral):
        draft.dimension = draft.rule = "ordinal"
    elif thing is not None:
        draft.dimension = draft.rule = "identifier"
        draft.trace.append(f"names: {thing}")
    elif guards.is_age(document, numeral) or _is_apposed_age(document, numeral):
        draft.dimension = draft.rule = "age"
    elif (
        _is_year(document, numeral)
        or _is_adjective(document, numeral)
        or (numeral.ratio and not _is_share(document, numeral))
    ):
        return False
    elif guards.is_year_like(numeral) and _stands_like_year(document, numeral):
        draft.dimension = draft.rule = "identifier"
        draft.trace.append("names: a year, sooner than a count")
    elif _is_score(document, numeral):
        draft.dimension = draft.rule = "score"
    elif numeral.kind is numeral_kinds.FRACTION:
        draft.dimension = "ratio"
    elif guards.says_which(document.tokens, numeral):
        draft.dimension = draft.rule = "ordinal"
    else:
        _count_total(document, draft, numeral)
    return True


def _count_total(document: Document, draft: Draft, numeral: Numeral) -> None:
    """``عدد القتلى 120``: how many there are of a noun named before; its words are not the number's."""
    if numeral.kind is not numeral_kinds.CARDINAL or numeral.article:
        return
    total = total_before(document, numeral.first)
    if total is None:
        return
    draft.dimension = draft.rule = "count"
    draft.counted = document.words(total.noun, total.noun + 1).of(document.text)
    draft.people = total.people
    draft.trace.append("total of a noun before")


def _is_heat(document: Document, numeral: Numeral) -> bool:
    """``بلغت درجة الحرارة 38.5``: a bare figure of the weather behind degrees of heat, a verb or two between."""
    if (
        numeral.form is not numeral_kinds.DIGITS
        or numeral.value is None
        or not _COLDEST <= numeral.value <= _HOTTEST
    ):
        return False
    keys, kinds = document.tokens.keys, document.tokens.kinds
    for position in range(numeral.first - 1, max(0, numeral.first - 1 - _HEAT_REACH), -1):
        if kinds[position] is not token_kinds.WORD or keys[position] in _NOT_HEAT:
            return False
        if keys[position] in _HEAT:
            return keys[position - 1].endswith(_DEGREES)
    return False


def _is_rank(document: Document, numeral: Numeral) -> bool:
    """``المركز 121``."""
    if numeral.form is not numeral_kinds.DIGITS or not isinstance(numeral.value, int) or not numeral.first:
        return False
    return document.tokens.keys[numeral.first - 1] in _RANKS


def _is_apposed_age(document: Document, numeral: Numeral) -> bool:
    """``سمير حداد، 42، مهندس``: a figure between commas of its own, no member of a list."""
    keys, kinds, first, last = document.tokens.keys, document.tokens.kinds, numeral.first, numeral.last
    if numeral.form is not numeral_kinds.DIGITS or numeral.value is None or not 15 <= numeral.value <= 105:
        return False
    if first < 3 or last + 1 >= len(keys) or keys[first - 1] not in _COMMAS or keys[last] not in _COMMAS:
        return False
    around = (kinds[first - 3], kinds[first - 2], kinds[last + 1])
    return isinstance(numeral.value, int) and around == (token_kinds.WORD,) * 3


def _is_dated(document: Document, position: int) -> bool:
    """``25 مليونا عام 2004``: the unit of time has a number of its own, and is not what stands before it."""
    tokens = document.tokens
    after = position + 1
    return (
        tokens.keys[position] in _YEAR_WORDS
        and after < len(tokens)
        and len(tokens.keys[after]) == 4
        and (tokens.kinds[after] is token_kinds.NUMBER)
    )


def _counts_time(key: str, numeral: Numeral) -> bool:
    """A unit of time behind the number: يوما, الأشهر الماضية, مئة وعامين."""
    if is_time_unit(key.removeprefix("ال")):
        return True
    return (
        key.startswith("و") and is_time_unit(key[1:]) and numeral.value is not None and numeral.value >= 100
    )


def _is_year(document: Document, numeral: Numeral) -> bool:
    if not guards.is_year_like(numeral) or not numeral.first:
        return False
    keys = document.tokens.keys
    before = keys[numeral.first - 1]
    of = keys[numeral.last : numeral.last + 2]
    if len(of) > 1 and of[0] == "من" and of[1].startswith("ال") and not of[1].startswith(_OF_YEARS):
        return False
    if before == "و":  # بعد عامي 2006 (في …) و2014
        return any(key in _YEARS for key in keys[max(0, numeral.first - _YEARS_REACH) : numeral.first - 1])
    return before in _YEAR_BEFORE or before in _DASHES


def _stands_like_year(document: Document, numeral: Numeral) -> bool:
    """A plain 1950 to 2035 right behind a word that does not count, with no hedge (كأس 2014, ما بعد 2008)."""
    tokens = document.tokens
    value = numeral.value
    if not numeral.first or value is None or not 1950 <= value <= 2035:
        return False
    if (
        tokens.kinds[numeral.first - 1] is not token_kinds.WORD
        or numeral.article
        or tokens.keys[numeral.first - 1].startswith(_COUNTING)
    ):
        return False
    return hedge_before(tokens, numeral.first, numeral.clitic) is None


def _is_one(numeral: Numeral) -> bool:
    return numeral.value == 1 and numeral.form is numeral_kinds.WORDS


def _is_adjective(document: Document, numeral: Numeral) -> bool:
    """``في مكان واحد``: behind a preposition and its noun, one says "the same" sooner than how many."""
    if not _is_one(numeral) or numeral.first < 2 or numeral.clitic:
        return False
    tokens = document.tokens
    before = slice(numeral.first - 2, numeral.first)
    return (
        tokens.kinds[before] == (token_kinds.WORD, token_kinds.WORD)
        and tokens.keys[before][0] in _PREPOSITIONS
    )


def _is_share(document: Document, numeral: Numeral) -> bool:
    """Is ``a/b`` without a measure a fraction? With a sign, a whole before it, a part of something, or alone in the text.

    In releases it is a game's set, a file, a part of a series far more often.
    """
    tokens = document.tokens
    if tokens.kinds[numeral.first] is not token_kinds.NUMBER or numeral.last - numeral.first > 3:
        return True
    after = numeral.last
    if after < len(tokens) and (tokens.keys[after] == "من" or tokens.keys[after].startswith("ال")):
        return True
    return numeral.first == 0 and not any(
        kind is token_kinds.WORD for kind in tokens.kinds[after : after + 3]
    )


def in_date(document: Document, numeral: Numeral) -> bool:
    """Part of a date, clock or sum that the reader of times did not take: 7/11/1436, 18:10, 3-5/11, 5+1."""
    tokens, first, last = document.tokens, numeral.first, numeral.last
    keys, kinds = tokens.keys, tokens.kinds
    if first > 1 and keys[first - 1] in _SLASHES and kinds[first - 2] is token_kinds.NUMBER:
        return True
    if last + 1 < len(keys) and keys[last] in _SLASHES and kinds[last + 1] is token_kinds.NUMBER:
        return True
    if keys[last : last + 1] == ("-",) and keys[last + 2 : last + 3] == ("/",):
        return True
    return guards.in_dashed_date(tokens, numeral) or guards.in_arithmetic(tokens, numeral)


def _against_zero(document: Document, numeral: Numeral) -> bool:
    """``3-صفر``, ``صفر-2``: nothing but a score is told with a dash and the word for zero."""
    keys, kinds = document.tokens.keys, document.tokens.kinds
    for dash, other in ((numeral.first - 1, numeral.first - 2), (numeral.last, numeral.last + 1)):
        if not 0 <= other < len(keys) or keys[dash] not in _DASHES:
            continue
        if numeral.form is numeral_kinds.DIGITS and keys[other] == "صفر":
            return True
        if keys[numeral.first] == "صفر" and (kinds[other] is token_kinds.NUMBER or keys[other] == "صفر"):
            return True
    return False


def _is_score(document: Document, numeral: Numeral) -> bool:
    """One side of ``3-1`` where matches are spoken of, or of ``3-صفر`` anywhere."""
    if _against_zero(document, numeral):
        return True
    if (
        numeral.form is not numeral_kinds.DIGITS
        or numeral.value is None
        or not 0 <= numeral.value < _MOST_GOALS
    ):
        return False
    keys = document.tokens.keys
    near = keys[max(0, numeral.first - 1) : numeral.first] + keys[numeral.last : numeral.last + 1]
    return any(key in _AGAINST for key in near) and guards.has_score_words(document, numeral.first)
