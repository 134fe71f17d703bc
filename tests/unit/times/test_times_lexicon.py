"""The data files of times: what is refused, and how words are told from names."""

from __future__ import annotations

import pytest

from tasks.errors import ConfigurationError
from tasks.extract.times import lexicon
from tasks.extract.times.lexicon import Kind, look


def entries(key: str) -> list[str]:
    return [word.entry.rpartition(".")[2] for word in look(key).words]


def test_clitics_are_cut_off() -> None:
    # given words with a conjunction, a preposition, the article
    found = [(word.clitic, word.article) for word in look("وبالاسابيع").words]
    # when they are looked up, then what was cut off is known
    assert found == [("وب", True)]


def test_form_with_article_needs_it() -> None:
    assert entries("الماضي") == ["last"]
    assert entries("ماضي") == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [({"forms": ["كلمة"]}, "value is missing"), ({"value": 1, "forms": ["\N{ARABIC FATHA}"]}, "empty form")],
)
def test_bad_data_is_refused_by_name(fields: dict[str, object], message: str) -> None:
    # given a line of data that is wrong, when it is loaded, then the error names it
    with pytest.raises(ConfigurationError, match=f"times.weekday.bad: {message}"):
        list(lexicon._forms_of("times.weekday.bad", Kind.WEEKDAY, fields))
