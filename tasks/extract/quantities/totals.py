"""Numbers that tell how many there are of what was named before: ``عدد القتلى 120``, ``عدد سكان المدينة يبلغ 40 ألفا``."""

from __future__ import annotations

from typing import Final, NamedTuple

from tasks.extract.document import Document
from tasks.extract.numerals.letters import has_article
from tasks.extract.quantities.counted_nouns import PRONOUNS, nouns
from tasks.text import token_kinds
from tasks.text.fold import match_key

#: What opens a total, right before the noun it is of.
_TOTALS: Final = frozenset(
    prefix + match_key(word)
    for word in ("عدد", "حصيلة", "مجموع", "إجمالي", "تعداد")
    for prefix in ("", "و", "ف", "ب", "ل")
)
#: What may stand between the noun and its number beside definite words: verbs of reaching, hedges, prepositions.
_BETWEEN: Final = frozenset(
    prefix + match_key(word)
    for word in (
        "إلى", "من", "عن", "على", "بلغ", "بلغت", "يبلغ", "تبلغ", "وصل", "وصلت", "يصل", "ارتفع", "ارتفعت", "انخفض", "تراجع", "زاد",
        "نحو", "حوالي", "قرابة", "زهاء", "بنحو", "بحوالي", "يزيد", "يقل", "لا", "ما", "أكثر", "أقل", "هو", "كان", "تجاوز", "يتجاوز",
        "يناهز", "ناهز", "قد", "يقدر", "قدر",
    )
    for prefix in ("", "و", "ل", "س")
)  # fmt: skip
_IN: Final = "في"
#: So many words stand between the noun and its number at most, and so many behind "in".
_REACH: Final = 7
_IN_REACH: Final = 2
_SHORT: Final = 3


class Total(NamedTuple):
    """The noun that a total is of, and whether it means people."""

    noun: int
    people: bool | None


def total_before(document: Document, first: int) -> Total | None:
    """The plural noun behind "number of" whose number begins at a token; no other noun or number may come between.

    >>> total_before(Document.of("ارتفع عدد القتلى إلى 120"), 4)
    Total(noun=2, people=True)
    >>> total_before(Document.of("عدد القتلى الذي أعلنه المشفى مع 120"), 6)
    """
    keys, kinds = document.tokens.keys, document.tokens.kinds
    for position in range(first - 1, max(0, first - 1 - _REACH), -1):
        if kinds[position] is not token_kinds.WORD:
            return None
        if keys[position - 1] in _TOTALS:
            people = _plural(keys[position])
            if people is None or not _leads_to(keys[position + 1 : first]):
                return None
            return Total(position, people)
    return None


def _plural(key: str) -> bool | None:
    """Does a plural of ours, definite, in the construct or with a pronoun, mean people? None for any other word."""
    lexicon = nouns()
    stem = key[2:] if has_article(key) else key
    stems = [stem, *(key[: -len(pronoun)] for pronoun in PRONOUNS if key.endswith(pronoun))]
    for form in stems:
        if len(form) < _SHORT or form in lexicon.singulars or form in lexicon.time:
            continue
        for plural in (form, f"{form}ن"):  # مقاتلي, مقاتلو
            known = lexicon.people.get(plural)
            if known is not None:
                return known
    return None


def _leads_to(between: tuple[str, ...]) -> bool:
    """Only verbs of reaching, hedges, definite words, and a place: does the number belong to the noun before them?"""
    free = 0
    for key in between:
        if key == _IN:
            free = _IN_REACH
        elif key in _BETWEEN or has_article(key):
            continue
        elif free:
            free -= 1
        else:
            return False
    return True
