"""What outlets add to one statement hides no figure that differs."""

from __future__ import annotations

from tasks.deduplicate.fillers import read_slots
from tasks.deduplicate.slots import compare


def test_an_adjective_of_a_nation_is_no_context() -> None:
    # Given the news of two ships in almost the same words
    ours = read_slots("رست صباحا السفينة الطبية العمانية الرابعة في الميناء القديم")
    theirs = read_slots("رست صباحا السفينة الطبية السابعة في الميناء القديم")
    # When, then
    [difference] = compare(ours, theirs).differences
    assert (difference.first, difference.second) == (("4",), ("7",))


def test_spellings_of_a_name_are_one() -> None:
    ours = read_slots("وقال الوزير عبد الصبور أبو ناجي الحمدي إن الميناء مفتوح")
    theirs = read_slots("وقال الوزير عبدالصبور أبوناجي الحمدى إن الميناء مفتوح")
    compared = compare(ours, theirs)
    assert (compared.agreeing, compared.differences) == (1, ())
