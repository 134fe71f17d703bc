"""The order of the repairs."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from tasks.normalize.brackets import repair_brackets
from tasks.normalize.controls import (
    drop_invisible,
    drop_unmapped,
    flatten_embeddings,
    turn_numbers,
)
from tasks.normalize.doubts import Doubts
from tasks.normalize.draft import Draft
from tasks.normalize.furniture import drop_furniture
from tasks.normalize.glued_numbers import part_numbers
from tasks.normalize.glued_words import part_words
from tasks.normalize.lam_alef import compose_hamza, reorder_lam_alef
from tasks.normalize.language import foreign_passages, language_of
from tasks.normalize.letters import repair_farsi_letters, repair_forms
from tasks.normalize.lines import drop_stranded, join_lines, repair_line_stops
from tasks.normalize.marks import repair_marks
from tasks.normalize.signs import FOREIGN, SUSPECTS
from tasks.normalize.spaces import collapse_spaces, plain_spaces
from tasks.normalize.split_words import join_pieces
from tasks.normalize.stops import mend_torn_words, repair_stops
from tasks.normalize.visual_order import reverse_visual_lines
from tasks.text.normalized import NormalizedText
from tasks.text.sentences import split_paragraphs, split_sentences

#: Damage that only extraction from a PDF does, so that more of it is to be expected.
_EXTRACTION: Final = frozenset(
    {
        "control_characters", "direction_controls", "direction_runs", "displaced_marks", "displaced_stops",
        "farsi_letters", "list_numbers", "lam_alef_order", "mirrored_brackets", "presentation_forms", "repeated_spaces", "visual_order",
    }
)  # fmt: skip

#: Signs that the extractor guessed the spaces.
_UNEVEN: Final = frozenset({"list_numbers", "repeated_spaces"})


#: Repairs after which nothing is left to repair that was not seen already.
_SETTLED: Final = frozenset(
    {"end_marks", "farsi_letters", "invisible", "presentation_forms", "spaces", "tatweel"}
)
#: Four pieces are joined a pass and a word has at most seventeen letters, so that lone letters are joined in six.
_MOST_PASSES: Final = 8


def normalize(raw: str, *, published: datetime | None = None) -> NormalizedText:  # noqa: ARG001
    """Repair a raw release; the result leads back to the raw text character by character.

    Normalizing the result again changes nothing: what a repair brings to light is repaired in a further pass.

    >>> normalize("أیلول  2018 .دعمت").text
    'أيلول 2018. دعمت'
    """
    draft = repair(raw)
    if not draft.settled(_SETTLED):
        for _ in range(_MOST_PASSES):
            again = _repair(draft.again(), words=True)
            if again.text == draft.text:
                break
            draft.absorb(again)
    text = draft.text
    foreign = foreign_passages(text) if draft.shows(FOREIGN) else ()
    language = language_of(text, foreign)
    return NormalizedText(
        raw=raw,
        text=text,
        offset_map=draft.offset_map,
        sentences=split_sentences(text),
        paragraphs=split_paragraphs(text),
        repairs=draft.repairs,
        language=language,
        foreign=tuple((span, tag) for span, tag in foreign if tag != language),
    )


def repair(raw: str, *, words: bool = True) -> Draft:
    """One pass of every repair, in order; without the repairs of words, no lexicon is read for a text without damage.

    The order matters: directions before the characters that show them go, letters before lines, lines before spaces,
    stops before words.

    >>> repair("العراقیة  وھیئة", words=False).text
    'العراقية وهيئة'
    """
    return _repair(Draft(raw), words=words)


def _repair(draft: Draft, *, words: bool) -> Draft:
    plain_spaces(draft)
    suspect = draft.shows(SUSPECTS)
    if suspect:
        flatten_embeddings(draft)
        turn_numbers(draft)
        drop_invisible(draft)
    stored = draft.text
    reverse_visual_lines(draft)
    if suspect:
        repair_forms(draft)
        if draft.text is not stored:
            reverse_visual_lines(draft)  # what the forms did not tell, the words may
        repair_farsi_letters(draft)
        compose_hamza(draft)
        drop_unmapped(draft)
    reorder_lam_alef(draft)
    drop_furniture(draft)
    drop_stranded(draft)
    mend_torn_words(draft)
    repair_line_stops(draft)
    join_lines(draft, damaged=draft.has(_EXTRACTION))
    collapse_spaces(draft)
    repair_brackets(draft)
    repair_stops(draft, damaged=draft.has(_EXTRACTION))
    repair_marks(draft)
    if words:
        _repair_words(draft)
    collapse_spaces(draft)
    return draft


def _repair_words(draft: Draft) -> None:
    damaged = draft.has(_EXTRACTION)
    part_numbers(draft)
    text = draft.text
    if not damaged and draft.whole_words is text:
        return
    doubts = Doubts.of(text, damaged=damaged)
    if doubts.doubtful:
        _repair_doubtful(draft, doubts, damaged=damaged)
    if not damaged and draft.text is text:
        draft.whole_words = text


def _repair_doubtful(draft: Draft, doubts: Doubts, *, damaged: bool) -> None:
    text = draft.text
    part_words(draft, doubts.words, damaged=damaged, unevenly_spaced=draft.has(_UNEVEN))
    if draft.text is not text:
        doubts = Doubts.of(draft.text, damaged=damaged)
    join_pieces(draft, doubts, damaged=damaged, torn=draft.has(_EXTRACTION - _UNEVEN))
