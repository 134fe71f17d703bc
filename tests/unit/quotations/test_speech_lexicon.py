"""The data of speech is refused where it is wrong, and every entry can be shown to work."""

from __future__ import annotations

from typing import Any

import pytest

from tasks.errors import ConfigurationError
from tasks.extract.quotations import lexicon as module
from tasks.extract.quotations.lexicon import Shape, lexicon
from tasks.text.fold import match_key


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Loads the lexicon from the given verbs instead of the data file."""
    load = module._load

    def with_verbs(verbs: list[dict[str, Any]]) -> None:
        monkeypatch.setattr(
            module, "_load", lambda file: {"verb": verbs} if file == "speech.toml" else load(file)
        )
        lexicon.__wrapped__()

    return with_verbs


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ({"key": "say"}, "say"),
        ({"key": "say", "past": 3}, "past"),
        ({"key": "say", "past": "قال", "colour": "red"}, "colour"),
        ({"past": "قال"}, "None"),
        ({"key": "قال", "past": "قال"}, "ASCII"),
    ],
)
def test_a_wrong_entry_is_refused_by_file_and_key(broken: Any, entry: dict[str, Any], named: str) -> None:
    # Given an entry that is wrong, when the data is loaded, then the message names the file and the key
    with pytest.raises(ConfigurationError, match=rf"speech\.toml.*{named}"):
        broken([entry])


def test_a_key_stands_once(broken: Any) -> None:
    # Given the same key twice, when the data is loaded, then it is refused
    with pytest.raises(ConfigurationError, match="say"):
        broken([{"key": "say", "past": "قال"}, {"key": "say", "past": "ذكر"}])


@pytest.mark.parametrize(
    ("word", "shape", "feminine", "number", "letters"),
    [
        ("قال", Shape.PAST, False, 1, 0),
        ("وقالت", Shape.PAST, True, 1, 1),
        ("نفت", Shape.PAST, True, 1, 0),
        ("دعوا", Shape.PAST, False, 2, 0),
        ("فيقولون", Shape.PRESENT, False, 2, 1),
        ("تؤكد", Shape.PRESENT, True, 1, 0),
        ("ينفون", Shape.PRESENT, False, 2, 0),
        ("مضيفاً", Shape.PARTICIPLE, False, 1, 0),
        ("ومشيرةً", Shape.PARTICIPLE, True, 1, 1),
        ("نافيا", Shape.PARTICIPLE, False, 1, 0),
        ("بقولها", Shape.NOUN, True, 1, 0),
    ],
)
def test_forms_are_made_from_the_parts_of_an_entry(
    word: str, shape: Shape, feminine: bool, number: int, letters: int
) -> None:
    # Given a form of a verb of saying, when it is looked up, then its grammar is known
    form = lexicon().forms[match_key(word)]
    assert (form.shape, form.feminine, form.number, form.letters) == (shape, feminine, number, letters)
