"""``balagh claims`` and ``balagh timeline``."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest

FILTERS = [
    ([], ["killed", "shelling"]),
    (["--event", "killed"], ["killed"]),
    (["--event", "kill*"], ["killed"]),
    (["--event", "killed", "--event", "shelling"], ["killed", "shelling"]),
    (["--event", "k_lled"], []),
    (["--actor", "الراوى"], ["shelling"]),
    (["--place", "حَلَبْ"], ["killed"]),
    (["--place", "aleppo"], ["killed"]),
    (["--place", "place:aleppo"], ["killed"]),
    (["--place", "%"], []),
    (["--target", "حلب"], ["shelling"]),
    (["--said-by", "سالم"], ["killed", "shelling"]),
    (["--from", "2018-09", "--to", "2018-09"], ["killed"]),
    (["--from", "2020"], ["killed"]),  # since September 2018: there is no end
    (["--to", "2018-08-31"], []),
    (["--at-least", "5"], ["killed"]),
    (["--at-least", "1000"], ["killed"]),  # more than 5 may be a thousand
    (["--at-most", "4"], []),
    (["--unit", "km"], []),
    (["--modality", "denied"], ["shelling"]),
    (["--polarity", "negative"], []),
    (["--source", "made-up"], ["killed", "shelling"]),
    (["--source", "other"], []),
    (["--published-from", "2018-10-01", "--published-to", "2018-10-01"], ["killed", "shelling"]),
    (["--published-to", "2018-09"], []),
    (["--release", "1"], ["killed", "shelling"]),
    (["--originals"], ["killed", "shelling"]),
    (["--limit", "1"], ["killed"]),
]


def test_filters(balagh, store):
    store()
    found = []
    for arguments, _ in FILTERS:
        answer = balagh("claims", "--format", "jsonl", *arguments)
        assert answer.status == 0, answer.err
        found.append((arguments, [json.loads(line)["event"] for line in answer.out.splitlines()]))
    assert found == FILTERS


DATES = [
    ("yesterday", "is not a date"),
    ("2018-9", "is not a date"),
    ("2018-13-01'; --", "is not a date"),
    ("2018-13-01", "is no day of the calendar"),
    ("2018-02-30", "is no day of the calendar"),
    ("0000", "is no day of the calendar"),
    ("9999", "is no day of the calendar"),
]


@pytest.mark.parametrize(("date", "message"), DATES)
def test_what_is_no_date_is_refused(date, message):
    from click.testing import CliRunner

    from worker.cli.claims import command

    for option in ("--from", "--to", "--published-from", "--published-to"):
        answer = CliRunner().invoke(command, [option, date])
        assert answer.exit_code == 2
        assert message in answer.output


def test_the_table_tells_a_claim_in_a_line(balagh, store):
    store()
    answer = balagh("claims")
    line = next(line for line in answer.plain.splitlines() if "killed" in line)
    cells = [cell.strip() for cell in line.strip("│").split("│")]
    assert cells == [
        "1/events/0",
        "2018-10-01",
        "killed",
        "",
        "أكثر من 5 جنود",
        "حلب",
        "2018-09-01 →",
        "> 5 جندي",
        "سالم الراوي",
    ]
    assert "shelling (denied)" in answer.plain
    assert answer.plain.endswith("2 claims\n")


def test_a_narrow_terminal_gets_a_claim_in_lines_of_its_own(balagh, store, monkeypatch):
    store()
    monkeypatch.setenv("COLUMNS", "70")
    lines = [line.split(maxsplit=1) for line in balagh("claims").plain.splitlines()]
    assert lines[:4] == [
        ["claim", "1/events/0"],
        ["published", "2018-10-01"],
        ["event", "killed"],
        ["target", "أكثر من 5 جنود"],
    ]
    assert all("│" not in line for line in balagh("claims").plain)


def test_every_line_of_a_cell_is_isolated(balagh, store):
    store()
    for line in balagh("claims", "--words").out.splitlines():
        assert sum(map(line.count, "\u2066\u2067\u2068")) == line.count("\N{POP DIRECTIONAL ISOLATE}")


def test_csv_has_all_columns_and_no_formula(balagh, store):
    store("=cmd|' /C calc'!A0", source="+1")
    answer = balagh("claims", "--format", "csv")
    first = next(csv.DictReader(io.StringIO(answer.out)))
    assert first["external_id"] == "'=cmd|' /C calc'!A0"
    assert first["source"] == "'+1"
    assert first["quantity"] == "5"
    assert first["published"] == "2018-10-01T00:00:00Z"
    assert first["ends"] == ""


def test_escape_sequences_of_a_release_never_reach_the_terminal(balagh, store):
    hostile = "\x1b]0;owned\x07\x9b31m\u202e"
    store(
        source=f"x{hostile}",
        title=f"t{hostile}",
        raw="أعلن المتحدث سالم الراوي مقتل أكثر من 5 جنود في حلب منذ أيلول 2018. وقال «لم نقصف حلب». \x1b[2J\x9b",
    )
    for command in (["claims", "--words"], ["facts"], ["show", "1"], ["show", "1", "--raw"], ["search", "حلب"],
                    ["clusters", "--all"], ["explain", "1/events/0"], ["diff", "1", "1"], ["timeline"], ["show", "1", "--repairs"]):  # fmt: skip
        answer = balagh(*command)
        assert answer.status == 0, answer.err
        for control in ("\x1b", "\x07", "\x9b", "\u202e"):
            assert control not in answer.out, command
    # What programs read keeps its letters, but nothing that a terminal obeys if it is shown on one
    for command in (["facts", "--format", "csv"], ["clusters", "--format", "csv"], ["claims", "--format", "jsonl"],
                    ["search", "حلب", "--format", "jsonl"], ["show", "1", "--html", "-"]):  # fmt: skip
        answer = balagh(*command)
        assert answer.status == 0, answer.err
        assert not set(answer.out) & {"\x1b", "\x07", "\x9b"}, command


@pytest.mark.parametrize("command", ["claims", "facts", "clusters", "timeline", "entities"])
def test_who_reads_only_the_beginning_is_told_of_no_error(balagh, store, monkeypatch, caplog, command):
    """``balagh claims | head``: the rows that nobody reads any more end before their connection does."""
    store("1")
    store("2")
    # Given a reader that has gone
    read_end, write_end = os.pipe()
    os.close(read_end)
    with (
        suppress(BrokenPipeError),
        os.fdopen(write_end, "w", buffering=1) as gone,
        monkeypatch.context() as now,
    ):
        now.setattr(sys, "stderr", sys.stderr)  # click wraps both when a reader goes
        now.setattr(sys, "stdout", gone)
        # When
        answer = balagh(command, "--format", "csv")
    # Then
    assert (answer.status, answer.err) == (1, "")
    assert caplog.records == []


def test_a_full_disk_is_one_line(balagh, store, monkeypatch):
    store()
    with suppress(OSError), Path("/dev/full").open("w", buffering=1) as full, monkeypatch.context() as now:
        now.setattr(sys, "stdout", full)
        answer = balagh("claims", "--format", "csv")
    assert (answer.status, answer.err) == (1, "balagh: cannot write: No space left on device\n")


def test_timeline_goes_by_the_time_of_the_event(balagh, store):
    store()
    answer = balagh("timeline", "--format", "jsonl")
    assert [json.loads(line)["event"] for line in answer.out.splitlines()] == ["killed"]
    assert balagh("timeline").plain.endswith("1 claim with a known time\n")


def test_timeline_is_drawn(balagh, store, tmp_path):
    store()
    for ending, magic in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        picture = tmp_path / f"t.{ending}"
        answer = balagh("timeline", "--plot", str(picture))
        assert answer.status == 0, answer.err
        assert picture.read_bytes().startswith(magic)


def test_a_picture_of_nothing_or_of_another_kind_is_refused(balagh, store, tmp_path):
    store()
    nothing = balagh(
        "timeline", "--from", "2030-01", "--to", "2030-02", "--event", "x", "--plot", str(tmp_path / "t.svg")
    )
    assert (nothing.status, "nothing to draw" in nothing.err) == (1, True)
    other = balagh("timeline", "--plot", str(tmp_path / "t.gif"))
    assert (other.status, "must end in .svg" in other.err) == (2, True)


def test_claims_need_one_query_however_many_there_are(balagh, store, engine):
    from sqlalchemy import event

    from models.queries.claims import ClaimFilter, claims
    from models.session import reading

    for number in range(5):
        store(str(number))
    sent = []
    event.listen(engine, "before_cursor_execute", lambda *arguments: sent.append(arguments[2]))
    with reading(engine) as connection:
        assert len(list(claims(connection, ClaimFilter()))) == 10
    assert sum("FROM claims" in statement for statement in sent) == 1
    assert len([statement for statement in sent if statement.startswith("SELECT")]) == 1
