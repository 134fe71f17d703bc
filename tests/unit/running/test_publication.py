"""The date of publication as producers write it."""

from __future__ import annotations

import pytest

from tasks.errors import InputError
from tasks.publication import parse_published


@pytest.mark.parametrize("value", ["2019-03-23", "20190323", "2019-W12-6"])
def test_a_bare_day_has_no_time(value: str) -> None:
    moment, has_time = parse_published(value)
    assert (moment.isoformat(), has_time) == ("2019-03-23T00:00:00", False)


@pytest.mark.parametrize("value", ["2019-03-23T08:30", "2019-03-23 08:30:00Z", "20190323T0830+0300"])
def test_a_moment_has_one(value: str) -> None:
    moment, has_time = parse_published(value)
    assert (moment.hour, moment.minute, has_time) == (8, 30, True)


@pytest.mark.parametrize("value", ["yesterday", "2019-02-30", "23/03/2019", "٢٠١٩-٠٣-٢٣", ""])
def test_anything_else_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="is not an ISO 8601 date"):
        parse_published(value)


def test_a_refusal_does_not_repeat_a_whole_text() -> None:
    with pytest.raises(InputError) as refused:
        parse_published("نص البيان كاملا " * 100)
    assert len(str(refused.value)) < 120
