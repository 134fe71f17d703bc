"""parse(spell(n)) == n, for several spellers. A million numbers run in ``benchmarks/numerals_spelled.py``."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from tasks.extract.document import Document
from tasks.extract.numerals import find_numerals

MASCULINE = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
FEMININE = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
OBLIQUE_TENS = ["", "", "عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"]
SCALES = [
    (10**12, "تريليون", "تريليونان", "تريليونين", "تريليونات", "تريليونًا"),
    (10**9, "مليار", "ملياران", "مليارين", "مليارات", "مليارًا"),
    (10**6, "مليون", "مليونان", "مليونين", "ملايين", "مليونًا"),
    (10**3, "ألف", "ألفان", "ألفين", "آلاف", "ألفًا"),
]


def below_hundred(n: int, *, feminine: bool, oblique: bool) -> str:
    units = FEMININE if feminine else MASCULINE
    if n <= 10:
        return units[n] if n != 2 or not oblique else ("اثنتين" if feminine else "اثنين")
    if n == 11:
        return "إحدى عشرة" if feminine else "أحد عشر"
    if n == 12:
        stem = "اثنت" if feminine else "اثن"
        return stem + ("ي" if oblique else "ا") + (" عشرة" if feminine else " عشر")
    if n < 20:
        return units[n - 10] + (" عشرة" if feminine else " عشر")
    tens = (OBLIQUE_TENS if oblique else TENS)[n // 10]
    unit = n % 10
    if unit == 0:
        return tens
    return below_hundred(unit, feminine=feminine, oblique=oblique) + " و" + tens


def below_thousand(n: int, *, feminine: bool, oblique: bool, split: bool) -> str:
    hundreds, rest = divmod(n, 100)
    parts = []
    if hundreds == 1:
        parts.append("مئة")
    elif hundreds == 2:
        parts.append("مئتين" if oblique else "مئتان")
    elif hundreds:
        parts.append(FEMININE[hundreds].removesuffix("ي") + (" مئة" if split else "مئة"))
    if rest:
        parts.append(below_hundred(rest, feminine=feminine, oblique=oblique))
    return " و".join(parts)


def spell(n: int, *, feminine: bool = False, oblique: bool = False, split: bool = False) -> str:
    """A cardinal by the rules of the grammar books (and of CLDR's spellout, with the right order of gender)."""
    if n == 0:
        return "صفر"
    parts = []
    for value, singular, dual, dual_oblique, plural, accusative in SCALES:
        count, n = divmod(n, value)
        if count == 1:
            parts.append(singular)
        elif count == 2:
            parts.append(dual_oblique if oblique else dual)
        elif count:
            words = below_thousand(count, feminine=False, oblique=oblique, split=split)
            last = count % 100
            noun = plural if 3 <= last <= 10 else accusative if 11 <= last <= 99 else singular
            parts.append(f"{words} {noun}")
    if n:
        parts.append(below_thousand(n, feminine=feminine, oblique=oblique, split=split))
    return " و".join(parts)


def spelled_by_num2words(n: int) -> str:
    """num2words, but for its slip: a scale counted by 101, 201 … (أربعمائة و مليون مليون) is spelled by our own."""
    slips = any(n // scale % 1000 > 100 and n // scale % 100 == 1 for scale, *_ in SCALES)
    return spell(n) if slips else str(num2words(n, lang="ar"))


STYLES: dict[str, Callable[[int], str]] = {
    "nominative": spell,
    "feminine": lambda n: spell(n, feminine=True),
    "oblique": lambda n: spell(n, oblique=True),
    "split hundreds": lambda n: spell(n, split=True),
    "num2words": spelled_by_num2words,
}


def read(text: str) -> list[int | float | None]:
    return [numeral.value for numeral in find_numerals(Document.of(text))]


def sampled(count: int, seed: int) -> Iterator[int]:
    """Every number to 1,200 and a sample with every count of digits."""
    yield from range(1, 1200)
    rng = random.Random(seed)
    for _ in range(count):
        yield rng.randrange(1, 10 ** rng.randint(4, 15))


@pytest.mark.parametrize("style", STYLES)
def test_every_spelling_is_read_back(style: str) -> None:
    # Given a speller
    speller = STYLES[style]

    # When its words are read
    wrong = [(n, speller(n), read(speller(n))) for n in sampled(1500, seed=7) if read(speller(n)) != [n]]

    # Then the number comes back, whole and alone
    assert wrong == []


@given(st.integers(min_value=1, max_value=10**15 - 1))
def test_any_number_survives_being_spelled(n: int) -> None:
    assert read(spell(n)) == [n]


@given(st.integers(min_value=0, max_value=10**15), st.sampled_from(["{:,}", "{}"]))
def test_any_number_survives_being_written_in_digits(n: int, pattern: str) -> None:
    assert read(pattern.format(n)) == [n]


@given(st.integers(min_value=0, max_value=10**9))
def test_eastern_digits_mean_the_same(n: int) -> None:
    eastern = f"{n:,}".translate(str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬"))
    assert read(eastern) == [n]
