"""The data that normalization reads: there, sound, and refused when it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.errors import ConfigurationError
from tasks.languages import ar_lexicon
from tasks.normalize.glued_words import compound_names
from tasks.normalize.language import neighbours
from tasks.text.fold import fold


def test_the_lexicon_is_folded_and_of_words() -> None:
    costs = ar_lexicon.lexicon().costs
    assert len(costs) > 100_000
    assert all(key == fold(key) and key.isalpha() for key in costs)
    assert all(10 < cost <= 75 for cost in costs.values())


def test_words_with_maksura_end_in_it() -> None:
    assert all(word.endswith("\N{ARABIC LETTER ALEF MAKSURA}") for word in ar_lexicon.lexicon().maksura)


def test_languages_do_not_share_their_words() -> None:
    known = [neighbour for neighbour in neighbours() if neighbour.script == "Arab"]
    arabic = known[0].words
    for neighbour in known[1:]:
        assert not arabic & neighbour.words, neighbour.tag


def test_compound_names_are_read_from_the_gazetteers() -> None:
    assert fold("ديرالزور") in compound_names()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('said = ""', "unknown or missing"),
        ("said = 3\nother = 'x'", "said: must be words"),
        ("said", "cannot be read"),
    ],
)
def test_a_broken_word_list_names_file_and_key(
    content: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a data file that is wrong
    (tmp_path / "lists.toml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(ar_lexicon, "files", lambda _: tmp_path)
    # Then it is refused by name
    with pytest.raises(ConfigurationError, match=f"lists.toml.*{complaint}"):
        ar_lexicon.word_lists("lists.toml", ("said", "other"))
