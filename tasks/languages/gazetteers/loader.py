"""Reads the gazetteers once: every known name by the key of its first word, and the entities the names stand for."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from tasks.errors import ConfigurationError
from tasks.text.fold import drop_marks, fold, match_key
from tasks.text.tokens import tokenize


class Cue(IntEnum):
    """What must stand before a name for it to count."""

    NONE = 0
    PREPOSITION = 1  # "in", "from", "to", a word such as "city of", or another place beside it
    NOUN = 2  # a word such as "city of", or another place beside it


class Name(NamedTuple):
    """A known name: the keys of its words after the first, what cue it needs, and whose name it is."""

    rest: tuple[str, ...]
    cue: Cue
    reference: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Someone or something with a stable key: ``place:sy``, ``place:geonames-170654``, ``org:isis``."""

    key: str
    type: str
    kind: str
    canonical: str
    english: str
    country: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    latitude: float | None = None
    longitude: float | None = None


#: Files and the columns they must have.
COLUMNS: Final = {
    "countries.csv": ("iso", "english", "names"),
    "places.csv": ("key", "kind", "country", "english", "wikidata", "names"),
    "organizations.csv": ("key", "kind", "country", "english", "wikidata", "names"),
    "cities.csv": ("geonameid", "country", "latitude", "longitude", "english", "names"),
    "points.csv": ("key", "geonameid", "latitude", "longitude"),
    "nationalities.csv": ("iso", "english_nationality", "nisba", "more_names"),
}
#: Tables whose names of two words are also known with the space between them lost, as it is in text out of PDFs.
_SEWN: Final = frozenset({"places.csv", "organizations.csv"})
_KIND_OF: Final = {"countries.csv": "country", "cities.csv": "city"}
_CUES: Final = {"?": Cue.PREPOSITION, "~": Cue.NOUN}


def read_text(name: str) -> str:
    """A data file of this folder; ConfigurationError when it cannot be read."""
    try:
        return files(__package__).joinpath(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"tasks/languages/gazetteers/{name} cannot be read: {error}") from error


def read_rows(name: str) -> list[list[str]]:
    """The rows of a table without its header; ConfigurationError when a row has the wrong number of columns."""
    header, *rows = csv.reader(read_text(name).splitlines())
    if tuple(header) != COLUMNS[name]:
        raise ConfigurationError(
            f"tasks/languages/gazetteers/{name}: the columns must be {','.join(COLUMNS[name])}"
        )
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise ConfigurationError(f"tasks/languages/gazetteers/{name}, line {number}: {len(row)} columns")
    return rows


class Gazetteer:
    """All known names. ``names`` maps the key of a first word to the names that begin with it, longest first."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, list[str]]] = []
        self._entities: dict[int, Entity] = {}
        self._points = {row[0]: row for row in read_rows("points.csv")}
        index: dict[str, list[Name]] = {}
        for table in ("countries.csv", "organizations.csv", "places.csv", "cities.csv"):
            rows = read_rows(table)
            # one folding of the whole column is as good as match_key on each name, and ten times quicker
            folded = drop_marks(fold("\n".join(row[-1] for row in rows))).lower().split("\n")
            sewn = table in _SEWN
            for reference, names in enumerate(folded, len(self._rows)):
                for written in names.split("|"):
                    name, cue = (
                        (written[:-1], _CUES[written[-1]]) if written[-1] in _CUES else (written, Cue.NONE)
                    )
                    if name.isalpha():
                        index.setdefault(name, []).append(Name((), cue, reference))
                        continue
                    words = name.split(" ")
                    first, *rest = words if all(map(str.isalpha, words)) else tokenize(name).keys
                    index.setdefault(first, []).append(Name(tuple(rest), cue, reference))
                    if sewn and not cue and len(rest) == 1 and min(len(first), len(rest[0])) >= 3:
                        index.setdefault(first + rest[0], []).append(Name((), cue, reference))
            self._rows.extend((table, row) for row in rows)
        for bearers in index.values():
            if len(bearers) > 1:
                bearers.sort(key=lambda name: -len(name.rest))
        self.names: dict[str, list[Name]] = index

    def type_of(self, reference: int) -> str:
        """``place``, ``facility`` or ``organization``, without building the entity."""
        table, row = self._rows[reference]
        if table == "organizations.csv":
            return "organization"
        return "facility" if table == "places.csv" and row[1] == "facility" else "place"

    def is_city(self, reference: int) -> bool:
        """Is it one of the generated list of cities rather than one of our own entries?"""
        return self._rows[reference][0] == "cities.csv"

    def kind_of(self, reference: int) -> str:
        """The kind column, ``country`` or ``city``."""
        table, row = self._rows[reference]
        return _KIND_OF.get(table) or row[1]

    def entity(self, reference: int) -> Entity:
        """The entity a name stands for."""
        if reference not in self._entities:
            table, row = self._rows[reference]
            self._entities[reference] = _ENTITY_OF[table](self, row)
        return self._entities[reference]

    def entities(self) -> list[Entity]:
        """All entities, in the order of the files."""
        return [self.entity(reference) for reference in range(len(self._rows))]

    def _country(self, row: list[str]) -> Entity:
        return Entity(
            key=f"place:{row[0].lower()}", type="place", kind="country", canonical=_first(row[2]), english=row[1],
            country=row[0], identifiers=(("iso3166", row[0]),),
        )  # fmt: skip

    def _organization(self, row: list[str]) -> Entity:
        return Entity(
            key=f"org:{row[0]}", type="organization", kind=row[1], canonical=_first(row[5]), english=row[3],
            country=row[2] or None, identifiers=(("wikidata", row[4]),) if row[4] else (),
        )  # fmt: skip

    def _place(self, row: list[str]) -> Entity:
        identifiers = (("wikidata", row[4]),) if row[4] else ()
        point = self._points.get(row[0])
        return Entity(
            key=f"place:{row[0]}", type="facility" if row[1] == "facility" else "place", kind=row[1],
            canonical=_first(row[5]), english=row[3], country=row[2] or None,
            identifiers=identifiers + ((("geonames", point[1]),) if point else ()),
            latitude=float(point[2]) if point else None, longitude=float(point[3]) if point else None,
        )  # fmt: skip

    def _city(self, row: list[str]) -> Entity:
        return Entity(
            key=f"place:geonames-{row[0]}", type="place", kind="city", canonical=_first(row[5]), english=row[4],
            country=row[1], identifiers=(("geonames", row[0]),), latitude=float(row[2]), longitude=float(row[3]),
        )  # fmt: skip


def _first(names: str) -> str:
    return names.partition("|")[0].rstrip("?~")


_ENTITY_OF: Final = {
    "countries.csv": Gazetteer._country,  # noqa: SLF001
    "organizations.csv": Gazetteer._organization,  # noqa: SLF001
    "places.csv": Gazetteer._place,  # noqa: SLF001
    "cities.csv": Gazetteer._city,  # noqa: SLF001
}


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read at first use.

    >>> known = gazetteer()
    >>> known.entity(known.names["داعش"][-1].reference).english
    'Islamic State (ISIS)'
    """
    return Gazetteer()


@cache
def common_words() -> frozenset[str]:
    """Keys of everyday words, which no unknown name is made of."""
    return frozenset(read_text("common_words.txt").split())


#: The most frequent word forms: what no family name is, even after a title and a given name.
_FREQUENT: Final = 4_000


@cache
def frequent_words() -> frozenset[str]:
    """Keys of the most frequent everyday words (the file is ordered by frequency)."""
    return frozenset(read_text("common_words.txt").split()[:_FREQUENT])


@cache
def nationalities() -> dict[str, str]:
    """Country codes by the key of every form of its nationality, without the article.

    >>> nationalities()["امريكيين"]
    'US'
    """
    forms: dict[str, str] = {}
    for iso, _, nisba, _ in read_rows("nationalities.csv"):
        for word in nisba.split("|") if nisba else ():
            key = match_key(word)
            for ending in ("", "ه", "ون", "ين", "ان", "تان", "تين", "ات"):
                forms.setdefault(key + ending, iso)
    return forms
