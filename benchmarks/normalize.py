"""Normalization against its peers, in one run: python -m benchmarks.normalize

Prints microseconds a release and ratios, the cost a character of ever longer texts (one line of ten million characters at
last; ``--plot FILE`` draws it), and the growth of the cost on runs of one hostile piece. Processor time; read the ratios, absolute times
belong to the machine and the moment. ftfy comes with ``pip install '.[bench]'``; CAMeL Tools' calls are spelled out here,
since the package brings a machine-learning stack.
"""

from __future__ import annotations

import argparse
import re
import time
import unicodedata
from collections import deque
from collections.abc import Callable
from pathlib import Path

from benchmarks.normalize_damage import farsi, noise, shape
from tasks.normalize import normalize
from tasks.normalize.normalizer import repair

SEEDS = Path(__file__).parent.parent / "seeds"
RELEASE = 4200
ROUNDS = 41

_ALEF = re.compile("[إأٱآ]")
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
_LONG = {"\ufdfc": "ريال", "\ufdfd": "بسم الله الرحمن الرحيم"}
HOSTILE = {
    "tatweel": "ـ", "full stop": ".", "comma": "،", "quotation mark": '"', "bracket": "(", "tanween": "ً",
    "stop past a space": " .", "lam-alef": "ﻻ", "long ligature": "﷽", "embedding": "\N{LEFT-TO-RIGHT EMBEDDING}",
    "no-break space": "\N{NO-BREAK SPACE}", "line break": "\n", "replacement": "\ufffd", "lone letter": "ا ", "lone teh": "ة ",
    "swapped lam-alef": "األ", "item": "1/ ", "title": "د. ", "one long word": "ال", "Farsi": "ی",
}  # fmt: skip


def nfkc(text: str) -> str:
    """Plain NFKC, which repairs the forms and nothing else."""
    return unicodedata.normalize("NFKC", text)


def camel(text: str) -> str:
    """What CAMeL Tools does for normalize_unicode, dediac_ar and the three folds, call by call."""
    buffer: deque[str] = deque()
    for character in text:
        mapped = _LONG.get(character)
        buffer.append(character if mapped is None else mapped)
    text = unicodedata.normalize("NFKC", "".join(buffer))
    text = _MARKS.sub("", text)
    return _ALEF.sub("ا", text).replace("ى", "ي").replace("ة", "ه")


def without_words(text: str) -> str:
    """Every repair but those of words, with the map."""
    draft = repair(text, words=False)
    draft.offset_map.to_bytes()
    return draft.text


def everything(text: str) -> str:
    """The whole step: words, sentences and language too."""
    return normalize(text).text


def seconds(function: Callable[[str], object], texts: list[str]) -> float:
    """The quickest of some rounds over the texts, in seconds a text."""
    function(texts[0])
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        for text in texts:
            function(text)
        best = min(best, time.process_time() - started)
    return best / len(texts)


def releases() -> dict[str, list[str]]:
    """Releases of 4,200 characters: clean, and damaged in the ways of extractors."""
    text = "\n".join(normalize(path.read_text(encoding="utf-8")).text for path in sorted(SEEDS.glob("*.txt")))
    clean = (text + "\n") * (RELEASE // len(text) + 1)
    clean = normalize(clean[:RELEASE]).text
    cases = {"clean": [clean], "forms": [shape(clean)], "Farsi": [farsi(clean)], "noise": [noise(clean)]}
    cases["mix"] = [clean, clean, *cases["forms"], *cases["Farsi"], *cases["noise"]]
    return cases


def compare() -> None:
    """Microseconds a release of everyone, and our ratios."""
    peers: dict[str, Callable[[str], object]] = {"NFKC": nfkc, "CAMeL Tools": camel}
    try:
        import ftfy

        peers["ftfy.fix_text"] = ftfy.fix_text
    except ImportError:
        print("ftfy is not installed: pip install '.[bench]'")
    ours: dict[str, Callable[[str], object]] = {"ours, words aside": without_words, "ours, all": everything}
    names = [*peers, *ours]
    print(f"{'µs a release':12}" + "".join(f"{name:>20}" for name in names))
    for case, texts in releases().items():
        times = {name: seconds(function, texts) * 1e6 for name, function in {**peers, **ours}.items()}
        print(f"{case:12}" + "".join(f"{times[name]:20.0f}" for name in names))
        for name in ours:
            ratios = ", ".join(f"{times[peer] / times[name]:.2f}x {peer}" for peer in peers)
            print(f"{'':12}{name}: {ratios}")


def lengths(plot: Path | None, longest: int) -> None:
    """Cost a character of one line that grows."""
    text = releases()["clean"][0].replace("\n", " ")
    sizes = [size for size in (1_000, 4_200, 42_000, 420_000, 4_200_000, 10_000_000) if size <= longest]
    costs: list[float] = []
    for size in sizes:
        line = (text * (size // len(text) + 1))[:size]
        started = time.process_time()
        count = max(1, 200_000 // size)
        for _ in range(count):
            normalize(line)
        costs.append((time.process_time() - started) / count / size * 1e9)
        print(f"one line of {size:>10,} characters: {costs[-1]:8.0f} ns a character")
    print(f"100 times longer than a release: {costs[3] / costs[1]:.2f}x a character") if len(
        costs
    ) > 3 else None
    if plot:
        import matplotlib as mpl

        mpl.use("Agg")
        import matplotlib.pyplot as plt

        figure, axes = plt.subplots(figsize=(7, 4))
        axes.plot(sizes, costs, marker="o")
        axes.set(
            xscale="log", ylim=(0, 1.3 * max(costs)), xlabel="characters in one line", ylabel="ns a character"
        )
        axes.set_title("Normalization: cost a character against length")
        figure.tight_layout()
        figure.savefig(plot, dpi=120)
        plt.close(figure)


def hostile(size: int = 40_000) -> None:
    """How the cost of a run of one piece grows when the run is eight times as long (8 is linear)."""
    for name, piece in HOSTILE.items():
        run = piece * (size // len(piece))
        short = seconds_once(run[: size // 8])
        print(f"run of {name:18} 8 times longer: {seconds_once(run) / short:5.1f}x")


def seconds_once(text: str) -> float:
    """The quicker of three calls."""
    times = []
    for _ in range(3):
        started = time.process_time()
        normalize(text)
        times.append(time.process_time() - started)
    return min(times)


def main() -> None:
    """Run everything, or what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plot", type=Path, help="draw the cost against the length")
    parser.add_argument(
        "--longest", type=int, default=10_000_000, help="the longest line (default: ten million)"
    )
    parser.add_argument("--only", choices=("compare", "lengths", "hostile"), help="one part of the benchmark")
    options = parser.parse_args()
    if options.only in {None, "compare"}:
        compare()
    if options.only in {None, "lengths"}:
        lengths(options.plot, options.longest)
    if options.only in {None, "hostile"}:
        hostile()


if __name__ == "__main__":
    main()
