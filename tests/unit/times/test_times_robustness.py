"""Whatever the text, times come out in order, inside it, without overlap and well formed; and the work is linear."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.extract.document import Document
from tasks.extract.facts import Time, TimeKind
from tasks.extract.numerals import find_numerals
from tasks.extract.times import find_times
from tasks.extract.times.reader import Reader

WORDS = (
    "من", "إلى", "حتى", "بين", "و", "في", "منذ", "قبل", "بعد", "خلال", "كل", "يوم", "يومي", "عامي", "السبت", "الاثنين", "شباط",
    "فبراير", "رمضان", "رجب", "هـ", "م", "الماضي", "المقبل", "القادمة", "الأخيرة", "الساعة", "صباحا", "مساء", "ظهرا", "ليلا",
    "نصف", "وربع", "إلا", "الثالثة", "الحادي", "والعشرين", "عشر", "خمسة", "وأربعين", "سنة", "سنتين", "أشهر", "أيام", "الأسبوع",
    "الشهر", "العام", "هذا", "أول", "آخر", "أوائل", "نهاية", "القرن", "الربع", "النصف", "العشرين", "قبل الميلاد", "ق.م",
    "بتوقيت", "غرينتش", "أمس", "غدا", "اليوم", "صيف", "عيد الفطر", "الموافق", "الدراسي", "/", "-", "–", ":", ".", "،", "(", ")",
    "0", "1", "7", "12", "29", "30", "31", "32", "99", "2018", "1436", "0000", "9999", "10000", "999999999999999999999", "1.5",
    "2.30", "12/5", "31/2/2019", "2019-02-31", "24:00", "25:61", "7:5", "٢٠١٨", "سبعينيات", "ملايين", "مليار", "\n",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=24).map(" ".join)
ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=-11))])
MOMENTS = st.none() | st.builds(
    lambda moment, zone: moment.replace(tzinfo=zone),
    st.datetimes(datetime.fromisoformat("0010-01-01"), datetime.fromisoformat("9990-01-01")),
    ZONES,
)
SIDE = r"(?:\.\.|-?[\dX]{4}(?:-\d\d(?:-\d\d)?)?(?:T\d\d:\d\d(?::\d\d)?)?~?)"
EDTF = re.compile(rf"{SIDE}(?:/{SIDE})?")
ISO = re.compile(r"(?:R/)?P[\dYMWDTHS.]+(?:/P[\dYMWDTHS.]+)?|T\d\d:\d\d(?::\d\d)?(?:/T\d\d:\d\d(?::\d\d)?)?")


def read(text: str, moment: datetime | None = None) -> tuple[Time, ...]:
    document = Document.of(text, published=moment, published_has_time=moment is not None)
    return find_times(document, find_numerals(document))


def check(text: str, times: tuple[Time, ...]) -> None:
    end = 0
    for time in times:
        assert end <= time.span.start < time.span.end <= len(text)
        assert not text[time.span.start].isspace()
        end = time.span.end
        assert time.edtf is None or EDTF.fullmatch(time.edtf), time.edtf
        assert time.iso8601 is None or ISO.fullmatch(time.iso8601), time.iso8601
        if time.begins and time.ends and time.consistent is not False and len(time.begins) == len(time.ends):
            assert time.begins <= time.ends
        assert time.kind in TimeKind


@settings(deadline=None)
@given(text=TEXTS, moment=MOMENTS)
def test_words_of_time_in_any_order(text: str, moment: datetime | None) -> None:
    # given words of time thrown together, when they are read, then nothing raises and all is well formed
    check(text, read(text, moment))


@settings(deadline=None)
@given(
    text=st.text(alphabet="ابتنيوهلمكر 0123456789٠١٢/:-.،()\n\N{ARABIC FATHA}\N{ARABIC TATWEEL}", max_size=80)
)
def test_any_letters(text: str) -> None:
    check(text, read(text))


@settings(deadline=None)
@given(text=TEXTS)
def test_reading_is_repeatable(text: str) -> None:
    assert read(text) == read(text)


RUNS = (
    "9", "9 ", "1/", "1-", "1:", "1.", "( ", ") ", "و", "و ", "من ", "من 1 ", "سنة و", "سنة وشهر و", "الساعة ", "الساعة 1 ", "يوم ",
    "يوم السبت ", "منذ ", "قبل ", "2018 ", "2018 و", "شباط/", "شباط ", "1 شباط ", "أوائل ", "كل ", "هذا ", "الماضي ", "\n", "1436 هـ ",
    "بين 1 و", "حتى ", "أمس ", "\N{ARABIC TATWEEL}", "1 إلى ", "مساء ", "نصف ", "في ",
)  # fmt: skip


@pytest.fixture
def lookups(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often a grammar looks at a token."""
    count = [0]
    for name in ("match", "number", "integer", "key"):
        plain = getattr(Reader, name)

        def counted(self: Reader, *args: object, _plain: object = plain) -> object:
            count[0] += 1
            return _plain(self, *args)  # type: ignore[operator]

        monkeypatch.setattr(Reader, name, counted)
    return count


@pytest.mark.parametrize("unit", RUNS, ids=repr)
def test_work_is_linear_in_the_length_of_hostile_runs(unit: str, lookups: list[int]) -> None:
    # given a run of one hostile piece, and one twice as long
    short, long = unit * 400, unit * 800
    # when both are read
    check(short, read(short))
    first, lookups[0] = lookups[0], 0
    check(long, read(long))
    # then the longer one takes about twice as many look-ups
    assert lookups[0] <= 2.2 * first + 50
