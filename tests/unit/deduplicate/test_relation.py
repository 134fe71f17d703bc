"""What two texts are to each other: corrections, excerpts, templates and one-liners."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tasks.deduplicate.judging import Judge, Judgement
from tasks.deduplicate.relation import Verdict

CASES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[2] / "golden" / "deduplicate" / "communiques.toml").read_text(encoding="utf-8")
)


def communique(day: dict[str, Any]) -> str:
    """The made-up communiqué of one day."""
    shared, filled = CASES["template"]["shared"], CASES["template"]["filled"]
    return " ".join([shared[0], *(sentence.format(**day) for sentence in filled), *shared[1:]])


def judged(first: str, second: str) -> Judgement:
    return Judge({1: first, 2: second}).judge(1, 2)


@pytest.mark.parametrize(("first", "second"), list(itertools.combinations(CASES["day"], 2)))
def test_two_days_of_one_template_are_kept_apart(first: dict[str, Any], second: dict[str, Any]) -> None:
    # given two communiqués that share more than half of their words
    # when they are compared
    found = judged(communique(first), communique(second))
    # then their figures tell them apart although their letters hardly do
    assert found.measured.containment > 0.5
    assert found.verdict is Verdict.TEMPLATE


@pytest.mark.parametrize("case", CASES["pair"], ids=lambda case: case["label"])
def test_one_communique_and_its_later_version(case: dict[str, Any]) -> None:
    # given a communiqué and a version of it with some words replaced
    first = communique(CASES["day"][0])
    second = first
    for before, after in case["change"]:
        assert before in second
        second = second.replace(before, after)
    # when the two are compared
    found = judged(first, second)
    # then the relation is the expected one, and a revision names what differs
    assert found.verdict.value == case["expected"]
    if "kind" in case:
        named = [difference for difference in found.differences() if difference["kind"] == case["kind"]]
        assert named
        if "first" in case:
            assert (named[0]["first"], named[0]["second"]) == (case["first"], case["second"])
    # and what differs is told once
    told = [value for difference in found.differences() for value in difference["first"]]
    assert len(told) == len(set(told))


def test_a_passage_is_an_excerpt_of_the_whole() -> None:
    # given a communiqué and another text that quotes two thirds of it after an introduction of its own
    whole = communique(CASES["day"][0])
    passage = whole[: len(whole) // 2]
    # when they are compared
    found = judged(passage, whole)
    # then the passage stands wholly inside the other
    assert found.verdict is Verdict.EXCERPT
    assert found.measured.first_in_second > 0.98
    assert found.differences() == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("الوزراء يتفقون على تمديد الهدنة", "الوزراء لا يتفقون على تمديد الهدنة"),
        ("إعادة فتح المعبر أمام المسافرين غدا", "إغلاق المعبر أمام المسافرين غدا"),
    ],
)
def test_one_liners_are_related_only_when_equal(first: str, second: str) -> None:
    # given two headlines that contradict each other
    # then similarity is not asked at all
    assert judged(first, second).verdict is Verdict.UNRELATED


def test_a_short_text_with_another_figure_is_kept_apart() -> None:
    # given two flash releases of two lines that differ in one figure
    first = (
        "بيان مصطنع: أعلنت مديرية الطرق إغلاق الطريق الساحلي مدة 3 ساعات لإصلاح الجسر القديم، "
        "ودعت السائقين إلى سلوك الطريق الجبلي حتى انتهاء الأعمال، على أن يعاد فتحه مساء اليوم نفسه"
    )
    # when one of them says something else
    found = judged(first, first.replace("3", "9"))
    # then they are no duplicates: nothing but the figure is the news
    assert found.verdict is Verdict.TEMPLATE
