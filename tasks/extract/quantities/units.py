"""Units of measure behind a number, alone, and in the dual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, NamedTuple

from tasks.errors import ConfigurationError
from tasks.extract.document import Document
from tasks.extract.quantities.forms import accusative, duals, read_data
from tasks.extract.quantities.phrases import Phrases
from tasks.extract.quantities.places import countries_named
from tasks.text import token_kinds

#: No weather is warmer than this in degrees Celsius (WMO record: 56.7); a higher reading may be Fahrenheit.
_HOTTEST: Final = 56
#: Seconds in an hour.
_HOUR: Final = 3600
#: Words that make a plain degree one of temperature or of Richter's scale.
_WARM: Final = (
    "حراره",
    "الحراره",
    "حرارته",
    "حرارتها",
    "مئويه",
    "صفر",
    "الصفر",
    "الطقس",
    "طقس",
    "حراريه",
    "رطوبه",
    "الرطوبه",
    "برطوبه",
    "العظمي",
    "الصغري",
    "المناخ",
    "الجو",
)
#: Words that keep a degree an angle: directions, latitudes, turning.
_TURNED: Final = (
    "زاويه", "بزاويه", "زاويتها", "خط", "خطي", "خطوط", "دائره", "عرض", "طول", "شرقا", "غربا", "شمالا", "جنوبا", "شمال", "جنوب",
    "شرق", "غرب", "دار", "دارت", "استدار", "استدارت", "دوران", "بدوران", "ميل", "ميلان", "بميلان", "انعطف", "قوس",
)  # fmt: skip
#: So many tokens from a degree to the word that makes it an angle.
_BESIDE: Final = 5
#: A text of so many tokens is a measure and nothing else.
_ONLY_MEASURE: Final = 4
#: Words near which a knot is one: a contract has the same plural (عقد).
#: Adjectives of a barrel that is a bomb (براميل متفجرة).
_EXPLOSIVE: Final = ("متفجر", "المتفجر", "ناسف")
_CONTRACTS: Final = ("عقد", "عقدا")
_FAST: Final = ("سرعه", "السرعه", "بسرعه", "سرعتها", "سرعته", "رياح", "الرياح", "ريح", "سفينه", "السفينه")
_QUAKE: Final = ("ريختر", "زلزال", "الزلزال", "هزه", "زلزاليه", "بقوه", "قوته", "قوتها", "شدته")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit: its table in ``units.toml``, UCUM code, dimension, and size in the dimension's SI unit.

    ``times`` is what the word itself multiplies by: 2 in a dual, else 1. ``bare`` marks a singular that may stand for
    one without a number (and a dual that needs the same announcement), ``sign`` an abbreviation.
    """

    key: str
    code: str
    dimension: str
    size: float
    times: int = 1
    bare: bool = False
    sign: bool = False


class Measured(NamedTuple):
    """A unit in the text and the token after it."""

    unit: Unit
    end: int


#: The faddan of Egypt and the Sudan: 24 qirat of 175.035 m² (Egyptian survey).
FADDAN: Final = Unit(key="faddan", code="{faddan}", dimension="area", size=4200.833)


def _forms(unit: Unit, table: Mapping[str, Any]) -> Iterator[tuple[str, Unit]]:
    single, pair, sign_form = replace(unit, bare=True), replace(unit, times=2), replace(unit, sign=True)
    shy = table.get("shy", ())
    for noun in table["nouns"]:
        yield noun, single
        yield accusative(noun), single
        for dual in duals(noun):
            yield dual, replace(pair, bare=True) if dual in shy else pair
    for plural in table["plurals"]:
        bare = plural.split()[0] in table["nouns"] or not table["nouns"] or plural.startswith(("درجة", "طن "))
        yield plural, single if bare and not plural.endswith(("ات", "ان", "ين")) else unit
    for sign in table["signs"]:
        yield sign, sign_form


def _derived(
    unit: Unit, table: Mapping[str, Any], rules: Mapping[str, list[str]]
) -> Iterator[tuple[str, Unit]]:
    """Squares, cubes, speeds and energies."""
    key = unit.key
    rates: Mapping[str, str] = table.get("rates", {})
    kinds = [
        ("square", table.get("square"), "area", unit.size**2),
        ("cubic", table.get("cubic"), "volume", unit.size**3),
        ("hour", rates.get("hour"), "speed", unit.size / _HOUR),
        ("second", rates.get("second"), "speed", unit.size),
        ("times", table.get("times"), "energy", unit.size * _HOUR),
    ]
    for rule, code, plain, size in kinds:
        if code is None:
            continue
        dimension = "data_rate" if plain == "speed" and unit.dimension == "information" else plain
        derived = replace(unit, key=f"{key}.{rule}", code=code, dimension=dimension, size=size)
        for form, base in _forms(derived, table):
            for ending in rules[rule]:
                glue = "" if ending[0] in "/²³23٢٣-" else " "
                yield form + glue + ending, base


def build_units(data: Mapping[str, Any]) -> Phrases[Unit]:
    """The phrases of every unit with what is derived from it."""
    entries: list[tuple[str, Unit]] = []
    rules = data["derived"]
    for key, table in data.items():
        if key == "derived":
            continue
        size = table["size"]
        if not isinstance(size, int | float) or size <= 0:
            raise ConfigurationError(f"units.toml: {key}.size must be a positive number")
        unit = Unit(key=key, code=table["code"], dimension=table["dimension"], size=float(size))
        entries.extend(_forms(unit, table))
        entries.extend(_derived(unit, table, rules))
    return Phrases(entries)


@lru_cache(maxsize=1)
def unit_phrases() -> Phrases[Unit]:
    """The units of ``units.toml``, loaded once."""
    try:
        return build_units(read_data("units.toml"))
    except (KeyError, TypeError) as error:
        raise ConfigurationError(f"units.toml: {error!r} is missing or wrong") from error


def unit_at(
    document: Document, position: int, *, number: bool = True, first: str | None = None
) -> Measured | None:
    """The unit that begins at a token; signs only behind a number. ``first`` replaces the first word's key.

    >>> unit_at(Document.of("5 كم/س"), 1).unit.code
    'km/h'
    """
    tokens = document.tokens
    match = unit_phrases().after(tokens, position, first)
    if match is None:
        return None
    unit, end = match
    if unit.sign and (not number or not _is_sign(document, position, end)):
        return None
    if unit.key == "degree":
        degree = _degree(document, position, unit)
        if degree is None:
            return None
        unit = degree
    elif unit.key == "barrel" and end < len(tokens) and tokens.keys[end].startswith(_EXPLOSIVE):
        return None  # a bomb, not so much oil
    elif unit.key == "knot" and tokens.keys[position] in _CONTRACTS and end == position + 1:
        if not any(word in _FAST for word in tokens.keys[max(0, position - 8) : position]):
            return None
    elif (
        unit.key == "acre"
        and tokens.keys[position].startswith(("فدان", "افدنه", "فدادين"))
        and _speaks_of_egypt(document)
    ):
        unit = replace(unit, key=FADDAN.key, code=FADDAN.code, size=FADDAN.size)
    return Measured(unit, end)


def unit_before(document: Document, position: int) -> tuple[Unit, int] | None:
    """The unit noun that ends right before a token (كيلومتر واحد), and its first token."""
    match = unit_phrases().before(document.tokens, position)
    if match is None or match[0].sign or not (match[0].bare or match[0].times == 2):
        return None
    return replace(match[0], times=1), match[1]


@lru_cache(maxsize=1)
def bare_units() -> frozenset[str]:
    """First words of the unit phrases that may stand without a number."""
    return unit_phrases().first_words(lambda unit: unit.bare or unit.sign or unit.times == 2)


@lru_cache(maxsize=1)
def dual_units() -> frozenset[str]:
    """First words of the unit phrases in the dual."""
    return unit_phrases().first_words(lambda unit: unit.times == 2)


@lru_cache(maxsize=1)
def unit_signs() -> frozenset[str]:
    """First words that begin nothing but abbreviations of units (م, كم)."""
    phrases = unit_phrases()
    return phrases.first_words(lambda unit: unit.sign) - phrases.first_words(lambda unit: not unit.sign)


def _is_sign(document: Document, position: int, end: int) -> bool:
    """A one-letter sign must touch its number or end the phrase: 5م, (5 م), but not ``5 م ...``."""
    tokens = document.tokens
    if end - position > 1 or len(tokens.keys[position]) > 1:
        return True
    if position and tokens.glued(position - 1):
        return (
            end >= len(tokens) or not tokens.glued(position) or tokens.kinds[end] is token_kinds.PUNCTUATION
        )
    return end >= len(tokens) or tokens.kinds[end] is not token_kinds.WORD


def _degree(document: Document, position: int, unit: Unit) -> Unit | None:
    """A degree of temperature, of an earthquake or of an angle; None where it is a mark or a step (100 درجة في الاختبار)."""
    sentence = (
        document.sentences[document.sentence_of(document.tokens.starts[position])]
        if document.sentences
        else None
    )
    around = document.tokens_of(sentence) if sentence is not None else range(position, position)
    tokens = document.tokens
    window = tokens.keys[max(around.start, position - 15) : min(around.stop, position + 15)]
    if any(word in _WARM for word in window):
        number = tokens.keys[position - 1] if position else ""
        if number.isdigit() and int(number[:6]) > _HOTTEST and "الحراره" in window and "تحت" not in window:
            return replace(unit, dimension="temperature", key="degree (Celsius or Fahrenheit)")
        return replace(unit, key="degree (of temperature)", code="Cel", dimension="temperature", size=1)
    if any(word in _QUAKE for word in window):
        return replace(unit, key="degree (of magnitude)", code="{magnitude}", dimension="magnitude", size=1)
    beside = tokens.keys[max(around.start, position - _BESIDE) : min(around.stop, position + _BESIDE)]
    if (
        tokens.keys[position] == "°"
        or len(tokens) <= _ONLY_MEASURE
        or any(word in _TURNED for word in beside)
    ):
        return unit
    return None


def _speaks_of_egypt(document: Document) -> bool:
    """Egypt and the Sudan measure in a faddan of their own."""
    named = countries_named(document)
    return bool(named.get("EG") or named.get("SD"))


def si_value(unit: Unit, value: float | None) -> float | None:
    """A value in the SI unit of its dimension; temperatures in kelvin; None for scales that have none."""
    if (
        value is None
        or unit.dimension in ("magnitude", "level", "resolution")
        or (unit.code, unit.dimension) == ("deg", "temperature")
    ):
        return None
    if unit.code == "Cel":
        return value + 273.15
    if unit.code == "[degF]":
        return (value - 32) * 5 / 9 + 273.15
    return float(f"{value * unit.size:.12g}")
