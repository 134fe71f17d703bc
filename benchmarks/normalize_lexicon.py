"""Derive the lexicon of word repair from wordfreq's large Arabic list: python benchmarks/normalize_lexicon.py

Needs ``pip install wordfreq`` (3.1.1 was used); Balagh itself does not. The list is under CC BY-SA 4.0, and so is what
is derived from it here: ``tasks/languages/ar_lexicon.txt.xz`` (see NOTICE).
"""

from __future__ import annotations

import argparse
import gzip
import lzma
import math
import re
from collections import defaultdict
from pathlib import Path

from tasks.text.fold import fold

TARGET = Path(__file__).parent.parent / "tasks" / "languages" / "ar_lexicon.txt.xz"
ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]{2,16}")
NOTICE = (
    "# Arabic word forms by frequency, folded; derived from wordfreq 3.1.1 (https://github.com/rspeer/wordfreq),\n"
    "# data under CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/), and this file likewise.\n"
    "# A line: ten times the negative decimal logarithm of the frequency, then the words. After '=': words, written\n"
    "# with alef maksura, whose form with yeh is rarer.\n"
)


def main() -> None:
    """Write the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--centibels", type=int, default=700, help="rarest words to keep (700 is one in ten million)"
    )
    options = parser.parse_args()
    import msgpack
    import wordfreq

    source = Path(wordfreq.__file__).parent / "data" / "large_ar.msgpack.gz"
    with gzip.open(source) as handle:
        buckets = msgpack.load(handle, raw=False)[1:]
    frequencies: dict[str, float] = defaultdict(float)
    spelled: dict[str, float] = {}
    for centibels, words in enumerate(buckets):
        for word in words:
            if ARABIC.fullmatch(word):
                spelled[word] = 10 ** (-centibels / 100)
                if centibels <= options.centibels:
                    frequencies[fold(word)] += spelled[word]
    levels: dict[int, list[str]] = defaultdict(list)
    for word, frequency in frequencies.items():
        levels[round(-10 * math.log10(frequency))].append(word)
    maksura = sorted(
        word
        for word, frequency in spelled.items()
        if word.endswith("\N{ARABIC LETTER ALEF MAKSURA}")
        and frequency > 10 ** (-options.centibels / 100)
        and frequency > 2 * spelled.get(word[:-1] + "\N{ARABIC LETTER YEH}", 0.0)
    )
    lines = [f"{level} {' '.join(sorted(words))}" for level, words in sorted(levels.items())]
    text = NOTICE + "\n".join([*lines, "= " + " ".join(maksura)]) + "\n"
    data = lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)
    TARGET.write_bytes(data)
    print(f"{len(frequencies)} words, {len(maksura)} with alef maksura, {len(data)} bytes in {TARGET.name}")


if __name__ == "__main__":
    main()
