"""parse(format(date)) == date, in every Arab locale of CLDR, on both calendars, in both kinds of digits."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.extract.document import Document
from tasks.extract.facts import Calendar
from tasks.extract.numerals import find_numerals
from tasks.extract.times import find_times
from tasks.extract.times.calendars import hijri_day

LOCALES = (
    "ar", "ar_AE", "ar_BH", "ar_DZ", "ar_EG", "ar_IQ", "ar_JO", "ar_KW", "ar_LB", "ar_LY", "ar_MA", "ar_MR", "ar_OM", "ar_PS",
    "ar_QA", "ar_SA", "ar_SD", "ar_SY", "ar_TN", "ar_YE",
)  # fmt: skip
HIJRI_MONTHS = (
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة",
    "ذو الحجة",
)  # fmt: skip
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
BIDI = re.compile("[\N{RIGHT-TO-LEFT MARK}\N{LEFT-TO-RIGHT MARK}\N{ARABIC LETTER MARK}]")
DAYS = st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31))


def values(text: str) -> list[str | None]:
    document = Document.of(text)
    return [time.edtf for time in find_times(document, find_numerals(document))]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("style", ["full", "long", "medium", "short"])
@settings(deadline=None, max_examples=25)
@given(day=DAYS, arabic=st.booleans())
def test_formatted_day_is_read_back(locale: str, style: str, day: date, arabic: bool) -> None:
    # given a day as a locale writes it (a short one with a full year: two figures do not say the century)
    if style == "short":
        pattern = Locale.parse(locale).date_formats["short"].pattern.replace("yy", "y")
        text = format_date(day, pattern, locale=locale)
    else:
        text = format_date(day, style, locale=locale)
    text = BIDI.sub("", text.translate(ARABIC_DIGITS) if arabic else text)
    # when it is read, then the day comes back
    assert values(text) == [day.isoformat()]


@pytest.mark.parametrize("locale", LOCALES)
@settings(deadline=None, max_examples=25)
@given(day=DAYS)
def test_formatted_month_is_read_back(locale: str, day: date) -> None:
    assert values(BIDI.sub("", format_skeleton("yMMMM", day, locale=locale))) == [day.isoformat()[:7]]


@settings(deadline=None, max_examples=25)
@given(year=st.integers(1300, 1500), month=st.integers(1, 12), day=st.integers(1, 28), arabic=st.booleans())
def test_hijri_day_is_read_back(year: int, month: int, day: int, arabic: bool) -> None:
    # given a day of the hijri calendar as it is printed
    text = f"{day} {HIJRI_MONTHS[month - 1]} {year} هـ"
    document = Document.of(text.translate(ARABIC_DIGITS) if arabic else text)
    # when it is read
    (time,) = find_times(document, find_numerals(document))
    # then both calendars say it
    expected = hijri_day(year, month, day)
    assert expected is not None
    assert (time.hijri, time.edtf, time.calendar) == (
        f"{year:04}-{month:02}-{day:02}", expected.isoformat(), Calendar.HIJRI,
    )  # fmt: skip


@settings(deadline=None, max_examples=25)
@given(day=st.dates(min_value=date(1925, 1, 1), max_value=date(2076, 1, 1)), days=st.integers(0, 400))
def test_interval_is_read_back(day: date, days: int) -> None:
    # given two days joined as a sentence joins them
    last = day + timedelta(days=days + 1)
    text = f"من {format_date(day, 'long', locale='ar')} إلى {format_date(last, 'long', locale='ar_SY')}"
    # when it is read, then one interval comes back
    assert values(text) == [f"{day.isoformat()}/{last.isoformat()}"]
