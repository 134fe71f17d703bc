"""What is counted: the noun behind a number (or before it), people told from things, duals."""

from __future__ import annotations

from typing import Final, NamedTuple

from tasks.extract.document import Document
from tasks.extract.quantities.counted_nouns import PLURAL_ENDINGS, PRONOUNS, nouns
from tasks.extract.quantities.forms import TEH_MARBUTA
from tasks.text import token_kinds
from tasks.text.clitics import readings
from tasks.text.span import Span
from tasks.text.tokens import Tokens

_FROM: Final = "من"
#: Names and nouns of one thing that end like plurals; behind من they are where from, not what of.
_NO_PLURALS: Final = frozenset(
    (
        "صين",
        "بحرين",
        "تلفزيون",
        "تليفزيون",
        "فلبين",
        "ارجنتين",
        "زيتون",
        "صابون",
        "دين",
        "تامين",
        "تدخين",
        "يمين",
        "بنزين",
        "طين",
    )
)
_CLOSERS: Final = frozenset(")]")
_OPENERS: Final = frozenset("([")
#: First letters that are clitics or verbal prefixes more often than part of an indefinite noun we do not know.
_DOUBTFUL_FIRST: Final = frozenset("وفبلكسين")
_COMMON_PLURALS: Final = frozenset(
    ("دول", "مدن", "قتلي", "جرحي", "جنود", "نواب", "قري", "شهداء", "ضحايا", "طلاب", "رجال", "نساء")
)
#: Pronouns written onto a plural, and stems too short to be one.
_OWNERS: Final = ("هم", "هن", "ها", "نا", "ه")
_SHORT: Final = 2
_HAMZA: Final = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
_THAT: Final = (("ان",), ("بان",))
#: A verb in the dual has three root letters between ي and ان, or two (يصفان).
_LEAST_DUAL_VERB: Final = 5


class Counted(NamedTuple):
    """A counted noun: its token, the token after the whole phrase, and whether it means people (None: unknown).

    ``cut`` letters of the word are clitics.
    """

    first: int
    end: int
    people: bool | None
    why: str
    cut: int = 0


def is_time_unit(key: str) -> bool:
    """Is the word a unit of time (يوما, سنوات)? Those belong to the reader of times."""
    return key in nouns().time


def counted_after(
    document: Document, position: int, value: float | None, *, definite: bool = False
) -> Counted | None:
    """The noun counted by a number that ends before a token.

    ``value`` decides which unknown words are plausible (three to ten take a plural); ``definite`` allows a definite
    noun, as after عشرات and نصف.
    """
    tokens = document.tokens
    if position >= len(tokens) or tokens.kinds[position] is not token_kinds.WORD:
        return None
    key = tokens.keys[position]
    lexicon = nouns()
    if key in lexicon.time:
        return None
    if key == _FROM:
        return _partitive(document, position + 1)
    known = lexicon.people.get(key)
    if known is not None:
        return Counted(position, position + 1, known, "counted.toml")
    if key in lexicon.never or (value is not None and 0 < value < 3 and float(value).is_integer()):
        return None
    if key.startswith("ال") and len(key) > 4:
        return _definite(document, position) if definite else None
    return (
        Counted(position, position + 1, None, "agrees in form")
        if _plausible(document, position, value)
        else None
    )


def _definite(document: Document, position: int) -> Counted | None:
    key = document.tokens.keys[position]
    stem = key[2:]
    lexicon = nouns()
    if stem in lexicon.time or key in lexicon.never:
        return None
    known = lexicon.people.get(stem)
    return Counted(
        position, position + 1, known, "counted.toml" if known is not None else "definite after construct"
    )


def _partitive(document: Document, position: int) -> Counted | None:
    """``60 ألفا من المدنيين``: the noun behind من, where it is a definite plural or one of ours."""
    tokens = document.tokens
    if position >= len(tokens) or tokens.kinds[position] is not token_kinds.WORD:
        return None
    key = tokens.keys[position]
    lexicon = nouns()
    definite = key.startswith("ال") and len(key) > 4
    stem = key[2:] if definite else key
    if stem in lexicon.time or key in lexicon.never:
        return None
    known = lexicon.people.get(stem)
    if known is not None and ((definite and known) or stem not in lexicon.singulars):
        return Counted(position, position + 1, known, "behind من")
    if known is None and key.endswith("ي") and lexicon.people.get(f"{key[:-1]}ين"):
        return Counted(position, position + 1, True, "construct plural behind من")
    if known is None and _is_owned_group(key):
        return Counted(position, position + 1, True, "owned plural behind من")
    if known is None and definite and key.endswith(PLURAL_ENDINGS) and stem not in _NO_PLURALS:
        return Counted(position, position + 1, None, "plural behind من")
    return None


def _is_owned_group(key: str) -> bool:
    """``153 من مواطنيها``, ``3 من أبنائه``, ``5 من جنودنا``: a plural of people with a pronoun."""
    people, singulars = nouns().people, nouns().singulars
    for pronoun in _OWNERS:
        stem = key[: -len(pronoun)]
        if not key.endswith(pronoun) or len(stem) <= _SHORT:
            continue
        # a sound plural loses its ن (مواطنيها), a hamza before the pronoun gets a seat, which folds to ي (أبنائه)
        forms = (stem, f"{stem[:-1]}\N{ARABIC LETTER HAMZA}") if stem.endswith("اي") else (stem,)
        if any(people.get(form) and form not in singulars for form in forms):
            return True
        if stem.endswith("ي") and people.get(f"{stem[:-1]}ين"):
            return True
    return False


def _plausible(document: Document, position: int, value: float | None) -> bool:
    """May a word we do not know be the noun of this number? Its form must agree with the number."""
    tokens = document.tokens
    key = tokens.keys[position]
    few = value is not None and 3 <= value <= 10
    if few and len(key) > 5 and key.endswith(("يين", "يون")) and key[0] not in "وب":
        return True  # سبعة كويتيين
    if len(key) < 3 or key[0] in _DOUBTFUL_FIRST or key.endswith(("وا", "تم", "ها", "هم", "نا")):
        return False
    if key[0] == "ت" and not key.endswith(("ه", "ات", "ا")):
        return False
    surface = document.text[tokens.starts[position] : tokens.ends[position]]
    if few:
        return _looks_plural(key)
    if value is not None and 11 <= abs(value) % 100 <= 99 and float(value).is_integer():
        return key.endswith(("ا", "ه", "اء", "ي")) or _has_tanween(surface)
    return not key.endswith(("ت", "ات", "ون", "ين")) or key.endswith("بت")


def _looks_plural(key: str) -> bool:
    """Sound plurals, and the broken ones told by a long vowel or a final teh marbuta (مواقع, حقول, أجهزة)."""
    return key.endswith((*PLURAL_ENDINGS, "ه", "اء")) or any(letter in "اوي" for letter in key[1:-1])


def _has_tanween(surface: str) -> bool:
    return "\N{ARABIC FATHATAN}" in surface


def counted_before(document: Document, first: int, *, plural: bool = False) -> Counted | None:
    """The definite noun before a number with article: الدول الخمس, الأشخاص الثلاثة.

    Round numbers are ordinals behind a singular (المركز العشرون); ``plural`` leaves those out.
    """
    if first == 0:
        return None
    tokens = document.tokens
    position = first - 1
    if tokens.kinds[position] is not token_kinds.WORD:
        return None
    owned = _owned_plural(tokens.keys[position])
    if owned is not None:
        return Counted(position, first, owned, "owned plural before")
    for reading in readings(tokens.keys[position]):
        if not reading.article:
            continue
        if reading.stem in nouns().time:
            return None
        known = nouns().people.get(reading.stem)
        if (
            known is not None
            and reading.stem not in nouns().singulars
            and (not plural or _surely_plural(reading.stem))
        ):
            return Counted(position, first, known, "counted.toml", reading.before_article)
        if known is None and reading.stem.endswith("ات") and len(reading.stem) > 4:
            return Counted(position, first, None, "definite plural before", reading.before_article)
    return None


def _owned_plural(key: str) -> bool | None:
    """``مبارياته الأربع``: does the plural with a pronoun mean people? None if it is none of ours."""
    for pronoun in PRONOUNS:
        stem = key[: -len(pronoun)]
        if key.endswith(pronoun) and len(stem) > 3 and stem not in nouns().singulars and _surely_plural(stem):
            return nouns().people.get(stem)
    return None


def _surely_plural(stem: str) -> bool:
    """A sound plural, or a broken one of a shape that no singular has (أعضاء)."""
    if stem.endswith(PLURAL_ENDINGS) or stem in _COMMON_PLURALS:
        return True
    return stem.startswith("ا") and len(stem) >= 5 and stem[-2] == "ا" and stem not in nouns().singulars


def is_plural(stem: str) -> bool:
    """Is a noun of the lexicon a plural for certain (قطاعات, دول)?"""
    return stem not in nouns().singulars and _surely_plural(stem)


def noun_before(document: Document, first: int) -> Counted | None:
    """The indefinite noun that واحد or اثنان stands behind as an adjective (دولة واحدة)."""
    if first == 0 or document.tokens.kinds[first - 1] is not token_kinds.WORD:
        return None
    for reading in readings(document.tokens.keys[first - 1]):
        if reading.article:
            continue
        known = nouns().people.get(reading.stem)
        if known is None:
            known = nouns().duals.get(reading.stem)
        if known is not None:
            return Counted(first - 1, first, known, "counted.toml", reading.before_article)
    return None


def _is_dual_verb(tokens: Tokens, position: int) -> bool:
    """Does a verb of two men stand here (يحملان)? Then the noun before it means two (مسلحين), not many."""
    if position >= len(tokens) or tokens.kinds[position] is not token_kinds.WORD:
        return False
    key = tokens.keys[position]
    return len(key) >= _LEAST_DUAL_VERB and key[0] == "ي" and key.endswith("ان")


def _is_another_word(document: Document, position: int, stem: str) -> bool:
    """What only looks like a dual: a place with a hamza that the noun has not (بأبين, no two doors), a participle before أن."""
    tokens = document.tokens
    if tokens.keys[position] in nouns().never:
        return True
    if tokens.keys[position + 1 : position + 2] in _THAT and stem.endswith("ين"):
        return True  # هاتفين أن: chanting, no two telephones
    known = nouns().lemmas.get(stem)
    if known is None:
        return False
    written = document.text[tokens.starts[position] : tokens.ends[position]][-len(stem) :]
    return written.count(_HAMZA) > known.count(_HAMZA)


def dual_at(document: Document, position: int) -> tuple[Counted, Span] | None:
    """A noun in the dual (دولتان, غارتين): a count of two.

    >>> dual_at(Document.of("بغارتين جويتين"), 0)[1]
    Span(start=1, end=7)
    """
    tokens = document.tokens
    key = tokens.keys[position]
    table, possessed = nouns().duals, nouns().possessed_duals
    for reading in readings(key):
        people = table.get(reading.stem)
        if reading.stem in possessed and not reading.article:
            # أبنية and ابنيه have one key
            people = None if document.text[tokens.ends[position] - 1] == TEH_MARBUTA else True
        elif people is None and not reading.article and reading.stem in nouns().doubtful_duals:
            people = True if _is_dual_verb(tokens, position + 1) else None
        if people is None or "ك" in reading.proclitics or reading.stem in nouns().time:
            continue
        if reading.article and reading.stem not in nouns().definite_duals:
            continue
        if _is_another_word(document, position, reading.stem):
            continue
        start, end = tokens.starts[position], tokens.ends[position]
        if end - start != len(key):
            cut = 0 if reading.before_article == 0 else None
            span = Span(start, end) if cut is not None else Span(start + 1, end)
        else:
            span = Span(start + reading.before_article, end)
        return Counted(position, position + 1, people, "dual"), span
    return None
