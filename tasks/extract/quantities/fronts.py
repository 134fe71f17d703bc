"""What stands in front of a number and tells what it is of: $20, ٪5, دولار واحد, الدول الخمس."""

from __future__ import annotations

from typing import Final

from tasks.extract import numeral_kinds
from tasks.extract.document import Document
from tasks.extract.numeral import Numeral
from tasks.extract.numerals.letters import has_article
from tasks.extract.quantities.counted import Counted, counted_before, is_plural, noun_before
from tasks.extract.quantities.counted_nouns import nouns
from tasks.extract.quantities.draft import Draft
from tasks.extract.quantities.measures import Measure, money_measure, percent_at, percent_before
from tasks.extract.quantities.money import currency_before, sign_before
from tasks.extract.quantities.units import unit_before
from tasks.text import token_kinds

_PERCENT_SIGNS: Final = frozenset(("%", "٪"))
#: Endings of adjectives of relation, singular and dual.
_RELATION: Final = ("ي", "يه", "يين", "يان", "يتين", "يتان")
#: Endings of the adjectives of plurals (الكبرى, العربية, السعوديين).
_ADJECTIVE: Final = ("ه", "ري", "مي", "ين", "ون")
_MOST_ADJECTIVES: Final = 2
_HAMZA: Final = "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"
#: Behind these, one or two are of those before, and count nothing else (ثلاثة أجانب اثنان منهم).
_OF_THEM: Final = frozenset(("منهم", "منها", "منهما", "منهن"))
#: Words after which a share named before its number ends (نسبة 40 من …).
_AFTER_SHARE: Final = frozenset(("من", "في", "كفايه", "خلال", "عن", "علي", "مقارنه", "الي"))


def has_percent_sign(document: Document, numeral: Numeral) -> bool:
    """A percent sign in front (٪12 من الطرق) goes before any noun behind."""
    if percent_before(document, numeral.first) != "sign":
        return False
    return document.tokens.keys[numeral.first - 1] in _PERCENT_SIGNS


def measure_in_front(document: Document, draft: Draft, numeral: Numeral) -> Measure | None:
    """The measure that signs or nouns before a number give it; the draft begins with them then."""
    first = numeral.first
    money = sign_before(document, first)
    if money is not None:
        draft.begin(document, money[1])
        return money_measure(money[0])._replace(end=numeral.last)
    share = percent_before(document, first)
    if share is not None and numeral.kind is numeral_kinds.CARDINAL and not numeral.clitic:
        if share == "share" and not (
            _ends_phrase(document, numeral.last) or _shares_sign(document, numeral.last)
        ):
            return None
        draft.begin(document, first - 1)
        return Measure("percent", "%", "ratio", numeral.last, trace=f"percent {share} before")
    if numeral.form is numeral_kinds.WORDS and numeral.value in (1, 2) and not numeral.clitic:
        return _as_adjective(document, draft, numeral)
    if numeral.article and numeral.kind is not numeral_kinds.FRACTION:
        if first and document.tokens.keys[first - 1] == "ال":  # المتهمين الـ29
            first -= 1
        counted = (
            _before_adjective(document, first)
            or counted_before(document, first)
            or _before_genitive(document, first)
        )
        if counted is not None:
            return _counting(document, draft, numeral, counted, "definite noun before")
    return None


def _before_adjective(document: Document, first: int) -> Counted | None:
    """``الدول الكبرى الخمس``, ``الرهائن الكوريين الجنوبيين الـ21``: the definite plural before one or two adjectives."""
    tokens = document.tokens
    found = None
    for position in range(first - 1, max(0, first - 1 - _MOST_ADJECTIVES), -1):
        if not has_article(tokens.keys[position]) or not tokens.keys[position].endswith(_ADJECTIVE):
            break
        if tokens.keys[position].endswith("ين") and document.text[tokens.ends[position] - 2] == _HAMZA:
            break  # الرهائن has the key of a sound plural
        counted = counted_before(document, position)
        if counted is not None and counted.people is not None:
            found = counted._replace(end=first)
    return found


def _before_genitive(document: Document, first: int) -> Counted | None:
    """``قطاعات السوق الخمسة عشر``: the plural before a definite genitive, which is what the number counts."""
    keys = document.tokens.keys
    if (
        first < 2
        or not has_article(keys[first - 1])
        or document.tokens.kinds[first - 1] is not token_kinds.WORD
    ):
        return None
    counted = noun_before(document, first - 1)
    if counted is None or counted.people is None or not is_plural(keys[counted.first][counted.cut :]):
        return None
    return counted._replace(end=first)


def _ends_phrase(document: Document, position: int) -> bool:
    tokens = document.tokens
    if position >= len(tokens) or tokens.kinds[position] is not token_kinds.WORD:
        return True
    return tokens.keys[position] in _AFTER_SHARE


def _shares_sign(document: Document, position: int) -> bool:
    """``بنسبة 0.98 و 0.97%``: the sign behind the second number holds for the first too."""
    tokens = document.tokens
    if position + 2 >= len(tokens) or tokens.keys[position] != "و":
        return False
    return tokens.kinds[position + 1] is token_kinds.NUMBER and percent_at(document, position + 2) is not None


def _as_adjective(document: Document, draft: Draft, numeral: Numeral) -> Measure | None:
    """``دولة واحدة``, ``كيلومتر واحد``, ``شخصين اثنين``."""
    keys, last = document.tokens.keys, numeral.last
    if last < len(keys) and (keys[last] in _OF_THEM or _begins_partitive(document, numeral)):
        return None
    money = currency_before(document, numeral.first)
    if money is not None:
        priced, first = money
        draft.begin(document, first)
        return money_measure(priced)._replace(end=numeral.last, factor=priced.factor / priced.currency.times)
    found = unit_before(document, numeral.first)
    if found is not None:
        unit, first = found
        draft.begin(document, first)
        return Measure(
            "unit", unit.code, unit.dimension, numeral.last, unit=unit, trace=f"unit before: {unit.key}"
        )
    counted = _over_adjective(document, numeral.first) or noun_before(document, numeral.first)
    return None if counted is None else _counting(document, draft, numeral, counted, "noun before")


def _begins_partitive(document: Document, numeral: Numeral) -> bool:
    """``إصابة اثنين من الحراس``: two of those behind من, unless the noun before is a dual that it repeats."""
    keys, first = document.tokens.keys, numeral.first
    if numeral.value != 2 or keys[numeral.last] != "من" or not first:
        return False
    return not keys[first - 1].endswith(("ان", "ين", "تا", "تي"))


def _over_adjective(document: Document, first: int) -> Counted | None:
    """``دائرة انتخابية واحدة``: the noun before an adjective of relation."""
    keys = document.tokens.keys
    if first < 2 or not keys[first - 1].endswith(_RELATION) or has_article(keys[first - 1]):
        return None
    own = noun_before(document, first)
    if own is not None and (own.cut or keys[first - 1] not in nouns().adjectives):
        return None  # وسودانيين اثنين is joined to the noun before; ضحية واحدة is a noun itself
    counted = noun_before(document, first - 1)
    return None if counted is None else counted._replace(end=first)


def _counting(document: Document, draft: Draft, numeral: Numeral, counted: Counted, why: str) -> Measure:
    draft.begin(document, counted.first, counted.cut)
    noun = counted._replace(end=counted.first + 1)  # the bare noun, without what describes it
    return Measure("count", "1", "count", numeral.last, counted=noun, trace=why)
