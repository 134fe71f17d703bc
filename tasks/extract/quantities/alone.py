"""Words that may be a quantity without a numeral: nouns and units in the dual, and units that stand for one."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from tasks.extract.quantities.counted_nouns import nouns
from tasks.extract.quantities.money import bare_currencies, dual_currencies
from tasks.extract.quantities.units import bare_units, dual_units, unit_signs

_DUAL_ENDINGS: Final = frozenset(("ان", "ين"))
_PROCLITICS: Final = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل")
_WITH_ARTICLE: Final = ("ال", "وال", "فال", "بال", "لل", "وبال", "ولل", "فبال", "فلل")


@lru_cache(maxsize=1)
def _bare() -> frozenset[str]:
    return bare_units() | bare_currencies()


@lru_cache(maxsize=1)
def signs() -> frozenset[str]:
    """Abbreviations of units that are no currency."""
    return unit_signs() - bare_currencies()


@lru_cache(maxsize=1)
def alone() -> frozenset[str]:
    """Every surface word that may begin a quantity without a number: bare units, and duals with their clitics.

    >>> "غارتين" in alone(), "متر" in alone(), "غارات" in alone()
    (True, True, False)
    """
    paired = dual_units() | dual_currencies()
    found = frozenset(
        (
            *_bare(),
            *(
                proclitic + key
                for key in (*nouns().duals, *nouns().doubtful_duals, *paired)
                for proclitic in _PROCLITICS
                if not (proclitic == "ف" and key.startswith("لتر"))  # فلترين: two filters
            ),
            *possessed_duals(),
            *(proclitic + key for key in nouns().definite_duals for proclitic in _WITH_ARTICLE),
        )
    )
    return frozenset(key for key in found if ends_dual(key) or key in _bare() or key in possessed_duals())


@lru_cache(maxsize=1)
def possessed_duals() -> frozenset[str]:
    """Nouns in the dual with a pronoun and clitics written onto them (وطفليه)."""
    return frozenset(proclitic + key for key in nouns().possessed_duals for proclitic in _PROCLITICS)


def ends_dual(key: str) -> bool:
    """Does a word end like a dual?

    >>> ends_dual("دولتان"), ends_dual("دول")
    (True, False)
    """
    return key[-2:] in _DUAL_ENDINGS and len(key) > 4
