"""The word lists and gazetteers of names: everything loads, is unique, and goes through the key used on text."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tasks.errors import ConfigurationError
from tasks.extract.document import Document
from tasks.extract.mentions import find_mentions, marks
from tasks.extract.mentions.lexicon import Opening, entries, lexicon
from tasks.languages.gazetteers import loader
from tasks.languages.gazetteers.loader import (
    COLUMNS,
    common_words,
    gazetteer,
    nationalities,
    read_rows,
)
from tasks.text.fold import match_key
from tasks.text.tokens import tokenize

FOLDER = Path(loader.__file__).parent
#: Names that need the rest of the release to be told apart.
CUES = {"media": "صحيفة ", "company": "شركة ", "club": "نادي "}
AMBIGUOUS = {"طرابلس", "عمّان", "البريقة", "المنصورة?"}
OWN = ("places.csv", "organizations.csv")


def names_of(table: str) -> list[str]:
    return [name.rstrip("?~") for row in read_rows(table) for name in row[-1].split("|")]


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_keys_of_a_table_are_unique(table: str) -> None:
    keys = Counter(row[0] for row in read_rows(table))
    assert [key for key, count in keys.items() if count > 1] == []


def test_keys_of_entities_are_unique_and_stable_words() -> None:
    keys = Counter(entity.key for entity in gazetteer().entities())
    assert [key for key, count in keys.items() if count > 1] == []
    assert [key for key in keys if not re.fullmatch("(place|org):[a-z0-9-]+", key)] == []


@pytest.mark.parametrize("table", OWN)
def test_no_two_of_our_entries_share_a_name(table: str) -> None:
    owners: dict[str, set[str]] = {}
    for row in read_rows(table):
        for name in row[-1].split("|"):
            if name[-1] not in "?~":
                # two towns of one name are told apart by their countries
                owners.setdefault(
                    " ".join(tokenize(name).keys) + row[2] * (table == "places.csv"), set()
                ).add(row[0])
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("table", ["countries.csv", "places.csv", "organizations.csv", "cities.csv"])
def test_names_are_arabic_and_not_empty(table: str) -> None:
    bad = [name for name in names_of(table) if not name or not "\u0621" <= name[0] <= "\u064a"]
    assert bad == []


def test_countries_and_coordinates_are_plausible() -> None:
    known = {row[0] for row in read_rows("countries.csv")}
    for entity in gazetteer().entities():
        assert entity.country is None or entity.country in known, entity.key
        assert (entity.latitude is None) == (entity.longitude is None), entity.key
        assert entity.latitude is None or -90 <= entity.latitude <= 90, entity.key
        assert entity.longitude is None or -180 <= entity.longitude <= 180, entity.key
        assert all(kind != "wikidata" or value[0] == "Q" for kind, value in entity.identifiers)


def test_every_own_entry_is_found_by_its_first_name() -> None:
    # a name with a cue is tried beside one
    for table in OWN:
        for row in read_rows(table):
            name = row[-1].split("|")[0]
            cue = CUES.get(row[1], "تنظيم ") if table == "organizations.csv" else "مدينة "
            text = (cue if name[-1] in "?~" else "عن ") + name.rstrip("?~")
            found = [mention.entity.partition(":")[2] for mention in find_mentions(Document.of(text))]
            assert row[0] in found or name in AMBIGUOUS, (table, row[0], found)


def test_nationalities_name_known_countries() -> None:
    known = {row[0] for row in read_rows("countries.csv")}
    assert set(nationalities().values()) <= known
    assert nationalities()[match_key("سوريين")] == "SY"


def test_common_words_are_keys() -> None:
    assert [word for word in common_words() if match_key(word) != word] == []


def test_names_of_towns_that_are_everyday_words_need_a_cue() -> None:
    bare = [
        row[4]
        for row in read_rows("cities.csv")
        for name in row[-1].split("|")
        if name[-1] not in "?~" and match_key(name) in common_words()
    ]
    assert bare == []


@pytest.mark.parametrize("opening", list(Opening))
def test_every_opening_has_phrases(opening: Opening) -> None:
    assert any(phrase.opening is opening for phrases in lexicon().phrases.values() for phrase in phrases)


def test_every_mark_of_a_list_has_words() -> None:
    derived = {
        "NONE",
        "NISBA",
        "COMMON",
        "NATION",
        "DEFINITE",
        "FOREIGN_SHAPE",
        "VERB_SHAPE",
        "COMPOSED",
        "UNKNOWN_DEFINITE",
    }
    used = 0
    for bits in lexicon().marks.values():
        used |= bits
    missing = [
        name for name, bit in vars(marks).items() if name.isupper() and name not in derived and not used & bit
    ]
    assert missing == []


def test_phrases_become_keys() -> None:
    assert entries("آية الله|د.") == [("ايه", "الله"), ("د", ".")]


def test_a_missing_file_is_refused_by_name() -> None:
    with pytest.raises(ConfigurationError, match=r"gazetteers/nothing\.csv"):
        loader.read_text("nothing.csv")


def test_a_table_with_wrong_columns_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "read_text", lambda name: "iso,english\nSY,Syria\n")
    with pytest.raises(ConfigurationError, match=r"countries\.csv"):
        read_rows("countries.csv")


def test_a_row_with_wrong_columns_is_refused_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "read_text", lambda name: "iso,english,names\nSY,Syria,x\nIQ,Iraq\n")
    with pytest.raises(ConfigurationError, match="line 3"):
        read_rows("countries.csv")
