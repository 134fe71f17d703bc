"""What holds for names in any text."""

from __future__ import annotations

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
    [
        "محمد ",
        "بن ",
        "وزير ",
        "قوات ",
        "عبد الله ",
        "ا",
        "مدينة ",
        "و",
        "قال فلان، ",
        "الهيئة العامة ",
        "عمان وطرابلس ",
    ],
)
def test_long_runs_of_one_unit_are_read_to_the_end(unit: str) -> None:
    # given: a hostile unit over and over; anything worse than linear would never come back
    text = unit * 10_000
    # when
    mentions = find_mentions(Document.of(text))
    # then
    assert all(mention.span.of(text) for mention in mentions)


@pytest.mark.parametrize("block", ["ranks", "styles"])
def test_every_title_brings_out_the_name_after_it(block: str) -> None:
    titles = entries(lexicon().blocks[block])
    missing = []
    for keys in titles:
        text = "حضر " + " ".join(keys) + " محمود الراشدي الحفل"
        if not any(m.type.value == "person" and m.title for m in find_mentions(Document.of(text))):
            missing.append(keys)
    assert missing == []


def found_whole(text: str, words: str, kinds: set[str]) -> bool:
    mentions = find_mentions(Document.of(text))
    return any(m.type.value in kinds and m.span.of(text).endswith(words) for m in mentions)


def test_every_head_of_organisations_names_one_with_a_nationality() -> None:
    missing = []
    for keys in entries(lexicon().things["organizations"]["construct"]):
        head = " ".join(keys)
        if not found_whole(f"زارت {head} الزراعة السورية المكان", "الزراعة السورية", {"organization"}):
            missing.append(head)
    for keys in entries(lexicon().things["organizations"]["definite"]):
        head = " ".join(keys)
        adjective = "السورية" if keys[0].endswith(("ه", "ات")) or keys[0] == "الخطوط" else "السوري"
        described = keys[0] in lexicon().described
        found = found_whole(f"زارت {head} {adjective} المكان", f"{head} {adjective}", {"organization"})
        if found == described:
            missing.append(head)
    assert missing == []


@pytest.mark.parametrize(
    ("block", "kinds"), [("heads", {"place"}), ("facilities", {"facility"}), ("cues", {"place"})]
)
def test_every_head_of_places_brings_out_an_unknown_name(block: str, kinds: set[str]) -> None:
    missing = []
    for keys in entries(lexicon().things["places"][block]):
        head = " ".join(keys)
        name = "سبلاشاك" if keys[0] in lexicon().named_only else "المرقدان"
        head = "مكتبة" if head == "مكتبه" else head  # else it is "his office"
        if len(keys) == 1 and not found_whole(f"قرب {head} {name} أمس", name, kinds):
            missing.append(head)
    assert missing == []


def test_every_people_is_found() -> None:
    peoples = [" ".join(keys) for keys in entries(lexicon().things["groups"]["names"])]
    cued = lexicon().cued_groups
    told = {name: f"يرى أهل {name} ذلك" if name in cued else f"يرى {name} ذلك" for name in peoples}
    assert [name for name, text in told.items() if not found_whole(text, name, {"group"})] == []
    assert not any(found_whole(f"في {name} ذاتها", name, {"group"}) for name in cued)
