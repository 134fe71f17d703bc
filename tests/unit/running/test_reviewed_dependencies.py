"""Nothing is installed to run Balagh that nobody has looked at."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[3]


def test_every_package_needed_at_run_time_is_in_the_reviewed_list() -> None:
    # Given the table of SECURITY.md
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    first_cells = re.findall(r"^\| ([^|]+) \|[^|]+\|[^|]+\|[^|]+\|[^|]+\|$", page, flags=re.MULTILINE)
    reviewed = {canonicalize_name(name) for cell in first_cells for name in re.split(r", +", cell)}
    # Then it names what is installed with Balagh and its HTTP side
    assert _needed("balagh", frozenset({"api"})) - {"balagh"} - reviewed == set()


def _needed(package: str, extras: frozenset[str], seen: set[str] | None = None) -> set[str]:
    """A package and all that it needs here, as far as it is installed."""
    seen = set() if seen is None else seen
    name = canonicalize_name(package)
    try:
        needed = [Requirement(text) for text in requires(package) or []]
    except PackageNotFoundError:
        return seen
    seen.add(name)
    for one in needed:
        wanted = one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in (*extras, ""))
        if wanted and canonicalize_name(one.name) not in seen:
            _needed(one.name, frozenset(one.extras), seen)
    return seen
