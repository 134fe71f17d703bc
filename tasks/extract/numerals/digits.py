"""Numbers written in digits: separators, signs, decimals, groups, powers of ten and plain fractions."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final, NamedTuple

from tasks.extract.numerals.spaced import is_torn, spaced_figure
from tasks.text import token_kinds
from tasks.text.tokens import Tokens

_SEPARATOR: Final = re.compile(
    "[.,\N{ARABIC DECIMAL SEPARATOR}\N{ARABIC THOUSANDS SEPARATOR}\N{ARABIC COMMA}]"
)
_DECIMAL_MARK: Final = "\N{ARABIC DECIMAL SEPARATOR}"
_THOUSANDS_MARK: Final = "\N{ARABIC THOUSANDS SEPARATOR}"
_ARABIC_COMMA: Final = "\N{ARABIC COMMA}"
_MINUS: Final = frozenset("-\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}")
_POINTS: Final = frozenset((".", _DECIMAL_MARK))
_VULGAR: Final = {
    "½": 0.5,
    "¼": 0.25,
    "¾": 0.75,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅛": 0.125,
    "⅜": 0.375,
    "⅝": 0.625,
    "⅞": 0.875,
}
#: Denominators that people write: small ones, and those of sixteenths, quarters of a hundred and decimals.
_DENOMINATORS: Final = frozenset((*range(2, 21), 25, 32, 50, 64, 100, 1000))
#: A longer run of digits is no number anyone reads; the cap keeps hostile input cheap.
_MOST_DIGITS: Final = 40
#: What a decimal stands before far sooner than the last member of a list does.
_SCALED: Final = frozenset(("%", "مليون", "مليار", "بليون", "تريليون"))
#: Letters that may be written onto a number (الـ74, بـ100, و500).
_CLITICS: Final = frozenset(
    ("", "و", "ف", "ب", "ك", "ل", "ال", "وال", "فال", "بال", "كال", "لل", "وب", "ول", "وبال", "ولل", "ه")
)


class Figure(NamedTuple):
    """A number in digits: its tokens ``first:last`` and its value; ``ratio`` says that it was written as ``a/b``.

    ``loose`` marks three digits after a point, which may group (``15.000``) or part (``1.234``): what is counted tells.
    """

    first: int
    last: int
    value: int | float
    ratio: bool = False
    loose: bool = False


def tidy(value: float) -> int | float:
    """A whole number as int, so that 7.7 million is 7700000.

    >>> tidy(5.69 * 1_000_000)
    5690000
    """
    if isinstance(value, int) or not isfinite(value):
        return value
    nearest = round(value)
    return nearest if abs(value - nearest) <= 1e-9 * max(1.0, abs(value)) else round(value, 12)


def parse_figure(text: str) -> tuple[int | float, bool] | None:
    """The value of digits with separators, and whether a point may group thousands; None for lists and versions.

    A comma groups when three digits follow it; a point only if they end in 0 (15.000), since nobody writes the last
    0 of 7.770. ``٫`` is always decimal, ``٬`` always groups (CLDR, locale ar, numbering system arab).

    >>> parse_figure("110,000"), parse_figure("7,7"), parse_figure("1.234.567"), parse_figure("1.2.3")
    ((110000, False), (7.7, False), (1234567, False), None)
    """
    if len(text) > _MOST_DIGITS:
        return None
    if text.isdigit():
        return int(text), False
    marks = _SEPARATOR.findall(text)
    parts = _SEPARATOR.split(text)
    last = marks[-1]
    grouped = all(len(part) == 3 for part in parts[1:-1]) and 1 <= len(parts[0]) <= 3
    if len(marks) == 1:
        return _one_mark(parts[0], last, parts[1])
    if not grouped or any(mark != marks[0] for mark in marks[:-1]):
        return None
    if len(parts[-1]) == 3 and last == marks[0] != _DECIMAL_MARK:
        return int("".join(parts)), False
    # The same mark cannot group and part: 1.2.3 is a version, 5,400,00 a slip nobody can mend.
    if last == marks[0]:
        return None
    return tidy(float("".join(parts[:-1]) + "." + parts[-1])), False


def _one_mark(whole: str, mark: str, rest: str) -> tuple[int | float, bool]:
    """Digits with a single separator."""
    groups = len(rest) == 3 and len(whole) <= 3 and whole != "0"
    if mark == _THOUSANDS_MARK or (groups and mark in (",", _ARABIC_COMMA)):
        return int(whole + rest), False
    if groups and mark == "." and rest.endswith("0"):
        return int(whole + rest), True
    return float(f"{whole}.{rest}"), groups and mark == "."


def _plain(tokens: Tokens, position: int) -> Figure | None:
    """One figure at a number token, with groups of thousands behind Arabic commas or single spaces."""
    keys, kinds = tokens.keys, tokens.kinds
    text, last = keys[position], position + 1
    while (
        last + 1 < len(keys)
        and keys[last] == _ARABIC_COMMA
        and kinds[last + 1] is token_kinds.NUMBER
        and tokens.glued(last - 1)
        and tokens.glued(last)
        and len(_SEPARATOR.split(keys[last + 1], maxsplit=1)[0]) == 3
        and len(text) <= _MOST_DIGITS
    ):
        text += _ARABIC_COMMA + keys[last + 1]
        last += 2
    if last == position + 1 and text.isdigit() and len(text) <= 3:
        if is_torn(tokens, position):
            return None
        text, last = (
            _comma_decimal(tokens, position)
            or spaced_figure(tokens, position)
            or _spaced_groups(tokens, position)
        )
    parsed = parse_figure(text)
    return None if parsed is None else Figure(position, last, parsed[0], False, parsed[1])


def _comma_decimal(tokens: Tokens, position: int) -> tuple[str, int] | None:
    """``3،4 مليون`` and ``3،5%``: a list has room behind its commas, and names no scale once for all."""
    keys, end = tokens.keys, position + 3
    if end >= len(keys) or keys[position + 1] != _ARABIC_COMMA or keys[end] not in _SCALED:
        return None
    if position and keys[position - 1] == _ARABIC_COMMA:
        return None
    part = keys[position + 2]
    if not (part.isdigit() and len(part) <= 2 and tokens.glued(position) and tokens.glued(position + 1)):
        return None
    return f"{keys[position]}.{part}", end


def _spaced_groups(tokens: Tokens, position: int) -> tuple[str, int]:
    """Digits grouped by single spaces (1 234 567); one group alone must be 000."""
    keys, kinds = tokens.keys, tokens.kinds
    text, last = keys[position], position + 1
    while (
        last < len(keys)
        and kinds[last] is token_kinds.NUMBER
        and tokens.starts[last] == tokens.ends[last - 1] + 1
        and len(_SEPARATOR.split(keys[last], maxsplit=1)[0]) == 3
        and text.isdigit()
        and len(text) <= _MOST_DIGITS
    ):
        text += keys[last]
        last += 1
    if last - position == 1 or (last - position == 2 and keys[position + 1] != "000"):
        return keys[position], position + 1
    return text, last


def _reh_decimal(tokens: Tokens, figure: Figure) -> Figure:
    """``6 ر 12`` is 12.6: Gulf agencies type the decimal comma as a reh, which turns the two parts around.

    A second part with a leading 0 (32ر06) cannot be the whole, so that one is read in order.
    """
    keys, last = tokens.keys, figure.last
    if last + 1 >= len(keys) or keys[last] != "ر" or tokens.kinds[last + 1] is not token_kinds.NUMBER:
        return figure
    first, second = keys[figure.first], keys[last + 1]
    if figure.last != figure.first + 1 or not (first.isdigit() and second.isdigit()):
        return figure
    if len(first) > 6 or len(second) > 6:
        return figure
    in_order = (
        (len(second) > 1 and second.startswith("0")) or (first == "0" and second != "0") or len(first) > 3
    )
    whole, part = (first, second) if in_order else (second, first)
    return Figure(figure.first, last + 2, tidy(float(f"{whole}.{part}")))


def _exponent(tokens: Tokens, figure: Figure) -> Figure:
    """``1.2e+14`` and ``2.5^-1``."""
    keys, last = tokens.keys, figure.last
    if last + 1 >= len(keys) or not tokens.glued(last - 1) or keys[last] not in ("e", "^"):
        return figure
    sign, at = 1, last + 1
    while at < len(keys) and at < last + 3 and keys[at] in ("-", "+") and tokens.glued(at - 1):
        sign = -sign if keys[at] == "-" else sign
        at += 1
    if at >= len(keys) or tokens.kinds[at] is not token_kinds.NUMBER or not tokens.glued(at - 1):
        return figure
    power = parse_figure(keys[at])
    if power is None or abs(power[0]) > 300 or abs(figure.value) > 1e9:
        return figure
    base = 10.0 if keys[last] == "e" else float(figure.value)
    if base == 0:
        return figure
    try:
        raised = base ** (sign * power[0])
    except OverflowError:
        return figure
    value = figure.value * raised if keys[last] == "e" else raised
    return Figure(figure.first, at + 1, tidy(value))


def _over(tokens: Tokens, figure: Figure) -> Figure | None:
    """``3/4`` written without spaces and with no third part (that is a date).

    The upper number is the smaller and the lower one plausible; else it is a plot, a decision, a file (القطعة 193/3). A
    sign makes it a number whatever its size.
    """
    keys, last = tokens.keys, figure.last
    if (
        last + 1 >= len(keys)
        or keys[last] not in ("/", "⁄")
        or tokens.kinds[last + 1] is not token_kinds.NUMBER
    ):
        return None
    if not (tokens.glued(last - 1) and tokens.glued(last)) or figure.last != figure.first + 1:
        return None
    above, below = keys[figure.first], keys[last + 1]
    if not (above.isdigit() and below.isdigit() and len(above) <= 4 and 0 < int(below[:5]) <= 1000):
        return None
    part = int(above) < int(below) and (int(above) == 1 or int(below) in _DENOMINATORS)
    if not (part or _sign_before(tokens, figure.first)):
        return None
    if last + 2 < len(keys) and keys[last + 2] in ("/", "-") and tokens.glued(last + 1):
        return None
    if figure.first and keys[figure.first - 1] == "/" and tokens.glued(figure.first - 1):
        return None
    return Figure(figure.first, last + 2, tidy(int(above) / int(below)), ratio=True)


def read_figure(tokens: Tokens, position: int) -> Figure | None:
    """The number that begins with the digits (or sign, or leading point) at a token, if it is one.

    >>> from tasks.text.tokens import tokenize
    >>> read_figure(tokenize("6 ر 12 مليون"), 0)
    Figure(first=0, last=3, value=12.6, ratio=False, loose=False)
    """
    keys = tokens.keys
    vulgar = _VULGAR.get(keys[position])
    if vulgar is not None:
        return Figure(position, position + 1, vulgar)
    if is_identifier(tokens, position):
        return None
    figure = _plain(tokens, position)
    if figure is None:
        return None
    figure = _exponent(tokens, _reh_decimal(tokens, figure))
    ratio = _over(tokens, figure)
    first = position
    if ratio is not None:
        figure = ratio
    elif figure.last == position + 1 and isinstance(figure.value, int):
        figure = _mixed(tokens, figure)
    if first and keys[first - 1] in _POINTS and tokens.glued(first - 1) and _opens(tokens, first - 1):
        if keys[position].isdigit() and figure.last == position + 1 and len(keys[position]) <= 3:
            figure = Figure(first - 1, figure.last, float(f"0.{keys[position]}"))
        first -= 1
    return _signed(tokens, figure)


def _mixed(tokens: Tokens, figure: Figure) -> Figure:
    """``1 4/5`` is one and four fifths; ``1½`` likewise."""
    last = figure.last
    if last >= len(tokens):
        return figure
    part = _VULGAR.get(tokens.keys[last])
    if part is not None:
        return Figure(figure.first, last + 1, figure.value + part)
    if tokens.kinds[last] is token_kinds.NUMBER and tokens.starts[last] == tokens.ends[last - 1] + 1:
        plain = _plain(tokens, last)
        ratio = _over(tokens, plain) if plain is not None else None
        if ratio is not None and ratio.value < 1 and figure.value < 1000:
            return Figure(figure.first, ratio.last, tidy(figure.value + ratio.value), ratio=True)
    return figure


def _opens(tokens: Tokens, position: int) -> bool:
    """Does the token stand at the start or after white space or an opening mark?"""
    return position == 0 or not tokens.glued(position - 1) or tokens.keys[position - 1] in "([{<>=~"


def _signed(tokens: Tokens, figure: Figure) -> Figure:
    """A minus or plus written onto the number, with nothing written onto the sign."""
    sign = _sign_before(tokens, figure.first)
    if not sign or (sign < 0 and _is_season(tokens, figure)):
        return figure
    return figure._replace(first=figure.first - 1, value=sign * figure.value)


def _is_season(tokens: Tokens, figure: Figure) -> bool:
    """``-2013 2014``: two years whose dash went astray, and no negative number."""
    keys, last = tokens.keys, figure.last
    if last >= len(keys) or tokens.kinds[last] is not token_kinds.NUMBER or len(keys[last]) != len("2014"):
        return False
    return isinstance(figure.value, int) and str(figure.value + 1) == keys[last]


def _sign_before(tokens: Tokens, first: int) -> int:
    """1 for a plus and -1 for a minus written onto a token, 0 where there is none."""
    before = first - 1
    if before < 0 or not tokens.glued(before) or not _opens(tokens, before):
        return 0
    key = tokens.keys[before]
    if key == "+":
        return 1
    if key not in _MINUS or (before and tokens.kinds[before - 1] is token_kinds.NUMBER):
        return 0
    return -1


def is_identifier(tokens: Tokens, position: int) -> bool:
    """Is the number part of a name: F16, T-72, م16? (Dashes behind Arabic words are left
    to the reader of quantities: كوفيد-19 is a name, دمشق-18 نيسان a date.)
    """
    if position == 0 or not tokens.glued(position - 1):
        return False
    keys, kinds, before = tokens.keys, tokens.kinds, position - 1
    kind = kinds[before]
    if kind is token_kinds.LATIN:
        return keys[before] not in _VULGAR and not (
            keys[before] == "e" and before and kinds[before - 1] is token_kinds.NUMBER
        )
    if kind is token_kinds.WORD:
        return len(keys[before]) == 1 and keys[before] not in _CLITICS and keys[before] != "ر"
    if keys[before] in _MINUS and before and tokens.glued(before - 1):
        return kinds[before - 1] is token_kinds.LATIN and keys[before - 1] not in _VULGAR
    return keys[before] in ("_", "#", "@")
