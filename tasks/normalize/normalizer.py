"""The order of the repairs."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from tasks.normalize.brackets import repair_brackets
from tasks.normalize.controls import (
    INVISIBLE,
    drop_invisible,
    drop_unmapped,
    flatten_embeddings,
    turn_numbers,
)
from tasks.normalize.draft import Draft
from tasks.normalize.glued_numbers import part_numbers
from tasks.normalize.glued_words import part_words
from tasks.normalize.lam_alef import compose_hamza, reorder_lam_alef
from tasks.normalize.language import foreign_passages, language_of
from tasks.normalize.letters import FORMS, repair_farsi_letters, repair_forms
from tasks.normalize.lines import drop_stranded, join_lines, repair_line_stops
from tasks.normalize.marks import repair_marks
from tasks.normalize.spaces import collapse_spaces, plain_spaces
from tasks.normalize.split_words import join_pieces
from tasks.normalize.stops import mend_torn_words, repair_stops
from tasks.normalize.visual_order import reverse_visual_lines
from tasks.normalize.vocabulary import Vocabulary
from tasks.text.normalized import NormalizedText
from tasks.text.sentences import split_paragraphs, split_sentences

#: One class test that most clean text passes without a hit.
_SUSPECT: Final = re.compile(f"[{FORMS}{INVISIBLE}\u0640\u0653-\u0655\u06a9-\u06d5\ufffd]")

#: Damage that only extraction from a PDF does, so that more of it is to be expected.
_EXTRACTION: Final = frozenset(
    {
        "control_characters", "direction_controls", "direction_runs", "displaced_marks", "displaced_stops",
        "farsi_letters", "list_numbers", "lam_alef_order", "mirrored_brackets", "presentation_forms", "repeated_spaces", "visual_order",
    }
)  # fmt: skip

#: Signs that the extractor guessed the spaces.
_UNEVEN: Final = frozenset({"list_numbers", "repeated_spaces"})


def normalize(raw: str, *, published: datetime | None = None) -> NormalizedText:  # noqa: ARG001
    """Repair a raw release; the result leads back to the raw text character by character.

    >>> normalize("أیلول  2018 .دعمت").text
    'أيلول 2018. دعمت'
    """
    draft = Draft(raw)
    plain_spaces(draft)
    suspect = _SUSPECT.search(raw) is not None
    if suspect:
        flatten_embeddings(draft)
        turn_numbers(draft)
        drop_invisible(draft)
    reverse_visual_lines(draft)
    if suspect:
        repair_forms(draft)
        compose_hamza(draft)
        repair_farsi_letters(draft)
        drop_unmapped(draft)
    reorder_lam_alef(draft)
    drop_stranded(draft)
    mend_torn_words(draft)
    repair_line_stops(draft)
    join_lines(draft, damaged=draft.has(_EXTRACTION))
    collapse_spaces(draft)
    repair_brackets(draft)
    damaged = draft.has(_EXTRACTION)
    repair_stops(draft, damaged=damaged)
    damaged = draft.has(_EXTRACTION)
    repair_marks(draft)
    part_numbers(draft)
    before_words = draft.text
    vocabulary = Vocabulary.of(before_words)
    part_words(draft, vocabulary, damaged=damaged, unevenly_spaced=draft.has(_UNEVEN))
    if draft.text is not before_words:
        vocabulary = Vocabulary.of(draft.text)
    join_pieces(draft, vocabulary, damaged=damaged, torn=draft.has(_EXTRACTION - _UNEVEN))
    text = draft.text
    foreign = foreign_passages(text)
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
