"""What keeps the repairs of words quick must not change what they repair."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.normalize import doubts as doubts_module
from tasks.normalize import normalize, split_words
from tasks.normalize.doubts import Doubts
from tasks.normalize.draft import Draft
from tasks.normalize.joints import may_join
from tasks.text.fold import drop_marks, fold, fold_word

WORDS = [
    "في",
    "من",
    "على",
    "الوزارة",
    "أعلنت",
    "بيان",
    "الأمم",
    "المتحدة",
    "بح",
    "ث",
    "ع",
    "لى",
    "ال",
    "تعاون",
    "المست",
    "وى",
    "دبي",
    "طبرق",
    "ائتلاف",
    "بد",
    "ائل",
    "ت",
    "م",
    "هـ",
    "و",
    "إ",
    "الاتفاق",
    "متر",
    "ا",
    "عاما",
    "10",
    "14:25",
    "1436هـ",
    "«خبر»",
    "آل",
    "ة",
]
texts = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text("ابتلمونيهةىأإئ", min_size=1, max_size=4)), max_size=18
).map(" ".join)


def joined(text: str, *, damaged: bool) -> str:
    draft = Draft(text)
    split_words.join_pieces(draft, Doubts.of(text, damaged=damaged), damaged=damaged)
    return draft.text


@given(texts, st.booleans())
@settings(max_examples=400, deadline=None)
def test_the_quick_question_never_hides_a_join(text: str, damaged: bool) -> None:
    # Given a text of words, pieces and labels
    quick = joined(text, damaged=damaged)
    # When every join is weighed in its place, without asking first whether one could pay
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(split_words, "may_join", lambda *_, **__: True)
        weighed = joined(text, damaged=damaged)
    # Then nothing else is joined
    assert quick == weighed


@given(texts, st.booleans())
@settings(max_examples=100, deadline=None)
def test_what_was_met_before_changes_no_answer(text: str, damaged: bool) -> None:
    # Given the doubts about a text that has been met
    known = Doubts.of(text, damaged=damaged)
    known = Doubts.of(text, damaged=damaged)
    # When everything is forgotten
    for memory in ("_plain", "_plain_doubts", "_whole", "_whole_doubts"):
        getattr(doubts_module, memory).clear()
    # Then the answer is the same
    assert Doubts.of(text, damaged=damaged) == known


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given room for ten pieces
    monkeypatch.setattr(doubts_module, "_MOST", 10)
    # When many are met, long ones among them
    Doubts.of(" ".join(f"كلمة{number}" for number in range(100)) + " " + "ب" * 10_000, damaged=False)
    # Then few are kept, and no long one
    kept = [*doubts_module._plain, *doubts_module._plain_doubts]
    assert len(kept) <= 10
    assert all(len(piece) < 100 for piece in kept)


def test_an_undamaged_text_with_a_rare_name_is_left_without_weighing() -> None:
    assert not may_join(["زار", "الوفد", "طبرق", "أمس"], {"طبرق"}, 40, damaged=False)


def test_a_passage_of_a_neighbour_keeps_its_letters_whatever_was_read_before() -> None:
    persian = "قال: گفت این کشور باید آماده باشد."
    # Given a text whose Farsi letters were repaired, word by word
    assert normalize("العراقی این کشور فی بغداد").text.startswith("العراقي")
    # When a passage that is Persian holds the same words, twice
    assert normalize(persian).text == normalize(persian).text == persian


@given(st.text(max_size=30))
def test_folding_a_word_is_folding(word: str) -> None:
    assert fold_word(word) == drop_marks(fold(word))
