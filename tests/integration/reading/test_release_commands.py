"""``balagh show``, ``facts``, ``search``, ``explain``, ``entities``, ``diff`` and ``clusters``."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from tasks.analysis import analyze
from tasks.extract.facts import Facts

OTHER = "أعلن المتحدث سالم الراوي مقتل أكثر من 7 جنود في حلب منذ أيلول 2018. وقال «لم نقصف حلب»."


def test_a_release_is_shown_by_any_of_its_names(balagh, store):
    store("a")
    for name in ("1", "made-up:a", "a"):
        answer = balagh("show", name)
        assert answer.status == 0, answer.err
        assert "made-up:a · 2018-10-01 · extracted" in answer.plain
        assert "سالم الراوي مقتل أكثر من 5 جنود" in " ".join(answer.plain.split())
        assert "1 quantities, 1 times, 3 mentions, 1 quotations, 2 events" in answer.plain


def test_an_unknown_or_ambiguous_release_is_refused(balagh, store):
    store("a")
    store("a", source="other")
    unknown, ambiguous = balagh("show", "zzz"), balagh("show", "a")
    assert (unknown.status, "there is no release 'zzz'" in unknown.err) == (1, True)
    assert (ambiguous.status, "name the source too, like made-up:a, other:a" in ambiguous.err) == (1, True)


def test_repairs_before_and_after(balagh, store):
    store()
    answer = balagh("show", "1", "--repairs")
    assert re.search(r"tatweel\s+│\s+1\s+│\s+100%", answer.plain)
    assert re.search(r"المتحـدث\s+│\s+المتحدث", answer.plain)


class Page(HTMLParser):
    """Checks that tags are closed in order, and collects what a page would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attributes):
        if tag in {"script", "img", "link", "iframe", "object"} or any(
            name == "src" for name, _ in attributes
        ):
            self.loads.append(tag)
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def test_a_page_of_its_own(balagh, store, sample, tmp_path):
    store(title="<script>alert(1)</script>", url="javascript:alert(1)")
    page = tmp_path / "1.html"
    assert balagh("show", "1", "--html", str(page)).status == 0
    html = page.read_text(encoding="utf-8")
    parser = Page()
    parser.feed(html)
    assert parser.open == []
    assert parser.loads == []
    assert "<script" not in html
    assert "javascript:" not in html
    assert '<html lang="ar" dir="rtl">' in html
    assert "default-src &#x27;none&#x27;" in html or "default-src 'none'" in html
    shown = "".join(parser.text)
    assert "rule killed:noun · version 1.0" in shown
    start = sample()[0].raw.index("مقتل")
    assert f"as received [{start}:{start + 4}]: مقتل" in shown
    assert 'href="#event-0"' in html
    assert 'id="event-0"' in html


def test_facts_of_all_kinds_and_of_one(balagh, store):
    store()
    every = [json.loads(line) for line in balagh("facts", "--format", "jsonl").out.splitlines()]
    assert [fact["kind"] for fact in every] == (
        ["quantities", "times", "mentions", "mentions", "mentions", "quotations", "events", "events"]
    )
    assert every[0]["value"] == "> 5 جندي"
    one = [
        json.loads(line) for line in balagh("facts", "--kind", "times", "--format", "jsonl").out.splitlines()
    ]
    assert [(fact["edtf"], fact["begins"]) for fact in one] == [("2018-09", "2018-09-01")]
    assert "8 facts" in balagh("facts").plain
    found = balagh("facts", "--words", "ايلول", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["fact"] for line in found] == ["1/times/0"]


SEARCHES = [
    (["ايلول"], {"أيلول"}),
    (["المتحدث", "الراوى"], {"المتحدث", "الراوي"}),
    (["متحدث"], {"المتحدث"}),
    (['"سالم الراوي"'], {"سالم الراوي"}),
    (['"الراوي سالم"'], None),
    (["٢٠١٨"], {"2018"}),
    (["حلب", "دمشق"], None),
]


def test_search_finds_words_however_typed(balagh, store):
    store()
    found = []
    for words, _ in SEARCHES:
        lines = balagh("search", *words, "--format", "jsonl").out.splitlines()
        hits = [json.loads(line) for line in lines]
        marked = {hit["text"][start:end] for hit in hits for start, end in hit["marks"]}
        found.append((words, marked or None))
    assert found == SEARCHES


def test_no_query_is_an_operator_or_an_error_of_the_database(balagh, store):
    store()
    for query in ('"', "...", "AND", 'a" OR "b', "x:*", "NEAR(a b)", "' | !"):
        answer = balagh("search", query)
        assert (answer.status, answer.err) in {
            (0, ""),
            (1, f"balagh: there is no word to search for in {query!r}\n"),
        }


def test_search_by_pattern(balagh, store):
    store()
    answer = balagh("search", "--pattern", r"\p{Nd} جنود", "--format", "jsonl")
    hit = json.loads(answer.out)
    assert [hit["text"][start:end] for start, end in hit["marks"]] == ["5 جنود"]
    broken = balagh("search", "--pattern", "(a")
    assert (broken.status, "cannot be read" in broken.err) == (1, True)
    assert balagh("search").status == 2


def test_a_pattern_that_takes_too_long_is_stopped(engine, store):
    from models.queries.patterns import search_pattern
    from models.session import reading
    from tasks.errors import InputError

    store(raw="ا" * 60 + " ب.", facts=Facts())
    with reading(engine) as connection, pytest.raises(InputError, match="took longer than"):
        list(search_pattern(connection, r"(?:ا|اا)+ب", timeout=0.1))


def test_explain_tells_words_values_and_rule(balagh, store, sample):
    store()
    start = sample()[0].raw.index("مقتل")
    answer = balagh("explain", "1/events/0")
    for told in (
        "killed:noun",
        "version 1.0",
        "construct",
        "quantities/0",
        f"characters {start} to {start + 4}",
        "ASSAULT",
    ):
        assert told in answer.plain
    for wrong in ("1/events/9", "9/events/0", "1/nothing/0", "x"):
        refused = balagh("explain", wrong)
        assert (refused.status, bool(refused.err)) == (1, True)


def test_entities_by_number_of_mentions(balagh, store):
    store("1")
    store("2")
    lines = [json.loads(line) for line in balagh("entities", "--format", "jsonl").out.splitlines()]
    assert [(row["name"], row["mentions"], row["releases"]) for row in lines] == [
        ("حلب", 4, 2),
        ("سالم الراوي", 2, 2),
    ]
    known = balagh("entities", "--known", "--type", "place", "--name", "alep", "--format", "jsonl").out
    assert len(known.splitlines()) == 1
    assert "geonames:170063" in balagh("entities").plain


def test_diff_names_the_words_and_figures_that_changed(balagh, store, sample):
    store("1")
    store("2", raw=OTHER, facts=sample(text=OTHER, dead=7)[1])
    rows = [json.loads(line) for line in balagh("diff", "1", "2", "--format", "jsonl").out.splitlines()]
    assert {"what": "words", "change": "changed", "first": "5", "second": "7"} in rows
    figures = [row for row in rows if row["what"] == "quantities"]
    assert [(row["change"], row["first"], row["second"]) for row in figures] == [
        ("changed", "> 5 جندي", "> 7 جندي")
    ]
    assert [row["change"] for row in rows if row["what"] == "events"] == ["changed"]
    assert {row["what"] for row in rows} == {"words", "quantities", "events"}
    shown = balagh("diff", "1", "2")
    assert "release 1" in shown.plain
    assert "> 7 جندي" in shown.plain
    assert "[-5-] {+7+}" in shown.plain
    same = balagh("diff", "1", "1")
    assert "the same words, the same facts" in same.plain


def test_clusters_have_a_line_for_every_release(balagh, store):
    store("1")
    store("2")
    lines = [json.loads(line) for line in balagh("clusters", "--format", "jsonl").out.splitlines()]
    assert [(line["release"], line["relation"], line["similarity"]) for line in lines] == [
        ("1", "original", 1.0),
        ("2", "original", 1.0),
    ]
    assert {line["canonical"] for line in lines} == {"1", "2"}


def test_clusters_are_drawn(balagh, store, tmp_path):
    store()
    picture = tmp_path / "c.svg"
    assert balagh("clusters", "--plot", str(picture)).status == 0
    assert picture.read_bytes().startswith(b"<?xml")


READING = [
    ["claims"], ["facts"], ["show", "1"], ["search", "x"], ["clusters"], ["diff", "1", "2"], ["timeline"],
    ["explain", "1/events/0"], ["entities"], ["status"], ["dead", "list"], ["dead", "show", "1"],
]  # fmt: skip


def test_a_database_that_is_not_there_is_named(balagh, tmp_path):
    for command in READING:
        answer = balagh(*command, database=f"sqlite:///{tmp_path}/none.db")
        assert answer.status == 1
        assert "there is no database at" in answer.err
        assert "balagh db upgrade" in answer.err
        assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_database_is_named(balagh, tmp_path):
    (tmp_path / "text.db").write_text("not a database at all, just words " * 50)
    for command in (["claims"], ["status"], ["db", "upgrade"]):
        answer = balagh(*command, database=f"sqlite:///{tmp_path}/text.db")
        assert (answer.status, "cannot be used" in answer.err) == (1, True)


def test_a_server_that_does_not_answer_is_named_without_its_password(balagh):
    for command in (["claims"], ["status"], ["db", "upgrade"]):
        answer = balagh(*command, database="postgresql://reader:secret@127.0.0.1:1/none")
        assert (answer.status, "cannot be used" in answer.err) == (1, True)
        assert "secret" not in answer.err


def test_a_file_that_cannot_be_written_is_named(balagh, store, tmp_path):
    store()
    for command in (["show", "1", "--html"], ["clusters", "--plot"]):
        answer = balagh(*command, str(tmp_path / "none" / "x.svg"))
        assert (answer.status, answer.out) == (1, "")
        assert answer.err == f"balagh: {tmp_path / 'none' / 'x.svg'}: No such file or directory\n"


@pytest.mark.parametrize("asked", ["عبد الصبور", "عبدالصبور", "أبو ناجى الحمدي"])
def test_a_person_is_one_however_the_name_is_spelled(balagh, store, asked):
    # Given two releases that spell a name in two ways
    texts = "وصل الوزير عبد الصبور أبو ناجي الحمدي إلى حلب.", "وقال الوزير عبدالصبور أبوناجي الحمدى إنه عائد."
    for number, text in enumerate(texts):
        store(str(number), raw=text, facts=analyze(text).facts)
    # When
    answer = balagh("entities", "--name", asked, "--format", "jsonl")
    # Then
    found = [json.loads(line) for line in answer.out.splitlines()]
    assert [(one["name"], one["mentions"], one["releases"]) for one in found] == [
        ("عبد الصبور أبو ناجي الحمدي", 2, 2)
    ]
