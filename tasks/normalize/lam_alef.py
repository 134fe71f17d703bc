"""Lam-alef ligatures whose letters came out in the wrong order: ``األمم``, ``اإلسالم``, ``خالل``."""

from __future__ import annotations

import re
from typing import Final

from tasks.normalize.draft import Draft
from tasks.normalize.signs import HAMZA, TWO_ALEFS
from tasks.normalize.word_costs import is_known, word_cost
from tasks.text.offset_map import Edit

_ALEFS: Final = "اأإآ"
_LETTER: Final = "\u0621-\u063a\u0641-\u064a\u064b-\u0652"
#: The article before a swapped ligature: two alefs in a row begin no Arabic word.
_HEAD = re.compile(rf"(?<![{_LETTER}])([وف]?[بك]?ا)([{_ALEFS}])ل(?=[{_LETTER}])")
_HEAD_WORD = re.compile(rf"(?<![{_LETTER}])([وف]?[بك]?ا)([{_ALEFS}])ل([{_LETTER}]+)")
_WORD = re.compile(rf"[{_LETTER}]{{2,20}}")
_INNER = re.compile(rf"[{_ALEFS}]ل")
_MARGIN: Final = 8
_MOST_LIGATURES: Final = 4


def reorder_lam_alef(draft: Draft) -> None:
    """Swapped lam-alef ligatures get their order back.

    Fonts list the ligature as it is drawn, alef first from the left, and extractors copy the list. At the head of a word
    the swap leaves two alefs in a row, which is proof. Where a text shows that proof, other words follow if they are far
    commoner the other way round (خالل, خلال).

    >>> draft = Draft("بيان األمم المتحدة خالل االجتماع عن رسالة السالم")
    >>> reorder_lam_alef(draft)
    >>> draft.text
    'بيان الأمم المتحدة خلال الاجتماع عن رسالة السلام'
    """
    text = draft.text
    if not draft.shows(TWO_ALEFS) or not _HEAD.search(text):
        return
    swapped = _HEAD_WORD.sub(_head_swapped, text)
    if swapped == text:
        return
    pieces: list[str] = []
    position = 0
    for match in _WORD.finditer(swapped):
        word = match.group()
        if _INNER.search(word, 1) or word == "ال":
            best = _best_order(word)
            if best != word:
                pieces += [swapped[position : match.start()], best]
                position = match.end()
    result = "".join([*pieces, swapped[position:]])
    count = sum(a != b for a, b in zip(text, result, strict=True)) // 2
    draft.exchange("lam_alef_order", result, count, 0.9)


def _head_swapped(match: re.Match[str]) -> str:
    """A word with its first ligature in order, if that makes it a word: a doubled alef may be a typist's slip."""
    swapped = f"{match.group(1)}ل{match.group(2)}{match.group(3)}"
    slip = match.group(1) + "ل" + match.group(3)
    if (
        match.group(2) == "ا"
        and word_cost(slip) + _MARGIN < word_cost(swapped)
        and not is_known(match.group())
    ):
        return match.group()
    return swapped if is_known(swapped) or is_known(_best_order(swapped)) else match.group()


def _best_order(word: str) -> str:
    """The word with the ligatures swapped that make it far commoner."""
    if word == "ال":
        return "لا"
    best, cost = word, word_cost(word)
    places = [m.start() for m in _INNER.finditer(word) if m.start() > 0 or word[:1] in "أإآ"][
        :_MOST_LIGATURES
    ]
    for chosen in range(1, 1 << len(places)):
        letters = list(word)
        for bit, place in enumerate(places):
            if chosen >> bit & 1:
                letters[place], letters[place + 1] = letters[place + 1], letters[place]
        candidate = "".join(letters)
        other = word_cost(candidate)
        if other + _MARGIN < cost:
            best, cost = candidate, other + _MARGIN
    return best


def compose_hamza(draft: Draft) -> None:
    """A hamza or madda written as a mark joins its alef, waw or yeh, before or after it.

    Unicode puts the mark behind its letter (NFC composes it there); extractors that read glyphs from the left put it
    before.

    >>> draft = Draft("\\N{ARABIC HAMZA ABOVE}اول مرة \\N{ARABIC HAMZA BELOW}انه رأى")
    >>> compose_hamza(draft)
    >>> draft.text
    'أول مرة إنه رأى'
    """
    if not draft.shows(HAMZA):
        return
    edits = [
        Edit(
            m.start(),
            m.end(),
            _COMPOSED.get((m.group(1) or m.group(4) or "") + (m.group(2) or m.group(3)), m.group()),
        )
        for m in _CARRIED.finditer(draft.text)
    ]
    text = draft.text
    draft.edit("displaced_hamza", [edit for edit in edits if edit.text != text[edit.start : edit.end]], 0.95)


_ABOVE: Final = "\N{ARABIC HAMZA ABOVE}"
_BELOW: Final = "\N{ARABIC HAMZA BELOW}"
_MADDA: Final = "\N{ARABIC MADDAH ABOVE}"
_HAMZA = re.compile(f"[{_ABOVE}{_BELOW}{_MADDA}]")
_COMPOSED: Final = {
    "ا" + _ABOVE: "أ",
    "ا" + _BELOW: "إ",
    "ا" + _MADDA: "آ",
    "و" + _ABOVE: "ؤ",
    "ي" + _ABOVE: "ئ",
    "ى" + _ABOVE: "ئ",
}
#: A carrier with the mark behind it, or else a mark with the carrier behind it.
_CARRIED = re.compile(rf"([اويى])([{_HAMZA.pattern[1:-1]}])|([{_HAMZA.pattern[1:-1]}])([اويى])")
