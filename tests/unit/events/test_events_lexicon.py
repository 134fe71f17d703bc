"""The lexicon of events: every entry has an example that finds it, bad entries are refused by file and key."""

from __future__ import annotations

import pytest

from tasks.errors import ConfigurationError
from tasks.extract.document import Document
from tasks.extract.events import find_events
from tasks.extract.events.conjugation import Tense, Voice, active_participle, conjugate, verbal_nouns
from tasks.extract.events.lexicon import TABLE, Trigger, analyses, read

TRIGGERS: list[Trigger] = list({id(f.trigger): f.trigger for forms in TABLE.values() for f in forms}.values())


@pytest.mark.parametrize("trigger", TRIGGERS, ids=[f"{t.type}:{t.lemma}:{n}" for n, t in enumerate(TRIGGERS)])
def test_each_entry_is_found_in_its_example(trigger: Trigger) -> None:
    # when
    events = find_events(Document.of(trigger.example), (), (), (), ())
    # then
    assert any(e.type == trigger.type and f":{trigger.lemma}:" in e.rule for e in events)


@pytest.mark.parametrize(
    ("root", "form", "vowel", "expected"),
    [
        ("قتل", 1, "", {"قتل", "قتلت", "قتلوا", "يقتل", "تقتل", "يقتلون", "يقتلوا"}),
        ("صوب", 4, "", {"اصاب", "اصيب", "اصيبوا", "يصيب", "يصاب"}),
        ("حلل", 8, "", {"احتل", "احتلت", "يحتل"}),
        ("جلو", 4, "", {"اجلي", "اجلت", "اجلوا", "يجلي"}),
        ("وصل", 1, "", {"وصل", "وصلت", "يصل", "تصل"}),
        ("وفق", 8, "", {"اتفق", "اتفقت", "يتفق"}),
        ("زور", 1, "و", {"زار", "زارت", "يزور"}),
        ("ادي", 2, "", {"ادي", "ادت", "يودي"}),
        ("صدم", 8, "", {"اصطدم", "يصطدم"}),
        ("سيطر", 1, "", {"سيطر", "سيطرت", "يسيطر"}),
    ],
)
def test_verbs_are_conjugated(root: str, form: int, vowel: str, expected: set[str]) -> None:
    assert expected <= {f.key for f in conjugate(root, form, vowel)}


def test_a_passive_of_its_own_spelling_is_told_from_the_active() -> None:
    voices = {f.key: f.voice for f in conjugate("صوب", 4) if f.tense is Tense.PERFECT and f.person == "3ms"}
    assert voices == {"اصاب": Voice.ACTIVE, "اصيب": Voice.PASSIVE}


@pytest.mark.parametrize(
    ("root", "form", "noun"),
    [
        ("ختطف", 1, "ختطفه"),
        ("عقل", 8, "اعتقال"),
        ("شبك", 8, "اشتباك"),
        ("سلم", 10, "استسلام"),
        ("ولي", 10, "استيلاء"),
        ("فجر", 7, "انفجار"),
        ("ظهر", 6, "تظاهر"),
        ("جلو", 4, "اجلاء"),
    ],
)
def test_verbal_nouns(root: str, form: int, noun: str) -> None:
    assert verbal_nouns(root, form) == (noun,)


def test_participles() -> None:
    assert [active_participle(r, f) for r, f in (("نكر", 10), ("دعو", 1), ("ندد", 2))] == [
        "مستنكر",
        "داعي",
        "مندد",
    ]


@pytest.mark.parametrize("word", ["بتحرير", "والتحرير", "للتحرير"])
def test_clitics_are_cut(word: str) -> None:
    assert "liberate" in {a.form.trigger.type for a in analyses(word)}


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('[x]\ncolour = "red"\ntriggers = []', r"events.toml: \[x\].*colour"),
        ('[x]\ntriggers = [{ root = "قتل", form = 1 }]', r"\[x\] trigger 1: an example is missing"),
        ('[x]\ntriggers = [{ example = "قتل" }]', r"\[x\] trigger 1: neither a root nor a noun"),
        ('[x]\ntriggers = [{ root = "قتل", example = "قتل" }]', r"\[x\] trigger 1: a root without its form"),
        ('[x]\ntriggers = [{ root = "ق", form = 1, example = "قتل" }]', "three or four letters"),
        ('[x]\ntriggers = [{ root = "قتل", form = 9, example = "قتل" }]', "Unknown verb form 9"),
        ('[x]\ntriggers = [{ root = "قتل", form = 1, colour = 1, example = "قتل" }]', "unknown fields"),
        ("[x", "events.toml cannot be read"),
    ],
)
def test_bad_entries_are_refused(toml: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        read(toml)
