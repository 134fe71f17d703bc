"""The lexicon of counted nouns: their forms, whether they mean people, and the singular under which they are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from tasks.errors import ConfigurationError
from tasks.extract.quantities.forms import TEH_MARBUTA, accusative, duals, read_data
from tasks.text.clitics import readings
from tasks.text.fold import match_key

#: Nouns whose definite dual means "both sides" rather than a count (الجانبين, البلدين); also all groups.
_SIDES: Final = frozenset(
    (
        "part",
        "relative",
        "friend",
        "martyr",
        "spouse",
        "reason",
        "town",
        "president",
        "minister",
        "official",
        "leader",
        "women",
        "supervisor",
    )
)
#: Nouns of people that are adjectives as well: a dual of them describes the noun before (جنديان تركيان).
_ADJECTIVES: Final = frozenset(("arab", "asian", "african", "european", "community", "charged"))
#: The same, with duals that are counted where they stand alone.
_NATIONS: Final = frozenset(
    ("american", "saudi", "syrian", "iraqi", "yemeni", "palestinian", "egyptian", "israeli")
)
#: Pronouns written onto a noun in the dual.
PRONOUNS: Final = ("ه", "ها", "هما", "هم")
PLURAL_ENDINGS: Final = ("ات", "ين", "ون")


class Nouns(NamedTuple):
    """The lexicon of counted nouns, by key."""

    people: Mapping[str, bool]
    singulars: frozenset[str]
    duals: Mapping[str, bool]
    definite_duals: frozenset[str]
    possessed_duals: frozenset[str]
    doubtful_duals: frozenset[str]
    time: frozenset[str]
    never: frozenset[str]
    adjectives: frozenset[str]
    lemmas: Mapping[str, str]


def build_nouns(data: Mapping[str, Mapping[str, list[Any]]]) -> Nouns:
    """The lexicon out of ``counted.toml``."""
    people: dict[str, bool] = {}
    dual_forms: dict[str, bool] = {}
    singulars: set[str] = set()
    definite: set[str] = set()
    doubtful: set[str] = set()
    lemmas: dict[str, str] = {}
    for section, is_people in (("people", True), ("groups", False), ("things", False)):
        for gloss, forms in ((gloss, forms) for gloss, line in data[section].items() for forms in line):
            for form in forms:
                people.setdefault(
                    match_key(form.split()[0]) if " " not in form else match_key(form), is_people
                )
            for form, has_plural in _singulars(forms):
                singulars.add(match_key(form))
                people.setdefault(match_key(accusative(form)), is_people)
                if gloss in _ADJECTIVES:
                    continue
                if is_people and not has_plural:
                    doubtful.add(match_key(duals(form)[1]))
                for dual in duals(form)[: 1 if is_people and not has_plural else 2]:
                    dual_forms.setdefault(match_key(dual), is_people)
                    # الحكومتان is a count of subjects; الدولتين is mostly "both sides".
                    countable = section != "groups" or dual.endswith("ان")
                    if countable and gloss not in _SIDES and not _like_participle(form, dual):
                        definite.add(match_key(dual))
            for form in _all_forms(forms):
                lemmas.setdefault(match_key(form), forms[0])
    never = {match_key(word) for word in data["never"]["words"]}
    clash = {key for key in dual_forms if key in people or key in never}
    return Nouns(
        {key: value for key, value in people.items() if " " not in key},
        frozenset(singulars),
        {key: value for key, value in dual_forms.items() if key not in clash},
        frozenset(definite),
        frozenset(
            match_key(stem) + ending + pronoun
            for stem in data["possessed"]["stems"]
            for ending in ("ا", "ي")
            for pronoun in PRONOUNS
        ),
        frozenset(doubtful - never),
        frozenset(match_key(word) for word in data["time"]["units"]),
        frozenset(never),
        frozenset(
            match_key(form)
            for gloss in (_ADJECTIVES | _NATIONS) & data["people"].keys()
            for forms in data["people"][gloss]
            for form in forms
        ),
        lemmas,
    )


def _all_forms(forms: Sequence[str]) -> Iterator[str]:
    """A noun's forms as they stand behind a number or before another noun: also accusative, dual, construct."""
    yield from forms
    for form in forms:
        if form.endswith(("ين", "ون")):
            yield form[:-1]  # مقاتلو
    for singular, _ in _singulars(forms):
        yield accusative(singular)
        for dual in duals(singular):
            yield from (dual, dual[:-1])


def _like_participle(singular: str, dual: str) -> bool:
    """المطعمين is "the vaccinated" sooner than two restaurants."""
    return singular.startswith("\N{ARABIC LETTER MEEM}") and dual.endswith("ين") and not dual.endswith("تين")


def _singulars(forms: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """A noun's singulars: its first form and every form behind a plural; and whether a broken plural follows.

    The dual in ـين of a noun of people without one reads like its sound plural (مشتبهين).
    """
    plural = True
    for index, form in enumerate(forms):
        sound = form.endswith(PLURAL_ENDINGS) and any(other[:3] == form[:3] for other in forms[:index])
        construct = form.endswith("\N{ARABIC LETTER YEH}") and form[:-1] in forms
        if sound or construct or not plural or " " in form:
            plural = True
            continue
        following = forms[index + 1] if index + 1 < len(forms) else ""
        feminine = form.endswith("\N{ARABIC LETTER TEH MARBUTA}")
        yield form, feminine or (bool(following) and not following.endswith(("ين", "ون")))
        plural = False


@lru_cache(maxsize=1)
def nouns() -> Nouns:
    """The lexicon, loaded once."""
    try:
        return build_nouns(read_data("counted.toml"))
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(f"counted.toml: {error!r} is missing or wrong") from error


@lru_cache(maxsize=4096)
def lemma(counted: str) -> str | None:
    """The singular under which a counted noun's forms are counted together; None for a noun that is not ours.

    >>> [lemma(words) for words in ("أشخاص", "شخصًا", "الشخصين", "مبارياته", "مقاتلي المعارضة", "شخصية")]
    ['شخص', 'شخص', 'شخص', 'مباراة', 'مقاتل', None]
    """
    known = nouns().lemmas
    words = counted.split()
    whole, first = match_key(" ".join(words)), match_key(words[0]) if words else ""
    for key in (whole, first):
        for stem in (
            key,
            *(reading.stem for reading in readings(key) if reading.article or len(reading.stem) > 3),
        ):
            if stem in known:
                return known[stem]
    if not words or words[0].endswith(TEH_MARBUTA):
        return None
    owned = (first[: -len(pronoun)] for pronoun in PRONOUNS if first.endswith(pronoun))
    return next((known[stem] for stem in owned if stem in known), None)
