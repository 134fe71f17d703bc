"""Finding every number expression of a document, from left to right."""

from __future__ import annotations

from typing import Final

from tasks.extract import numeral_kinds
from tasks.extract.document import Document
from tasks.extract.numeral import Numeral, NumeralKind
from tasks.extract.numerals import word_senses
from tasks.extract.numerals.digits import parse_figure, read_figure, tidy
from tasks.extract.numerals.fractions import is_part_of_definite, out_of, over, read_fraction, with_fraction
from tasks.extract.numerals.letters import has_article, letters_in
from tasks.extract.numerals.lexicon import Word, mistakable, number_words
from tasks.extract.numerals.ordinals import definite_as_ordinal, read_ordinal
from tasks.extract.numerals.vague import excess_before, read_excess, read_vague
from tasks.extract.numerals.words import Part, Reader
from tasks.extract.sight import VULGAR, sights
from tasks.text import token_kinds
from tasks.text.span import Span

_FRACTION_SENSES: Final = (word_senses.FRACTION, word_senses.FRACTION_DUAL)
#: Letters written before digits (و500, الـ74), and whether the article is among them.
_BEFORE_DIGITS: Final = {
    "و": ("و", False), "ف": ("ف", False), "ب": ("ب", False), "ك": ("ك", False), "ل": ("ل", False),
    "ال": ("", True), "وال": ("و", True), "بال": ("ب", True), "لل": ("ل", True), "وب": ("وب", False),
    "ول": ("ول", False), "فال": ("ف", True), "كال": ("ك", True),
}  # fmt: skip
_HAMZA: Final = "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"
_ALEF_HAMZA: Final = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
#: "Second" as it is said in the dialects.
_SECOND: Final = ("تاني", "تانيه")
#: A text of so many tokens may be a number and marks around it.
_ALONE: Final = 4
#: The article may stand apart from its digits (الـ 74).
_ARTICLE: Final = "ال"
#: What may go on with digits: the agencies' decimal reh, and, "over", "parts of"; exponents, slashes, fractions.
_CONTINUES: Final = VULGAR | {"ر", "و", "علي", "جزء", "جزءا", "اجزاء", "e", "^", "/", "⁄"}
_LETTERS: Final = (token_kinds.WORD, token_kinds.LATIN, token_kinds.NUMBER)
#: Marks that may join digits behind them, or part them from these.
_MARKS: Final = frozenset(".,\N{ARABIC COMMA}")
#: Marks that change digits written behind them: signs, a leading point, what makes them part of a name.
_LEADS: Final = frozenset("+-\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}.\N{ARABIC DECIMAL SEPARATOR}_#@")


def find_numerals(document: Document) -> tuple[Numeral, ...]:
    """Every number expression, in words, digits or both, in order and not overlapping.

    Ranges, units and what is counted are left to the readers of quantities and times.

    >>> [n.value for n in find_numerals(Document.of("قتل ثلاثة وعشرون شخصا و3 آلاف و500 في اليوم الثاني"))]
    [23, 3500, 2]
    """
    tokens = document.tokens
    seen = sights(tokens.keys)
    triggers = [
        position
        for position, sight in zip(seen.positions, seen.found, strict=True)
        if sight.figure or sight.number
    ]
    if not triggers:
        return ()
    reader = Reader(tokens, document.text)
    found: list[Numeral] = []
    after = 0
    for position in triggers:
        if position < after:
            continue
        numeral = _plain_digits(reader, position) or _read(reader, document, position, after)
        if numeral is not None:
            found.append(numeral)
            after = numeral.last
    return tuple(found)


def _read(reader: Reader, document: Document, position: int, free_from: int) -> Numeral | None:
    """The numeral that begins at a trigger token. Tokens before ``free_from`` belong to the numeral before."""
    if reader.tokens.kinds[position] is not token_kinds.WORD:
        return _from_digits(reader, document, position, free_from)
    key = reader.tokens.keys[position]
    word = number_words()[key]
    if key.endswith(mistakable()) and _is_mistaken(reader, document, position):
        return None
    if key.endswith(_SECOND) and _ALEF_HAMZA in _written(document, position)[1:]:
        return None  # تأنيه, his taking time
    senses = word.senses
    if word_senses.MINUS in senses:
        part = reader.cardinal(position + 1, first=False) if position + 1 < reader.size else None
        if part is None:
            return None
        part = over(reader, with_fraction(reader, position + 1, part), signed=True)
        return _numeral(document, position, word, part._replace(value=-part.value, words=True))
    if word_senses.FEW in senses or word_senses.VAGUE in senses or word_senses.SCALE_PLURAL in senses:
        bounds = read_vague(reader, position, word)
        if bounds is None:
            return None
        part = Part(0, bounds.end, words=True)
        return _numeral(
            document, position, word, part, numeral_kinds.INDEFINITE, low=bounds.low, high=bounds.high
        )
    if word_senses.EXCESS in senses:
        bounds = excess_before(reader, position)
        if bounds is None:
            return None
        part = Part(bounds.low, bounds.end, words=True)
        return _numeral(document, position, word, part, low=bounds.low, high=bounds.high)
    if word_senses.ORDINAL in senses or word_senses.BOUND_ORDINAL in senses:
        ordinal = read_ordinal(reader, position, word)
        return None if ordinal is None else _ordinal(document, position, word, ordinal)
    return _from_words(reader, document, position, word)


def _written(document: Document, position: int) -> str:
    return document.text[document.tokens.starts[position] : document.tokens.ends[position]]


def _is_mistaken(reader: Reader, document: Document, position: int) -> bool:
    """Is a word without its hamza no hundred (عثر عليه ميتا), since nothing goes on with it?"""
    tokens, after = reader.tokens, position + 1
    if _HAMZA in _written(document, position):
        return False
    if len(tokens) <= _ALONE and tokens.kinds.count(token_kinds.WORD) == 1:
        return False  # the text is the number
    if after >= len(tokens):
        return True
    hundreds_of = tokens.keys[position].endswith("ات") and has_article(tokens.keys[after])
    return not hundreds_of and reader.joined(after) is None and reader.word(after) is None


def _from_words(reader: Reader, document: Document, position: int, word: Word) -> Numeral | None:
    """Fractions, zero, and cardinals in words."""
    senses = word.senses
    like_cardinal = word_senses.FRACTION_LIKE_CARDINAL in senses and is_part_of_definite(
        reader, position, word
    )
    if like_cardinal or any(sense in senses for sense in _FRACTION_SENSES):
        part = read_fraction(reader, position)
        return None if part is None else _numeral(document, position, word, part, numeral_kinds.FRACTION)
    if word_senses.ZERO in senses:
        part = Part(0, position + 1, words=True)
        decimal = reader.decimals(part)
        return _numeral(document, position, word, decimal)
    alone = reader.stands_alone(position)
    part_or_none = reader.group(position, first=True) if alone else reader.cardinal(position)
    if part_or_none is None:
        return None
    part = part_or_none
    if reader.is_and_one(position):
        if part.end == position + 1:
            return None
        word = Word(senses, "و", False, 1)
    if _is_weekday(reader, position, part):
        return None
    if word.article:
        ordinal = definite_as_ordinal(reader, word, part)
        if ordinal is not None:
            return _ordinal(document, position, word, ordinal)
    if alone:
        return _numeral(document, position, word, part)
    excess = read_excess(reader, part.end, part.value)
    if excess is not None:
        part = part._replace(end=excess.end)
        return _numeral(document, position, word, part, low=excess.low, high=excess.high)
    value = part.value
    part = out_of(reader, over(reader, with_fraction(reader, position, part)))
    kind = numeral_kinds.FRACTION if part.value < min(value, 1) else numeral_kinds.CARDINAL
    return _numeral(document, position, word, part, kind)


def _is_weekday(reader: Reader, position: int, part: Part) -> bool:
    """الاثنين alone is Monday."""
    return part.end == position + 1 and reader.tokens.keys[position].endswith(
        ("الاثنين", "للاثنين", "الاتنين")
    )


def _from_digits(reader: Reader, document: Document, position: int, free_from: int) -> Numeral | None:
    """A number in digits, with the scale words and fractions behind it."""
    figure = read_figure(reader.tokens, position)
    part = None if figure is None else reader.cardinal(position, figure=figure)
    if figure is None or part is None:
        return None
    first = max(figure.first, free_from)
    excess = read_excess(reader, part.end, part.value)
    low = high = None
    if excess is not None:
        part, low, high = part._replace(end=excess.end, words=True), excess.low, excess.high
    elif not part.ratio:
        part = over(reader, with_fraction(reader, position, part))
    tokens = reader.tokens
    clitic, article = "", False
    apart = first > 0 and tokens.keys[first - 1] == _ARTICLE
    if apart or (first and tokens.glued(first - 1) and tokens.kinds[first - 1] is token_kinds.WORD):
        clitic, article = _BEFORE_DIGITS.get(tokens.keys[first - 1], ("", False))
    kind = numeral_kinds.FRACTION if part.ratio and abs(part.value) < 1 else numeral_kinds.CARDINAL
    return Numeral(
        span=document.words(first, part.end), first=first, last=part.end, value=part.value, kind=kind,
        form=numeral_kinds.MIXED if part.words else numeral_kinds.DIGITS, low=low, high=high, clitic=clitic,
        article=article, loose=part.loose, ratio=part.ratio,
    )  # fmt: skip


def _plain_digits(reader: Reader, position: int) -> Numeral | None:
    """Digits that nothing continues: most of them, read without asking every rule."""
    tokens = reader.tokens
    kinds = tokens.kinds
    if kinds[position] is not token_kinds.NUMBER:
        return None
    keys, start, end = tokens.keys, tokens.starts[position], tokens.ends[position]
    if keys[position] == "0" and position and keys[position - 1] in _MARKS:
        return None
    glued = position > 0 and tokens.ends[position - 1] == start
    if glued and (kinds[position - 1] in _LETTERS or keys[position - 1] in _LEADS):
        return None
    if position and keys[position - 1] == _ARTICLE:
        return None
    after = position + 1
    if after < len(keys):
        following = keys[after]
        if following in _CONTINUES or kinds[after] is token_kinds.NUMBER or following in reader.lookup:
            return None
        if following in _MARKS and after + 1 < len(keys) and kinds[after + 1] is token_kinds.NUMBER:
            return None
    parsed = parse_figure(keys[position])
    if parsed is None:
        return None
    value = parsed[0]
    if glued or (after < len(keys) and kinds[after] is not token_kinds.WORD):
        value = tidy(value)
    return Numeral(Span(start, end), position, after, value, loose=parsed[1])


def _ordinal(document: Document, position: int, word: Word, part: Part) -> Numeral:
    return _numeral(document, position, word, part, numeral_kinds.ORDINAL)


def _numeral(
    document: Document,
    position: int,
    word: Word,
    part: Part,
    kind: NumeralKind = numeral_kinds.CARDINAL,
    *,
    low: int | None = None,
    high: int | None = None,
) -> Numeral:
    """A numeral whose first token is a number word."""
    tokens = document.tokens
    start = (
        letters_in(document.text, tokens.starts[position], word.cut) if word.cut else tokens.starts[position]
    )
    return Numeral(
        span=Span(start, tokens.ends[part.end - 1]), first=position, last=part.end,
        value=None if kind is numeral_kinds.INDEFINITE else part.value, kind=kind,
        form=numeral_kinds.MIXED if part.digits else numeral_kinds.WORDS,
        low=low, high=high, clitic=word.clitic, article=word.article,
    )  # fmt: skip
