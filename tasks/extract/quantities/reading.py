"""Reading the quantities of one document from its numerals, left to right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from tasks.extract.document import Document
from tasks.extract.facts import Aspect, Modifier, Time
from tasks.extract.numeral import Numeral, NumeralForm, NumeralKind
from tasks.extract.numerals.digits import tidy
from tasks.extract.numerals.find import letters_in
from tasks.extract.numerals.lexicon import Sense, number_words
from tasks.extract.quantities import guards
from tasks.extract.quantities.bounds import bounded, hedge_after, hedge_before
from tasks.extract.quantities.counted import counted_before, is_time_unit, noun_before, nouns
from tasks.extract.quantities.draft import Draft
from tasks.extract.quantities.forms import read_data
from tasks.extract.quantities.measures import (
    Measure,
    base_after,
    measure_after,
    money_measure,
    percent_before,
)
from tasks.extract.quantities.money import Priced, currency_at, currency_before, sign_before
from tasks.extract.quantities.ranges import range_of
from tasks.extract.quantities.units import Unit, si_value, unit_at, unit_before
from tasks.text.fold import match_key
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

_OPEN: Final = frozenset(("(", "[", "{"))
_CLOSE: Final = {"(": ")", "[": "]", "{": "}"}
_LOWER: Final = (Modifier.MORE_THAN, Modifier.AT_LEAST)
_UPPER: Final = (Modifier.LESS_THAN, Modifier.AT_MOST)
_BOUND_JOINTS: Final = (("و",), ("\N{ARABIC COMMA}", "و"), ("\N{ARABIC COMMA}", "او"), ("\N{ARABIC COMMA}",))
#: What a mass, volume or area is of stands behind من.
_OF_SUBSTANCE: Final = frozenset(("mass", "volume", "energy", "power"))
_DASHES: Final = frozenset(("-", "\N{MINUS SIGN}"))
_SLASHES: Final = frozenset("/:")
#: A year stands behind one of these, or in brackets of its own.
_YEAR_BEFORE: Final = frozenset(
    match_key(w)
    for w in ("في", "عام", "سنة", "منذ", "لعام", "العام", "(", "بعام", "لسنة", "حتى", "من", "إلى")
)


@lru_cache(maxsize=1)
def _aspects() -> tuple[frozenset[str], frozenset[str]]:
    data = read_data("numbers_bounds.toml")["aspects"]
    prefixes = ("", "ب", "و", "ل")
    cumulative = frozenset(p + match_key(word) for word in data["cumulative"] for p in prefixes)
    return cumulative, frozenset(match_key(word) for word in data["incremental"])


class Reading:
    """One pass over the numerals of a document."""

    def __init__(self, document: Document, numerals: Sequence[Numeral], times: Sequence[Time]) -> None:
        self.document = document
        self.tokens = document.tokens
        self.numerals = numerals
        self.drafts: list[Draft] = []
        taken = [time.span for time in times] + guards.links(document.text)
        taken.extend(document.words(first, end) for first, end in guards.telephones(document.tokens))
        taken.sort()
        self._taken = taken
        self._next_taken = 0
        self._points_group = self._groups_with_points()

    def _groups_with_points(self) -> bool:
        """Does the release group thousands with points anywhere (209.020 عبوة)? Then 614.196 طنا does so too."""
        keys = self.tokens.keys
        for numeral in self.numerals:
            if numeral.form is not NumeralForm.DIGITS or "." not in keys[numeral.first]:
                continue
            if keys[numeral.first].count(".") > 1:
                return True
            if numeral.loose and numeral.last < len(keys):
                known = nouns().people.get(keys[numeral.last])
                if known is not None and not keys[numeral.last].startswith(("نقط", "نقاط")):
                    return True
        return False

    def is_taken(self, span: Span) -> bool:
        """Does a time, link or telephone number cover the span? Ask from left to right."""
        taken = self._taken
        while self._next_taken < len(taken) and taken[self._next_taken].end <= span.start:
            self._next_taken += 1
        return self._next_taken < len(taken) and taken[self._next_taken].start < span.end

    def read(self) -> list[Draft]:
        """Every quantity that a numeral begins."""
        index, after = 0, 0
        while index < len(self.numerals):
            numeral = self.numerals[index]
            if numeral.first < after or self.is_taken(numeral.span):
                index += 1
                continue
            draft = self._read(index)
            if draft is not None:
                after = draft.last
                if not (self.drafts and self._closes_range(self.drafts[-1], draft)):
                    self.drafts.append(draft)
            index += 1
        return self.drafts

    def _following(self, index: int) -> Numeral | None:
        """The numeral after this one, if it is free."""
        if index + 1 >= len(self.numerals):
            return None
        numeral = self.numerals[index + 1]
        if numeral.first - self.numerals[index].last > 6:
            return None
        return (
            None if any(span.overlaps(numeral.span) for span in self._taken_near(numeral.span)) else numeral
        )

    def _taken_near(self, span: Span) -> list[Span]:
        near: list[Span] = []
        for taken in self._taken[self._next_taken : self._next_taken + 8]:
            if taken.start >= span.end:
                break
            near.append(taken)
        return near

    def _read(self, index: int) -> Draft | None:
        numeral = self.numerals[index]
        if guards.part_of_name(self.document, numeral) or guards.is_list_number(self.document, numeral):
            return None
        following = self._following(index)
        if following is not None:
            draft = self._range(numeral, following)
            if draft is not None:
                return draft
        if numeral.kind is NumeralKind.ORDINAL:
            return self._ordinal(index, numeral)
        return None if self._belongs_to_unit(numeral) else self._single(index, numeral)

    def _belongs_to_unit(self, numeral: Numeral) -> bool:
        """The half of ``لتر ونصف`` and the zero of ``تحت الصفر``, which the unit before takes."""
        if numeral.kind is NumeralKind.FRACTION and numeral.clitic == "و":
            document, first = self.document, numeral.first
            return unit_before(document, first) is not None or currency_before(document, first) is not None
        if (
            numeral.kind is NumeralKind.FRACTION
            and numeral.first > 1
            and self.tokens.keys[numeral.first - 1] == "و"
        ):
            document, first = self.document, numeral.first - 1
            return unit_before(document, first) is not None or currency_before(document, first) is not None
        return numeral.value == 0 and numeral.article

    # --- ranges

    def _range(self, first: Numeral, second: Numeral) -> Draft | None:
        own = measure_after(self.document, first.last, first.value, counts=False)
        found = range_of(self.document, first, second, own)
        if found is None or self._in_slashes(second) or self._in_slashes(first):
            return None
        measure = measure_after(self.document, second.last, second.value)
        if measure is None and own is not None and own.kind != "count":
            measure = own._replace(end=second.last)
        if own is not None and measure is not None and own.code != measure.code:
            return None
        draft = self._draft(found.first, second.last)
        if found.first == first.first:
            draft.start = first.span.start
            money = sign_before(self.document, first.first)
            if money is not None and measure is None:
                measure = money_measure(money[0])._replace(end=second.last)
                draft.first, draft.start = money[1], self.tokens.starts[money[1]]
        draft.low, draft.high, draft.modifier, draft.rule = found.low, found.high, Modifier.RANGE, "range"
        draft.trace.append(f"range: {found.how}")
        self._measured(draft, measure)
        hedge = hedge_before(self.tokens, draft.first, first.clitic) if found.how != "between" else None
        if hedge is not None and hedge.modifier is Modifier.APPROX:
            self._start(draft, hedge.edge)
        return draft

    def _closes_range(self, first: Draft, second: Draft) -> bool:
        """``أكثر من 5 وأقل من 10``: two bounds of one figure become a range."""
        if first.low is None or first.value is None or second.high is None or second.value is None:
            return False
        if first.low >= second.high or first.modifier not in _LOWER or second.modifier not in _UPPER:
            return False
        gap = self.tokens.keys[first.last : second.first]
        joined = not gap and self.tokens.keys[second.first].startswith("و")
        if not joined and gap not in _BOUND_JOINTS:
            return False
        if first.unit not in (second.unit, "1"):
            return False
        first.value, first.high, first.modifier, first.rule = None, second.high, Modifier.RANGE, "range"
        for name in ("unit", "dimension", "size", "counted", "counted_span", "people", "candidates"):
            setattr(first, name, getattr(second, name))
        first.trace.extend(second.trace)
        self._end(first, second.last)
        return True

    # --- ordinals and definite round numbers

    def _ordinal(self, index: int, numeral: Numeral) -> Draft | None:
        word = number_words().get(self.tokens.keys[numeral.first])
        real = word is not None and (Sense.ORDINAL in word.senses or Sense.BOUND_ORDINAL in word.senses)
        if not real:
            measure = measure_after(self.document, numeral.last, numeral.value)
            if measure is not None:
                return self._single(index, numeral)
            if guards.is_age(self.document, numeral):
                return self._plain(numeral, "age")
            if counted_before(self.document, numeral.first, plural=True) is not None:
                return self._single(index, numeral)
        return self._plain(numeral, "ordinal")

    def _plain(self, numeral: Numeral, dimension: str) -> Draft:
        draft = self._draft(numeral.first, numeral.last)
        draft.start = numeral.span.start
        draft.value, draft.dimension, draft.rule = numeral.value, dimension, dimension
        draft.low, draft.high = numeral.low, numeral.high
        return draft

    # --- single numbers

    def _single(self, index: int, numeral: Numeral) -> Draft | None:
        document = self.document
        opened, after = self._bracketed(numeral)
        value: int | float | None = numeral.value
        scale = self._scale_behind_bracket(index, numeral, after)
        if scale is not None and value is not None:
            value, after = tidy(value * scale), self.numerals[index + 1].last
        vague = numeral.kind is NumeralKind.INDEFINITE
        definite = vague or numeral.kind is NumeralKind.FRACTION
        measure = measure_after(document, after, value, definite=definite)
        if measure is None and after > numeral.last and scale is None:
            opened, after = numeral.first, numeral.last
        draft = self._draft(opened, after if measure is not None or scale is not None else numeral.last)
        draft.number_last = after if scale is not None else numeral.last
        if opened == numeral.first:
            draft.start = numeral.span.start
        draft.value, draft.low, draft.high = value, numeral.low, numeral.high
        draft.trace.append(f"number: {numeral.form.value} {numeral.kind.value}")
        partitive = measure is not None and measure.counted is not None and measure.counted.first > after
        if partitive and guards.names_thing(document, numeral) is not None:
            # "الدورة 57 من برنامج" names the course: only a number that names nothing takes a part of something.
            measure = None
        if self._keeps_name(numeral, measure):
            measure = None
        if (
            numeral.article
            and measure is not None
            and measure.counted is not None
            and measure.counted.people is None
            and not vague
        ):
            measure = None
        if guards.is_text_word(
            self.tokens, numeral, measured=measure is not None and measure.kind != "count"
        ):
            return None
        if measure is None:
            measure = self._measure_before(draft, numeral)
        if measure is None and not self._unmeasured(draft, numeral):
            return None
        if numeral.loose and measure is not None and value is not None:
            if (
                isinstance(value, float)
                and measure.kind != "percent"
                and (measure.kind == "count" or self._points_group)
            ):
                draft.value = tidy(value * 1000)
            elif measure.kind == "percent" and isinstance(value, int):
                draft.value = value / 1000
        if measure is not None and measure.kind == "count" and numeral.kind is NumeralKind.FRACTION:
            self._share(draft, measure)
        else:
            self._measured(draft, measure)
            self._compound(draft, index, measure)
        self._hedged(draft, numeral, vague=vague)
        self._aspect(draft)
        return draft

    def _keeps_name(self, numeral: Numeral, measure: Measure | None) -> bool:
        """Does the number name something, though a word behind it could be a counted noun (ص.ب 80204 جدة)?"""
        if measure is None or measure.counted is None or measure.counted.people is not None:
            return False
        return guards.names_thing(self.document, numeral) is not None

    def _bracketed(self, numeral: Numeral) -> tuple[int, int]:
        """The first token and the token after a number in brackets of its own: ``( 343 ) دائرة``."""
        first, last, keys = numeral.first, numeral.last, self.tokens.keys
        if first and last < len(keys) and keys[last] == _CLOSE.get(keys[first - 1]):
            return first - 1, last + 1
        if (
            last < len(keys)
            and keys[last] in ('"', "»", "”")
            and first
            and keys[first - 1] in ('"', "«", "“")
        ):
            return first - 1, last + 1
        return first, last

    def _scale_behind_bracket(self, index: int, numeral: Numeral, after: int) -> int | None:
        """``«1.4» مليون``: the scale of a number in marks of its own."""
        following = self._following(index) if after > numeral.last else None
        if following is None or following.first != after or following.last != after + 1:
            return None
        senses = (
            number_words()[self.tokens.keys[after]].senses
            if self.tokens.keys[after] in number_words()
            else {}
        )
        return senses.get(Sense.SCALE) or senses.get(Sense.SCALE_PLURAL) if not following.clitic else None

    def _measure_before(self, draft: Draft, numeral: Numeral) -> Measure | None:
        """Signs and nouns in front: $20, %5, دولار واحد, الدول الخمس."""
        money = sign_before(self.document, numeral.first)
        if money is not None:
            self._start(draft, money[1])
            return money_measure(money[0])._replace(end=numeral.last)
        share = percent_before(self.document, numeral.first)
        if share is not None and numeral.kind is NumeralKind.CARDINAL and not numeral.clitic:
            if share == "share" and not self._ends_phrase(numeral.last):
                return None
            self._start(draft, numeral.first - 1)
            return Measure("percent", "%", "ratio", numeral.last, trace=f"percent {share} before")
        if numeral.form is NumeralForm.WORDS and numeral.value in (1, 2) and not numeral.clitic:
            return self._adjective_of(draft, numeral)
        if numeral.article and numeral.kind is not NumeralKind.FRACTION:
            counted = counted_before(self.document, numeral.first)
            if counted is not None:
                self._start(draft, counted.first)
                return Measure(
                    "count",
                    "1",
                    "count",
                    numeral.last,
                    counted=counted._replace(end=counted.first + 1),
                    trace="definite noun before",
                )
        return None

    def _ends_phrase(self, position: int) -> bool:
        return position >= len(self.tokens) or self.tokens.kinds[position] is not TokenKind.WORD or self.tokens.keys[position] in (
            "من", "في", "كفايه", "خلال", "عن", "علي", "مقارنه", "الي",
        )  # fmt: skip

    def _adjective_of(self, draft: Draft, numeral: Numeral) -> Measure | None:
        """``دولة واحدة``, ``كيلومتر واحد``, ``شخصين اثنين``."""
        money = currency_before(self.document, numeral.first)
        if money is not None:
            self._start(draft, money[1])
            return money_measure(money[0])._replace(
                end=numeral.last, factor=money[0].factor / money[0].currency.times
            )
        unit = unit_before(self.document, numeral.first)
        if unit is not None:
            self._start(draft, unit[1])
            return Measure(
                "unit",
                unit[0].code,
                unit[0].dimension,
                numeral.last,
                unit=unit[0],
                trace=f"unit before: {unit[0].key}",
            )
        counted = noun_before(self.document, numeral.first)
        if counted is None:
            return None
        self._start(draft, counted.first)
        return Measure(
            "count",
            "1",
            "count",
            numeral.last,
            counted=counted._replace(end=counted.first + 1),
            trace="noun before",
        )

    def _unmeasured(self, draft: Draft, numeral: Numeral) -> bool:
        """A bare number: a name, an age, a score, or a plain number; False where it should not be given at all."""
        document, tokens = self.document, self.tokens
        if numeral.last < len(tokens) and self._counts_time(tokens.keys[numeral.last], numeral):
            return False
        if self._in_slashes(numeral) or guards.is_code(tokens, numeral):
            return False
        thing = guards.names_thing(document, numeral)
        if thing is None and tokens.keys[numeral.first].startswith("00"):
            thing = "leading zeros"
        if thing is not None:
            if thing == "dash":
                return False
            draft.dimension = draft.rule = "identifier"
            draft.trace.append(f"names: {thing}")
            return True
        if guards.is_age(document, numeral):
            draft.dimension = draft.rule = "age"
            return True
        if (
            guards.is_year_like(numeral)
            and numeral.first
            and (tokens.keys[numeral.first - 1] in _YEAR_BEFORE or tokens.keys[numeral.first - 1] in "-/–")
        ):
            return False
        if self._in_score(numeral):
            draft.dimension = draft.rule = "score"
            return True
        if numeral.kind is NumeralKind.FRACTION:
            draft.dimension = "ratio"
        return True

    @staticmethod
    def _counts_time(key: str, numeral: Numeral) -> bool:
        """A unit of time behind the number: يوما, الأشهر الماضية, مئة وعامين."""
        if is_time_unit(key.removeprefix("ال")):
            return True
        return (
            key.startswith("و")
            and is_time_unit(key[1:])
            and numeral.value is not None
            and numeral.value >= 100
        )

    def _in_slashes(self, numeral: Numeral) -> bool:
        """Part of a date or clock that the reader of times did not take: 7/11/1436, 18:10."""
        keys, tokens = self.tokens.keys, self.tokens
        before = (
            numeral.first > 1
            and keys[numeral.first - 1] in _SLASHES
            and tokens.kinds[numeral.first - 2] is TokenKind.NUMBER
        )
        after = (
            numeral.last + 1 < len(keys)
            and keys[numeral.last] in _SLASHES
            and tokens.kinds[numeral.last + 1] is TokenKind.NUMBER
        )
        if guards.in_dashed_date(self.tokens, numeral) or guards.in_arithmetic(self.tokens, numeral):
            return True
        dated = keys[numeral.last : numeral.last + 1] == ("-",) and keys[
            numeral.last + 2 : numeral.last + 3
        ] == ("/",)
        return before or after or dated

    def _in_score(self, numeral: Numeral) -> bool:
        """One side of ``3-1`` where matches are spoken of."""
        keys = self.tokens.keys
        near = keys[max(0, numeral.first - 1) : numeral.first] + keys[numeral.last : numeral.last + 1]
        if not any(key in ("-", "–", "/", "مقابل") for key in near) or numeral.form is not NumeralForm.DIGITS:
            return False
        value = numeral.value
        return value is not None and 0 <= value < 200 and guards.has_score_words(self.document, numeral.first)

    # --- what the number is of

    def _measured(self, draft: Draft, measure: Measure | None) -> None:
        if measure is None:
            return
        draft.unit, draft.dimension = measure.code, measure.dimension
        if draft.rule != "range":
            draft.rule = measure.kind
        if measure.trace:
            draft.trace.append(measure.trace)
        if measure.factor != 1:
            for name in ("value", "low", "high"):
                value = getattr(draft, name)
                if value is not None:
                    setattr(draft, name, tidy(value * measure.factor))
        if measure.unit is not None and measure.unit.dimension not in ("magnitude", "level", "resolution"):
            draft.size = measure.unit.size
            draft.si_value = si_value(measure.unit, draft.value)
        if measure.priced is not None:
            draft.candidates = measure.priced.candidates
            if draft.candidates:
                draft.trace.append("candidates: " + ", ".join(draft.candidates))
        self._end(draft, max(measure.end, draft.last))
        if measure.counted is not None:
            self._counts(draft, measure)
        if measure.dimension in _OF_SUBSTANCE and draft.last < len(self.tokens):
            self._substance(draft)
        if (
            measure.unit is not None
            and draft.value is not None
            and measure.unit.code in ("Cel", "deg", "[degF]")
        ):
            self._negative(draft, measure.unit)
        if measure.kind == "percent":
            base = base_after(self.document, measure.end)
            if base is not None:
                draft.base = base[0]

    def _substance(self, draft: Draft) -> None:
        """``500 طن من القمح``: what is measured."""
        tokens, position = self.tokens, draft.last
        if tokens.keys[position] != "من" or position + 1 >= len(tokens):
            return
        key = tokens.keys[position + 1]
        if (
            tokens.kinds[position + 1] is not TokenKind.WORD
            or not key.startswith("ال")
            or key in nouns().never
        ):
            return
        draft.counted_span = self.document.words(position + 1, position + 2)
        draft.counted = draft.counted_span.of(self.document.text)
        self._end(draft, position + 2)

    def _negative(self, draft: Draft, unit: Unit) -> None:
        """A minus with a space behind it, which only a temperature can have."""
        tokens, before = self.tokens, draft.first - 1
        if before < 0 or tokens.keys[before] not in _DASHES or draft.value is None or draft.value < 0:
            return
        if before and tokens.kinds[before - 1] is TokenKind.NUMBER:
            return
        draft.value = -draft.value
        draft.si_value = si_value(unit, draft.value)
        self._start(draft, before)

    def _counts(self, draft: Draft, measure: Measure) -> None:
        counted = measure.counted
        assert counted is not None
        span = self.document.words(counted.first, counted.end)
        draft.counted_span = (
            Span(letters_in(self.document.text, span.start, counted.cut), span.end) if counted.cut else span
        )
        draft.counted = draft.counted_span.of(self.document.text)
        draft.people = counted.people

    def _share(self, draft: Draft, measure: Measure) -> None:
        """نصف السكان: a half, of the people. نصف مليون شخص counts."""
        if draft.value is not None and abs(draft.value) >= 1:
            self._measured(draft, measure)
            return
        assert measure.counted is not None
        draft.base = self.document.words(measure.counted.first, measure.counted.end).of(self.document.text)
        draft.dimension, draft.rule = "ratio", "fraction"
        self._end(draft, measure.end)

    def _compound(self, draft: Draft, index: int, measure: Measure | None) -> None:
        """``ثلاثة كيلوغرامات و750 غراما``, ``20 دولارا و43 سنتا``, ``3 كيلومترات ونصف``, ``مئة ودولاران``."""
        if measure is None:
            self._and_unit(draft)
            return
        if measure.kind not in ("unit", "money") or draft.value is None:
            return
        following = self._following(index)
        if following is None or following.value is None:
            return
        joined = (following.first == draft.last and following.clitic == "و") or (
            following.first == draft.last + 1 and self.tokens.keys[draft.last] == "و"
        )
        if not joined:
            return
        part = measure_after(self.document, following.last, following.value, counts=False, definite=True)
        if part is not None and part.code == measure.code and following.kind is NumeralKind.FRACTION:
            self._add(draft, following.value * part.factor, part.end)
            return
        if part is None:
            if self._is_loose_fraction(following):
                self._add(draft, following.value * measure.factor, following.last)
            return
        if part.kind == "unit" and measure.unit is not None and part.unit is not None:
            if part.unit.dimension == measure.unit.dimension and part.unit.size < measure.unit.size:
                self._add(draft, following.value * part.factor * part.unit.size / measure.unit.size, part.end)
                draft.si_value = si_value(measure.unit, draft.value)
        elif part.kind == "money" and part.priced is not None and measure.priced is not None:
            factor = part.priced.currency.factors.get(measure.code)
            if measure.priced.candidates and measure.code not in part.priced.currency.codes:
                factor = self._settle_by_part(draft, measure.priced.candidates, part.priced)
            if factor is not None and factor < min(measure.factor, 1) and following.value * factor < 1:
                self._add(draft, following.value * factor, part.end)

    def _is_loose_fraction(self, numeral: Numeral) -> bool:
        """A fraction in words that is of nothing else (3 كيلومترات ونصف, not ونصف السكان)."""
        if numeral.kind is not NumeralKind.FRACTION or numeral.form is not NumeralForm.WORDS:
            return False
        keys = self.tokens.keys
        return numeral.last >= len(keys) or not keys[numeral.last].startswith("ال")

    def _settle_by_part(self, draft: Draft, candidates: tuple[str, ...], part: Priced) -> float | None:
        """``ألف دينار و420 مليما``: only one of the candidates has that part."""
        shared = [code for code in candidates if code in part.currency.codes]
        if len(shared) != 1:
            return None
        draft.unit, draft.candidates = shared[0], ()
        draft.trace.append(f"currency settled by its part: {part.currency.key}")
        return part.currency.factors[shared[0]]

    def _skip_pair(self, end: int, value: int) -> int:
        """Pass over the واحد or اثنان that repeats a counted unit (ودولاران اثنان)."""
        word = number_words().get(self.tokens.keys[end]) if end < len(self.tokens) else None
        repeats = word is not None and not word.clitic and word.senses.get(Sense.UNIT) == value
        return end + 1 if repeats else end

    def _add(self, draft: Draft, value: float, end: int) -> None:
        assert draft.value is not None
        draft.value = tidy(draft.value + value)
        draft.trace.append(f"compound: + {tidy(value)}")
        self._end(draft, end)

    def _and_unit(self, draft: Draft) -> None:
        """``مئة ودولاران`` is 102 dollars, ``ألف وكيلومتر`` 1001 kilometres."""
        position = draft.last
        if draft.value is None or position >= len(self.tokens) or draft.value < 100 or draft.value % 100:
            return
        key = self.tokens.keys[position]
        if len(key) < 4 or not key.startswith("و"):
            return
        priced = currency_at(self.document, position, number=False, first=key[1:])
        unit = unit_at(self.document, position, number=False, first=key[1:]) if priced is None else None
        if priced is not None and (priced.currency.bare or priced.currency.times == 2):
            draft.value += priced.currency.times
            single = priced._replace(factor=priced.factor / priced.currency.times)
            self._measured(
                draft, money_measure(single._replace(end=self._skip_pair(single.end, priced.currency.times)))
            )
        elif unit is not None and (unit.unit.bare or unit.unit.times == 2):
            draft.value += unit.unit.times
            end = self._skip_pair(unit.end, unit.unit.times)
            self._measured(draft, Measure("unit", unit.unit.code, unit.unit.dimension, end, unit=unit.unit))

    # --- hedges and aspects

    def _hedged(self, draft: Draft, numeral: Numeral, *, vague: bool) -> None:
        tokens = self.tokens
        clitic = numeral.clitic if draft.first == numeral.first else ""
        before = hedge_before(tokens, draft.first, clitic)
        if before is not None:
            self._start(draft, before.edge)
            draft.trace.append(f"hedge: {self._words(before.edge, numeral.first)}")
        modifier = before.modifier if before is not None else Modifier.EXACT
        if numeral.low is not None and numeral.value is not None:
            modifier = Modifier.MORE_THAN
        after = hedge_after(tokens, draft.number_last, modifier) or hedge_after(tokens, draft.last, modifier)
        if after is not None:
            modifier = after.modifier
            self._end(draft, max(after.edge, draft.last))
            draft.trace.append(f"hedge behind: {modifier.value}")
            if draft.rule == "number" and draft.last == after.edge:
                self._measured(draft, measure_after(self.document, draft.last, draft.value))
        if vague:
            draft.modifier, draft.rule = Modifier.INDEFINITE, "indefinite"
            return
        draft.modifier = modifier
        if draft.value is not None and numeral.low is None:
            draft.low, draft.high = bounded(modifier, draft.value)

    def _aspect(self, draft: Draft) -> None:
        keys = self.tokens.keys
        cumulative, incremental = _aspects()
        if any(key in cumulative for key in keys[max(0, draft.first - 2) : draft.first]):
            draft.aspect = Aspect.CUMULATIVE
        elif draft.last < len(keys) and (
            keys[draft.last] in incremental or keys[draft.last - 1] in incremental
        ):
            draft.aspect = Aspect.INCREMENTAL
        if draft.aspect is not None:
            draft.trace.append(f"aspect: {draft.aspect.value}")

    # --- spans

    def _draft(self, first: int, last: int) -> Draft:
        return Draft(
            first=first,
            last=last,
            number_last=last,
            start=self.tokens.starts[first],
            end=self.tokens.ends[last - 1],
            value=None,
        )

    def _start(self, draft: Draft, first: int) -> None:
        """Move the beginning; و ف ب ل ك written onto the first word stay outside."""
        draft.first = first
        draft.start = self.tokens.starts[first] + hedge_clitic(self.tokens.keys[first])

    def _end(self, draft: Draft, last: int) -> None:
        draft.last = last
        draft.end = self.tokens.ends[last - 1]

    def _words(self, first: int, last: int) -> str:
        return self.document.words(first, last).of(self.document.text) if first < last else ""


#: Hedges whose first letter is a clitic when something stands before the plain word.
_HEDGE_STARTS: Final = ("وب", "ول", "و", "ف", "ب", "ل", "ك")


def hedge_clitic(key: str) -> int:
    """How many letters of a hedge's first word are clitics written onto it.

    >>> hedge_clitic("بنحو"), hedge_clitic("بحدود"), hedge_clitic("نحو")
    (1, 1, 0)
    """
    for prefix in _HEDGE_STARTS:
        if key.startswith(prefix) and key[len(prefix) :] in _hedge_words():
            return len(prefix)
    return 0


@lru_cache(maxsize=1)
def _hedge_words() -> frozenset[str]:
    data = read_data("numbers_bounds.toml")
    words = {match_key(phrase.split()[0]) for phrases in data["before"].values() for phrase in phrases}
    words.update(match_key(phrase.split()[0]) for phrase in data["ranges"]["between"])
    words.update(match_key(word) for rule in data["split"].values() for word in rule["verbs"])
    return frozenset(words | {"حدود"})
