"""What the page on adding words adds can be added."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

from tasks.extract.events.lexicon import read
from tasks.text.fold import match_key

ROOT: Final = Path(__file__).parents[3]


def test_the_event_type_of_the_page_is_new_and_finds_its_example() -> None:
    # given the lexicon with the page's entry behind it
    page = (ROOT / "docs" / "adding-words.md").read_text(encoding="utf-8")
    (entry,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    lexicon = (ROOT / "tasks" / "languages" / "events.toml").read_text(encoding="utf-8")
    (name,) = tomllib.loads(entry)
    # when
    forms = read(f"{lexicon}\n{entry}")
    # then its words are words of no other type, and its example has one of them
    own = {key: found for key, found in forms.items() if any(form.trigger.type == name for form in found)}
    assert all(form.trigger.type == name for found in own.values() for form in found)
    (example,) = (trigger["example"] for trigger in tomllib.loads(entry)[name]["triggers"])
    assert any(match_key(word).startswith(key) for word in example.split() for key in own)
