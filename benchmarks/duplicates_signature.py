"""How quickly contents are signed, beside datasketch and rensa on the same shingles, in one run.

    python benchmarks/duplicates_signature.py

Needs the extra ``bench``. Prints microseconds a release and ratios; append them to RESULTS.md with the date.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

import numpy as np
from datasketch import MinHash
from rensa import RMinHash

from tasks.deduplicate.content import folded_codes, folded_content
from tasks.deduplicate.keys import keys
from tasks.deduplicate.shingles import WIDTH, shingle_hashes
from tasks.deduplicate.signature import signature

ROUNDS = 7
RELEASES = 60
WORDS = 390


def release(chance: random.Random) -> str:
    """A made-up text of 390 words of Arabic letters with the lengths of real ones."""
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإ"
    return " ".join(
        "".join(chance.choices(letters, k=chance.choice((2, 3, 4, 5, 5, 6, 7, 8)))) for _ in range(WORDS)
    )


def with_datasketch(content: str) -> object:
    """datasketch 128 permutations, shingles given as bytes, all at once."""
    made = MinHash(num_perm=128)
    made.update_batch([content[i : i + WIDTH].encode() for i in range(len(content) - WIDTH + 1)])
    return made


def with_rensa(content: str) -> object:
    """rensa's R-MinHash, 128 permutations."""
    made = RMinHash(num_perm=128, seed=42)
    made.update([content[i : i + WIDTH] for i in range(len(content) - WIDTH + 1)])
    return made.digest()


def ours(text: str) -> object:
    """Folding, shingles and signature, from the text itself."""
    return signature(shingle_hashes(folded_codes(text)))


def ours_with_keys(text: str) -> object:
    """The same with all index keys."""
    codes = folded_codes(text)
    return keys(codes, signature(shingle_hashes(codes)))


def microseconds(function: Callable[[str], object], values: list[str]) -> float:
    """Microseconds a value."""
    started = time.perf_counter()
    for value in values:
        function(value)
    return (time.perf_counter() - started) / len(values) * 1e6


def main() -> None:
    """Measure all in turn, several rounds, and compare medians."""
    chance = random.Random(1)
    texts = [release(chance) for _ in range(RELEASES)]
    contents = [folded_content(text) for text in texts]
    contenders: dict[str, tuple[Callable[[str], object], list[str]]] = {
        "balagh signature (from text)": (ours, texts),
        "balagh signature + keys": (ours_with_keys, texts),
        "rensa R-MinHash": (with_rensa, contents),
        "datasketch MinHash": (with_datasketch, contents),
    }
    rounds = {
        name: [microseconds(function, values) for _ in range(ROUNDS)]
        for name, (function, values) in contenders.items()
    }
    base = statistics.median(rounds["balagh signature (from text)"])
    print(
        f"{RELEASES} texts of {np.mean([len(text) for text in texts]):.0f} characters, median of {ROUNDS} rounds"
    )
    for name, values in rounds.items():
        median = statistics.median(values)
        print(f"{name:32} {median:8.0f} µs   {median / base:5.1f}x")


if __name__ == "__main__":
    main()
