"""Quotations of golden cases, and of every verb's example."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tasks.extract.document import Document
from tasks.extract.facts import Mention, MentionType
from tasks.extract.mentions import find_mentions
from tasks.extract.quotations import find_quotations
from tasks.text.span import Span

GOLDEN = Path(__file__).parents[2] / "golden" / "quotations" / "said.toml"
CASES: list[dict[str, Any]] = tomllib.loads(GOLDEN.read_text(encoding="utf-8"))["case"]
WHO: list[dict[str, Any]] = tomllib.loads(GOLDEN.with_name("who.toml").read_text(encoding="utf-8"))["case"]
SPEECH = tomllib.loads(resources.files("tasks.languages").joinpath("speech.toml").read_text(encoding="utf-8"))
EXAMPLES: list[dict[str, Any]] = SPEECH["verb"] + SPEECH["source"]


def found(text: str, mentions: tuple[Mention, ...] = ()) -> list[dict[str, str]]:
    document = Document.of(text)
    return [
        {
            "says": quotation.span.of(text),
            "by": "" if quotation.speaker is None else quotation.speaker.span.of(text),
            "cue": "" if quotation.cue is None else quotation.cue.of(text),
            "kind": quotation.kind.value,
        }
        for quotation in find_quotations(document, mentions)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_a_golden_text_says_what_is_expected(case: dict[str, Any]) -> None:
    # Given a made-up release, when its quotations are read
    said = found(case["text"])
    # Then they are those written down, and no others
    assert said == case["expected"]


@pytest.mark.parametrize("entry", EXAMPLES, ids=lambda entry: entry["key"])
def test_every_verb_and_source_is_found_in_its_example(entry: dict[str, Any]) -> None:
    # Given an entry's own example, when it is read
    said = found(entry["example"])
    # Then its speaker says its words
    assert [(entry["says"], entry["by"])] == [
        (quotation["says"], quotation["by"]) for quotation in said if quotation["says"] == entry["says"]
    ]


@pytest.mark.parametrize("case", WHO, ids=lambda case: case["label"])
def test_a_golden_speaker_is_who_is_expected(case: dict[str, Any]) -> None:
    # Given a made-up release with its names read
    document = Document.of(case["text"])
    mentions = find_mentions(document)
    # When its quotations are read
    speakers = [quotation.speaker for quotation in find_quotations(document, mentions)]
    # Then each is linked to the full name of who says it
    who = [
        "" if speaker is None or speaker.mention is None else mentions[speaker.mention].canonical
        for speaker in speakers
    ]
    assert who == case["who"]


def test_a_speaker_is_linked_to_the_person_named_in_it() -> None:
    # Given a release in which a body and a person are named
    text = "قال وزير النقل كريم عواد إن الجسر مفتوح."
    name = text.index("كريم")
    person = Mention(
        span=Span(name, name + len("كريم عواد")),
        rule="test",
        type=MentionType.PERSON,
        canonical="كريم عواد",
        entity="person:1",
        title="وزير النقل",
    )
    # When its quotations are read
    (quotation,) = find_quotations(Document.of(text), (person,))
    # Then the whole phrase speaks, and refers to the person
    assert quotation.speaker is not None
    assert quotation.speaker.span.of(text) == "وزير النقل كريم عواد"
    assert quotation.speaker.mention == 0
    assert quotation.trace == ("verb=say",)
