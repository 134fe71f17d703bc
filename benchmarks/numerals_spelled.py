"""A million numbers spelled in every style and read back: ``python benchmarks/numerals_spelled.py [count]``.

The suite runs the same spellers on a sample; this is the long run, by hand.
"""

from __future__ import annotations

import random
import runpy
import sys
import time
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests" / "unit" / "numerals" / "test_numeral_spelling.py"


def main(count: int) -> int:
    """Read ``count`` numbers back; the exit status says whether all came back."""
    spellers = runpy.run_path(str(TESTS))
    styles, read = spellers["STYLES"], spellers["read"]
    rng = random.Random(2026)
    wrong = 0
    start = time.perf_counter()
    for number in range(count):
        value = number + 1 if number < count // 10 else rng.randrange(1, 10 ** rng.randint(4, 15))
        name = list(styles)[number % len(styles)]
        words = styles[name](value)
        if read(words) != [value]:
            wrong += 1
            if wrong <= 20:
                print(f"{name}: {value} {words} -> {read(words)}")
    seconds = time.perf_counter() - start
    print(f"{count:,} numbers in {len(styles)} styles: {wrong} wrong, {seconds:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
