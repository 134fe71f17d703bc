"""The page of event types tells what the lexicon holds."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[3]


def test_every_type_stands_in_the_page_as_it_is_in_the_lexicon() -> None:
    # given the lexicon and the page
    lexicon = tomllib.loads((ROOT / "tasks" / "languages" / "events.toml").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "event-types.md").read_text(encoding="utf-8").splitlines()
    # then each type has its row, and no row is of anything else
    rows = [
        f"| `{name}` | {entry.get('plover', '–')} | {len(entry['triggers'])} | {entry['triggers'][0]['example']} |"
        for name, entry in lexicon.items()
    ]
    assert [line for line in page if line.startswith("| `")] == sorted(rows)
