"""The whole analysis of a release beside one ``ftfy.fix_text`` call, in one run, with where the time goes.

    python benchmarks/analysis.py [FILE ...]

Needs the extra ``bench``. Files are releases as text (default: the sample in ``seeds/``). Append results to RESULTS.md.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import ftfy

from tasks.analysis import analyze
from tasks.extract.document import Document
from tasks.extract.events import find_events
from tasks.extract.mentions import find_mentions
from tasks.extract.numerals import find_numerals
from tasks.extract.quantities import find_quantities
from tasks.extract.quotations import find_quotations
from tasks.extract.times import find_times
from tasks.normalize import normalize

ROUNDS = 9
SEEDS = Path(__file__).parents[1] / "seeds"


def milliseconds(action: Callable[[], object], calls: int) -> float:
    """Milliseconds a call, over some calls in a row."""
    began = time.perf_counter()
    for _ in range(calls):
        action()
    return (time.perf_counter() - began) / calls * 1e3


def main(paths: list[str]) -> None:
    """Compare in turn, round by round, and print medians of times and ratios."""
    files = [Path(path) for path in paths] or sorted(SEEDS.glob("*.txt"))
    for file in files:
        text = file.read_text(encoding="utf-8")
        text *= max(1, 4200 // len(text.encode()))
        compare(file.name, text)


def compare(name: str, text: str) -> None:
    """One release."""
    normalized = normalize(text)
    document = Document.of(normalized.text, sentences=normalized.sentences)
    numerals = find_numerals(document)
    times = find_times(document, numerals)
    quantities = find_quantities(document, numerals, times)
    mentions = find_mentions(document)
    quotations = find_quotations(document, mentions)
    stages: dict[str, Callable[[], object]] = {
        "ftfy.fix_text": lambda: ftfy.fix_text(text),
        "whole analysis": lambda: analyze(text),
        "normalize": lambda: normalize(text),
        "tokens": lambda: Document.of(normalized.text, sentences=normalized.sentences),
        "numerals": lambda: find_numerals(document),
        "times": lambda: find_times(document, numerals),
        "quantities": lambda: find_quantities(document, numerals, times),
        "mentions": lambda: find_mentions(document),
        "quotations": lambda: find_quotations(document, mentions),
        "events": lambda: find_events(document, quantities, times, mentions, quotations),
    }
    rounds: dict[str, list[float]] = {stage: [] for stage in stages}
    for _ in range(ROUNDS):
        for stage, action in stages.items():
            rounds[stage].append(milliseconds(action, 5))
    ratios = [a / b for a, b in zip(rounds["whole analysis"], rounds["ftfy.fix_text"], strict=True)]
    print(f"{name}: {len(text):,} characters, {len(document.tokens)} tokens, median of {ROUNDS} rounds")
    for stage, values in rounds.items():
        print(f"  {stage:16} {statistics.median(values):7.2f} ms")
    print(f"  analysis / ftfy  {statistics.median(ratios):7.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
