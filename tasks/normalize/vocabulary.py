"""The words of a text, folded once for every repair that asks the lexicon."""

from __future__ import annotations

from typing import Final, NamedTuple

from tasks.text.fold import drop_marks, fold

_TRIMMED: Final = "\"'()[]{}«»“”’.،,؛:؟!-–—/…0123456789%"
#: What is longer than this is no word, and not worth weighing.
_LONGEST: Final = 40
_FIRST_ARABIC: Final = "\u0621"


class Vocabulary(NamedTuple):
    """A text folded (as long as the text), how many words it has, and its Arabic words, folded and without marks."""

    folded: str
    size: int
    words: frozenset[str]

    @staticmethod
    def of(text: str) -> Vocabulary:
        """The vocabulary of a text.

        >>> sorted(Vocabulary.of("قالَ «أحمد» Yes 12").words)
        ['احمد', 'قال']
        """
        folded = fold(text)
        pieces = drop_marks(folded).split()
        words = set(pieces)
        dressed = {word for word in words if not word.isalpha()}
        words -= dressed
        for word in dressed:
            bare = word.strip(_TRIMMED)
            if bare.isalpha():
                words.add(bare)
        return Vocabulary(
            folded,
            len(pieces),
            frozenset(word for word in words if word >= _FIRST_ARABIC and len(word) <= _LONGEST),
        )
