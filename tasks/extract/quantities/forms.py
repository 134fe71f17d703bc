"""Data files of quantities, and the inflected forms of the nouns in them."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from tasks.errors import ConfigurationError

TEH_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"


def read_data(name: str) -> dict[str, Any]:
    """A TOML file of ``tasks/languages``; a broken one is refused by name."""
    path = files("tasks.languages").joinpath(name)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{name}: {error}") from error


def accusative(singular: str) -> str:
    """The indefinite accusative, without its tanween (كيلومترا); feminine nouns keep their form.

    >>> accusative("متر"), accusative("ياردة")
    ('مترا', 'ياردة')
    """
    return singular if singular.endswith(TEH_MARBUTA) else singular + "\N{ARABIC LETTER ALEF}"


def duals(singular: str) -> tuple[str, str]:
    """The dual in ـان and ـين, of the last word.

    >>> duals("ياردة"), duals("طن")
    (('ياردتان', 'ياردتين'), ('طنان', 'طنين'))
    """
    stem = singular[:-1] + "\N{ARABIC LETTER TEH}" if singular.endswith(TEH_MARBUTA) else singular
    return stem + "ان", stem + "ين"


def adjective_forms(masculine: str) -> tuple[str, ...]:
    """A relational adjective's forms in number, gender and case (أمريكي: أمريكية, أمريكيا, أمريكيين …)."""
    return tuple(masculine + ending for ending in ("", "ة", "ا", "ين", "ان", "تين", "تان", "ون", "ات"))
