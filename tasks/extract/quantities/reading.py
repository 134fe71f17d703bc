"""Reading the quantities of one document from its numerals, left to right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from tasks.extract import numeral_kinds
from tasks.extract.document import Document
from tasks.extract.facts import Modifier, Time
from tasks.extract.numeral import Numeral, NumeralForm, NumeralKind
from tasks.extract.numerals import word_senses
from tasks.extract.numerals.digits import tidy
from tasks.extract.numerals.lexicon import number_words
from tasks.extract.quantities import guards
from tasks.extract.quantities.bare import describe_bare, in_date
from tasks.extract.quantities.bounds import hedge_before, hedge_clitic
from tasks.extract.quantities.changes import share_measure
from tasks.extract.quantities.compounds import add_parts
from tasks.extract.quantities.counted import counted_before
from tasks.extract.quantities.counted_nouns import nouns
from tasks.extract.quantities.draft import Draft
from tasks.extract.quantities.echoes import said_in_figures, says_again
from tasks.extract.quantities.filling import fill, fill_share
from tasks.extract.quantities.fronts import has_percent_sign, measure_in_front
from tasks.extract.quantities.hedging import take_aspect, take_hedge
from tasks.extract.quantities.lists import is_list_number, numbered
from tasks.extract.quantities.measures import Measure, measure_after, money_measure
from tasks.extract.quantities.money import currency_before, sign_before
from tasks.extract.quantities.ordinals import is_age_in_order, is_amount, names_members
from tasks.extract.quantities.ranges import range_of
from tasks.extract.quantities.units import unit_before
from tasks.text.span import Span

_CLOSE: Final = {"(": ")", "[": "]", "{": "}"}
_OPEN_QUOTES: Final = frozenset('"«“')
_CLOSE_QUOTES: Final = frozenset('"»”')
_LOWER: Final = (Modifier.MORE_THAN, Modifier.AT_LEAST)
_UPPER: Final = (Modifier.LESS_THAN, Modifier.AT_MOST)
_BOUND_JOINTS: Final = (("و",), ("\N{ARABIC COMMA}", "و"), ("\N{ARABIC COMMA}", "او"), ("\N{ARABIC COMMA}",))
_NAME_JOINTS: Final = (("و",), ("او",), ("\N{ARABIC COMMA}",), (",",), ("\N{ARABIC COMMA}", "و"))
#: Currencies of a thousand parts (ISO 4217, exponent 3): their prices have three decimals.
_THOUSAND_PARTS: Final = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))
#: The first line of a trace: how the number is written, and of what kind it is.
_TRACES: Final = {
    (form, kind): f"number: {form.value} {kind.value}" for form in NumeralForm for kind in NumeralKind
}
#: What is counted behind "every" is a measure of something else (أربعة من كل 10 أشخاص), not that many of it.
_PER: Final = (("كل",), ("لكل",), ("ولكل",))
#: Two numerals further apart than this many tokens have nothing to do with each other.
_NEAR: Final = 6


class Reading:
    """One pass over the numerals of a document."""

    def __init__(self, document: Document, numerals: Sequence[Numeral], times: Sequence[Time]) -> None:
        self.document = document
        self.tokens = document.tokens
        self.numerals = numerals
        self.drafts: list[Draft] = []
        taken = [time.span for time in times] + guards.links(document.text)
        taken.extend(
            document.words(first, end) for first, end in guards.telephones(document.tokens, numerals)
        )
        taken.sort()
        self._taken = taken
        self._next_taken = 0

    @cached_property
    def _numbered(self) -> frozenset[int]:
        """The numbers of lists that are run into one line."""
        return numbered(self.tokens, self.numerals)

    @cached_property
    def _points_part(self) -> bool:
        """Does the release have figures to the thousandth (0.233)?"""
        keys = self.tokens.keys
        return any(
            keys[n.first].startswith("0.") and len(keys[n.first]) == len("0.000") for n in self.numerals
        )

    @cached_property
    def _points_group(self) -> bool:
        """Does the release group thousands with points anywhere (209.020 عبوة)? Then 614.196 طنا does so too."""
        keys = self.tokens.keys
        for numeral in self.numerals:
            if numeral.form is not numeral_kinds.DIGITS or "." not in keys[numeral.first]:
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
                self._name_alike(draft)
                if self.drafts:
                    share_measure(self.tokens, self.drafts[-1], draft, numeral.value)
                if not (self.drafts and self._closes_range(self.drafts[-1], draft)):
                    self.drafts.append(draft)
            index += 1
        return self.drafts

    def _name_alike(self, draft: Draft) -> None:
        """``القرارين 2216 و2254``, ``أعمارهم 3 و5``: what is joined to a name or an age is another one."""
        if not self.drafts or draft.dimension != "number" or draft.rule != "number":
            return
        before = self.drafts[-1]
        alike = before.dimension in ("identifier", "age")
        if alike and self.tokens.keys[before.last : draft.first] in _NAME_JOINTS:
            draft.dimension = draft.rule = before.dimension
            draft.trace.append("joined to a name" if before.dimension == "identifier" else "joined to an age")

    def _following(self, index: int) -> Numeral | None:
        """The numeral after this one, if it is free."""
        if index + 1 >= len(self.numerals):
            return None
        numeral = self.numerals[index + 1]
        if numeral.first - self.numerals[index].last > _NEAR:
            return None
        span = numeral.span
        for taken in self._taken[self._next_taken : self._next_taken + 8]:
            if taken.start >= span.end:
                break
            if taken.overlaps(span):
                return None
        return numeral

    def _read(self, index: int) -> Draft | None:
        numeral = self.numerals[index]
        if guards.part_of_name(self.document, numeral) or is_list_number(self.document, numeral):
            return None
        if numeral.first in self._numbered:
            return None
        following = self._following(index)
        if following is not None:
            draft = self._range(numeral, following)
            if draft is not None:
                return draft
        if numeral.kind is numeral_kinds.ORDINAL:
            return self._ordinal(numeral, following)
        return None if self._belongs_to_unit(numeral) else self._single(numeral, following)

    def _belongs_to_unit(self, numeral: Numeral) -> bool:
        """The half of ``لتر ونصف`` and the zero of ``تحت الصفر``, which the unit before takes."""
        if numeral.kind is not numeral_kinds.FRACTION:
            return numeral.value == 0 and numeral.article
        document, first = self.document, numeral.first
        if first > 1 and self.tokens.keys[first - 1] == "و":
            first -= 1
        elif numeral.clitic != "و":
            return False
        return unit_before(document, first) is not None or currency_before(document, first) is not None

    # --- ranges

    def _range(self, first: Numeral, second: Numeral) -> Draft | None:
        own = measure_after(self.document, first.last, first.value, counts=False)
        found = range_of(self.document, first, second, own)
        if found is None or in_date(self.document, second) or in_date(self.document, first):
            return None
        measure = measure_after(self.document, second.last, second.value)
        if measure is None and own is not None and own.kind != "count":
            measure = own._replace(end=second.last)
        if (
            own is not None
            and measure is not None
            and (own.code, own.factor) != (measure.code, measure.factor)
        ):
            return None  # 31 سنتا إلى 48 دولارا: a change and a level
        draft = Draft.over(self.document, found.first, second.last)
        if found.first == first.first:
            draft.start = first.span.start
            money = sign_before(self.document, first.first)
            if money is not None and measure is None:
                measure = money_measure(money[0])._replace(end=second.last)
                draft.first, draft.start = money[1], self.tokens.starts[money[1]]
        draft.low, draft.high, draft.modifier, draft.rule = found.low, found.high, Modifier.RANGE, "range"
        draft.trace.append(f"range: {found.how}")
        fill(self.document, draft, measure)
        if draft.dimension == "number" and guards.names_thing(
            self.document, first._replace(first=found.first)
        ):
            draft.dimension = "identifier"
        hedge = hedge_before(self.tokens, draft.first, first.clitic) if found.how != "between" else None
        if hedge is not None and hedge.modifier is Modifier.APPROX:
            draft.begin(self.document, hedge.edge, hedge_clitic(self.tokens.keys[hedge.edge]))
        elif found.how == "between":
            draft.begin(self.document, found.first, hedge_clitic(self.tokens.keys[found.first]))
        return draft

    def _closes_range(self, first: Draft, second: Draft) -> bool:
        """``أكثر من 5 وأقل من 10``: two bounds of one figure, in either order, become a range."""
        below, above = (first, second) if first.modifier in _LOWER else (second, first)
        if below.low is None or below.value is None or above.high is None or above.value is None:
            return False
        if below.low >= above.high or below.modifier not in _LOWER or above.modifier not in _UPPER:
            return False
        gap = self.tokens.keys[first.last : second.first]
        joined = not gap and self.tokens.keys[second.first].startswith("و")
        if not joined and gap not in _BOUND_JOINTS:
            return False
        if first.unit not in (second.unit, "1"):
            return False
        first.low, first.high = below.low, above.high
        first.value, first.modifier, first.rule = None, Modifier.RANGE, "range"
        for name in ("unit", "dimension", "size", "counted", "counted_span", "people", "candidates"):
            setattr(first, name, getattr(second, name))
        first.trace.extend(second.trace)
        first.finish(self.document, second.last)
        return True

    # --- ordinals and definite round numbers

    def _ordinal(self, numeral: Numeral, following: Numeral | None) -> Draft | None:
        word = number_words().get(self.tokens.keys[numeral.first])
        real = word is not None and (
            word_senses.ORDINAL in word.senses or word_senses.BOUND_ORDINAL in word.senses
        )
        if not real:
            measure = measure_after(self.document, numeral.last, numeral.value)
            if measure is not None:
                return self._single(numeral, following)
            if guards.is_age(self.document, numeral):
                return self._plain(numeral, "age")
            if counted_before(self.document, numeral.first, plural=True) is not None:
                return self._single(numeral, following)
            if is_amount(self.document, numeral) or names_members(self.document, numeral):
                return self._single(numeral, following)
        return self._plain(numeral, "age" if is_age_in_order(self.document, numeral) else "ordinal")

    def _plain(self, numeral: Numeral, dimension: str) -> Draft:
        draft = Draft.over(self.document, numeral.first, numeral.last)
        draft.start = numeral.span.start
        draft.value, draft.dimension, draft.rule = numeral.value, dimension, dimension
        draft.low, draft.high = numeral.low, numeral.high
        return draft

    # --- single numbers

    def _single(self, numeral: Numeral, following: Numeral | None) -> Draft | None:
        document = self.document
        opened, after = self._bracketed(numeral)
        if after > numeral.last and following is not None and says_again(numeral, following, after):
            return None
        if following is not None and said_in_figures(self.tokens, numeral, following):
            after = following.last + 1
        value: int | float | None = numeral.value
        scale = None
        if after > numeral.last and following is not None:
            scale = self._scale_behind_bracket(following, after)
            if scale is not None and value is not None:
                value, after = tidy(value * scale), following.last
        definite = numeral.kind in (numeral_kinds.INDEFINITE, numeral_kinds.FRACTION)
        measure = None
        if not has_percent_sign(document, numeral):
            measure = self._kept(numeral, measure_after(document, after, value, definite=definite), after)
        if (
            measure is not None
            and measure.counted is not None
            and self._is_verb(numeral, measure.counted.first)
        ):
            return None
        if guards.is_place_like_fraction(
            self.tokens, numeral, known=measure is not None and not self._is_guess(measure)
        ):
            return None
        if guards.is_text_word(
            self.tokens, numeral, measured=measure is not None and measure.kind != "count"
        ):
            return None
        if measure is None and scale is None:
            opened, after = numeral.first, numeral.last
        draft = Draft.over(document, opened, after)
        draft.number_last = after if scale is not None else numeral.last
        if opened == numeral.first:
            draft.start = numeral.span.start
        draft.value, draft.low, draft.high = value, numeral.low, numeral.high
        draft.trace.append(_TRACES[numeral.form, numeral.kind])
        if measure is None:
            measure = measure_in_front(document, draft, numeral)
        if measure is None and not describe_bare(document, draft, numeral):
            return None
        if numeral.loose and measure is not None:
            self._settle_point(draft, measure)
        if measure is not None and measure.kind == "count" and numeral.kind is numeral_kinds.FRACTION:
            fill_share(document, draft, measure)
        else:
            fill(document, draft, measure)
            add_parts(document, draft, measure, following)
        if draft.dimension == "count" and self.tokens.keys[draft.first - 1 : draft.first] in _PER:
            draft.share_out()
        take_hedge(document, draft, numeral)
        take_aspect(document, draft)
        return draft

    @staticmethod
    def _is_guess(measure: Measure) -> bool:
        return measure.counted is not None and measure.counted.people is None

    def _kept(self, numeral: Numeral, measure: Measure | None, after: int) -> Measure | None:
        """The measure behind a number, unless the number names something or the noun is only a guess.

        ص.ب 80204 جدة is a box, الدورة 57 من برنامج a course: a number behind such a word takes no noun we do not know
        and no part of a group. The same holds behind the article (الشركات الـ8 مستمرة).
        """
        if (
            measure is not None
            and measure.unit is not None
            and guards.is_no_unit(self.tokens, numeral, measure.end)
        ):
            return None
        if measure is None or measure.counted is None:
            return measure
        guessed = self._is_guess(measure)
        if numeral.value == 1 and numeral.form is numeral_kinds.WORDS and measure.counted.first == after:
            return None  # one follows its noun: واحدة جالسة counts no جالسة
        if guessed and numeral.article and numeral.kind is not numeral_kinds.INDEFINITE:
            return None
        partitive = measure.counted.first > after
        if (guessed or partitive) and guards.names_thing(self.document, numeral) is not None:
            return None
        if partitive and guards.says_which(self.tokens, numeral):
            return None
        return measure

    def _is_verb(self, numeral: Numeral, noun: int) -> bool:
        """``ألّف كتابا``: a thousand takes a genitive, so a masculine accusative behind it is a verb's object."""
        keys = self.tokens.keys
        if numeral.last - numeral.first != 1 or not keys[numeral.first].endswith("الف") or numeral.article:
            return False
        return keys[noun].endswith("ا") and keys[noun][:-1] in nouns().singulars

    def _is_price(self, measure: Measure) -> bool:
        """A price to the thousandth: of currencies with a thousand parts, or where the release has others (0.233)."""
        return measure.kind == "money" and (self._points_part or measure.code in _THOUSAND_PARTS)

    def _settle_point(self, draft: Draft, measure: Measure) -> None:
        """Does the point before three digits group? What is counted is whole; a percentage is not in thousands."""
        value = draft.value
        if isinstance(value, float) and measure.kind != "percent":
            if measure.kind == "count" or self._points_group:
                draft.value = tidy(value * 1000)
                draft.trace.append(f"the point groups thousands; rejected: {value}")
        elif isinstance(value, int) and (measure.kind == "percent" or self._is_price(measure)):
            draft.value = value / 1000
            draft.trace.append(f"the point is decimal; rejected: {value}")

    def _bracketed(self, numeral: Numeral) -> tuple[int, int]:
        """The first token and the token after a number in brackets of its own: ``( 343 ) دائرة``."""
        first, last, keys = numeral.first, numeral.last, self.tokens.keys
        if first and last < len(keys) and keys[last] == _CLOSE.get(keys[first - 1]):
            return first - 1, last + 1
        if first and last < len(keys) and keys[first - 1] in _OPEN_QUOTES and keys[last] in _CLOSE_QUOTES:
            return first - 1, last + 1
        return first, last

    def _scale_behind_bracket(self, following: Numeral, after: int) -> int | None:
        """``«1.4» مليون``: the scale of a number in marks of its own."""
        if following.first != after or following.last != after + 1:
            return None
        word = number_words().get(self.tokens.keys[after])
        if word is None or word.clitic:
            return None
        return word.senses.get(word_senses.SCALE) or word.senses.get(word_senses.SCALE_PLURAL)
