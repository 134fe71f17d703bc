"""Signatures, keys and shingles: frozen values, a slow reference, and damage that must not matter."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.content import content_hash, folded_codes, folded_content
from tasks.deduplicate.keys import keys
from tasks.deduplicate.reading import read_content
from tasks.deduplicate.shingles import WIDTH, common, shingle_hashes
from tasks.deduplicate.signature import SLOTS, estimate, signature
from tasks.deduplicate.similarity import similarity

MASK = 2**64 - 1
SAMPLE = (
    "بيان مصطنع: وصلت قافلة المساعدات إلى المخيم ظهر الأحد، وفيها 24 شاحنة تحمل أغذية وأدوية وخياما. " * 3
)


#: What version 1 gives for SAMPLE.
FROZEN = {
    "hash": "f3eeb1005c6d8073117d0dca973afbf5",
    "signature": [3627244823, 3546463310, 1744942682, 626502918],
    "keys": 33,
    "first_keys": [270371540951332823, 812115531603906912],
}


def slow_mix(value: int) -> int:
    """splitmix64's finalizer on Python integers."""
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


def slow_shingles(content: str) -> list[int]:
    """The shingle hashes, letter by letter."""
    base, found = 0x9E3779B97F4A7C15, set()
    for start in range(len(content) - WIDTH + 1):
        value = 0
        for letter in content[start : start + WIDTH]:
            value = (value * base + ord(letter) + 1) & MASK
        found.add(slow_mix(value))
    return sorted(found)


@given(st.text(alphabet="ابتثجحخد٣4 \n.،ًaZ", max_size=80))
def test_shingles_equal_the_slow_reference(text: str) -> None:
    assert shingle_hashes(folded_codes(text)).tolist() == slow_shingles(folded_content(text))


def test_stored_values_are_frozen() -> None:
    # given a text, its hash, signature and keys must never change without a new VERSION: databases hold them
    read = read_content(SAMPLE)
    assert read.content_hash.hex() == FROZEN["hash"]
    assert read.signature[:4].tolist() == FROZEN["signature"]
    assert len(read.keys) == FROZEN["keys"]
    assert read.keys[:2].tolist() == FROZEN["first_keys"]


def test_extraction_damage_does_not_change_the_content() -> None:
    # given a text and a copy with marks, tatweel, Farsi letters, Eastern digits and moved stops
    damaged = SAMPLE.replace("ي", "ی").replace("24", "٢٤").replace("، ", " ،").replace("قافلة", "قــافلةُ")
    # then their contents are equal
    assert content_hash(folded_codes(damaged)) == content_hash(folded_codes(SAMPLE))


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    read = read_content(text)
    assert len(read.signature) in (0, SLOTS)
    assert read.letters == len(folded_content(text))
    assert (np.diff(read.shingles) > 0).all() if len(read.shingles) > 1 else True


@given(st.sets(st.integers(0, MASK), max_size=60), st.sets(st.integers(0, MASK), max_size=60))
def test_similarity_equals_the_definition(first: set[int], second: set[int]) -> None:
    a, b = (np.array(sorted(some), dtype=np.uint64) for some in (first, second))
    measured = similarity(a, b)
    assert common(a, b) == len(first & second)
    assert measured.jaccard == (len(first & second) / len(first | second) if first | second else 0.0)
    assert measured.first_in_second == (len(first & second) / len(first) if first else 0.0)


def test_the_estimate_is_near_the_truth() -> None:
    # given pairs of random shingle sets of known similarity
    generator = np.random.default_rng(7)
    errors = []
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        for _ in range(20):
            pool = np.unique(generator.integers(0, 2**63, 3000, dtype=np.uint64) * np.uint64(2))
            both = pool[: int(len(pool) * share)]
            rest = pool[int(len(pool) * share) :]
            a, b = np.sort(np.concatenate([both, rest[::2]])), np.sort(np.concatenate([both, rest[1::2]]))
            errors.append(estimate(signature(a), signature(b)) - similarity(a, b).jaccard)
    # then 128 slots estimate it without bias, within their standard error
    assert abs(float(np.mean(errors))) < 0.02
    assert float(np.std(errors)) < 0.06


def test_a_passage_shares_keys_with_the_whole() -> None:
    # given a long text and one of its paragraphs
    paragraphs = [
        f"فقرة مصطنعة رقم {n} عن موضوع {n * 7919} لا يشبه غيره في شيء من كلماته {n * 104729}"
        for n in range(60)
    ]
    whole, passage = read_content("\n".join(paragraphs)), read_content("\n".join(paragraphs[20:26]))
    # then anchors bring them together although most of the whole is not in the passage
    assert set(whole.keys.tolist()) & set(passage.keys.tolist())


def test_short_texts_have_no_keys_of_chance() -> None:
    assert keys(folded_codes(""), np.empty(0, dtype=np.uint32)).tolist() == []
