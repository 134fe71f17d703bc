"""What holds for names in any text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.extract.document import Document
from tasks.extract.mentions import find_mentions
from tasks.extract.mentions.lexicon import entries, lexicon
from tasks.text.fold import drop_marks

#: Words that open grammars, names, clitics and noise, thrown together.
PIECES = [
    "قال", "وقال", "الفريق", "أول", "وزير", "رئيس", "الخارجية", "الأمريكي", "عبد", "الله", "بن", "أبو", "آل", "محمد",
    "علي", "على", "جون", "فان", "كيري", "الثاني", "عشر", "قوات", "التحالف", "للتحالف", "وقواته", "الشريكة", "الهيئة",
    "العامة", "للاستثمار", "وزارة", "مدينة", "وريف", "دير", "الزور", "الشرقي", "هجين", "المغرب", "صلاة", "كأس", "سوريا",
    "،", ".", "\n", "–", "(", ")", "25", "2015", "واس", "الفلسطينيين", "Windows", "ً", "ـ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=80)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_mentions_are_ordered_disjoint_and_inside_the_text(text: str) -> None:
    mentions = find_mentions(Document.of(text))
    assert list(mentions) == sorted(mentions, key=lambda mention: mention.span)
    for mention in mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        words = mention.span.of(text)
        assert words == words.strip()
        assert mention.canonical
        assert mention.entity.partition(":")[0] in {
            "person",
            "org",
            "organization",
            "place",
            "facility",
            "group",
        }
        if mention.title_span is not None:
            assert mention.title == mention.title_span.of(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_mentions(text: str) -> None:
    assert find_mentions(Document.of(text)) == find_mentions(Document.of(text))


@given(st.lists(st.sampled_from(PIECES[:-2]), max_size=30).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_vowel_marks_change_no_mention(text: str) -> None:
    marked = "".join(c + "\N{ARABIC FATHA}" if c in "لمنب" else c for c in text)
    plain = [(drop_marks(m.span.of(text)), m.type, m.entity) for m in find_mentions(Document.of(text))]
    with_marks = [
        (drop_marks(m.span.of(marked)), m.type, m.entity) for m in find_mentions(Document.of(marked))
    ]
    assert plain == with_marks


@pytest.mark.parametrize(
    "unit",
    ["محمد ", "بن ", "وزير ", "قوات ", "عبد الله ", "ا", "مدينة ", "و", "قال فلان، ", "الهيئة العامة "],
)
def test_time_grows_with_the_text_only(unit: str) -> None:
    # given: one hostile unit over and over
    find_mentions(Document.of(unit * 200))
    short, long = Document.of(unit * 2_000), Document.of(unit * 16_000)
    # when
    begin = time.perf_counter()
    find_mentions(short)
    middle = time.perf_counter()
    find_mentions(long)
    end = time.perf_counter()
    # then: eight times the text takes nowhere near the square of that (generous: machines are shared)
    assert end - middle < 40 * (middle - begin) + 1.0


@pytest.mark.parametrize("block", ["ranks", "styles"])
def test_every_title_brings_out_the_name_after_it(block: str) -> None:
    titles = entries(lexicon().blocks[block])
    missing = []
    for keys in titles:
        text = "حضر " + " ".join(keys) + " محمود الراشدي الحفل"
        if not any(m.type.value == "person" and m.title for m in find_mentions(Document.of(text))):
            missing.append(keys)
    assert missing == []
