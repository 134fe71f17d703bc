"""Handing in over HTTP: what is taken, what is refused, and that nothing endless is read."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, func, select

from models.release import RawTextRow, ReleaseRow

LINES = {"content-type": "application/x-ndjson"}
JSON = {"content-type": "application/json"}


def release(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {"id": str(number), "source": "made-up", "text": f"وصل {number} شخصا أمس."} | fields


def stored(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(ReleaseRow)) or 0


def problem(answer: httpx.Response, status: int, name: str) -> dict[str, Any]:
    """The problem details of an answer, which must be complete."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = answer.json()
    assert found["type"] == f"urn:balagh:problem:{name}"
    assert found["status"] == status
    assert found["title"]
    assert found["detail"]
    assert found["advice"]
    assert found["instance"] == f"urn:uuid:{answer.headers['x-request-id']}"
    return found


def test_one_release_is_new_then_known_then_a_conflict(client: httpx.Client, engine: Engine) -> None:
    # when
    first = client.post("/releases", json=release())
    again = client.post("/releases", json=release())
    other = client.post("/releases", json=release(text="نص آخر"))
    # then
    assert first.status_code == 201
    assert first.json() == {"source": "made-up", "id": "1", "outcome": "new", "release": 1}
    assert first.headers["location"] == "/releases/1"
    assert (again.status_code, again.json()["outcome"]) == (200, "known")
    found = problem(other, 409, "conflict")
    assert found["release"] == 1
    assert "key of its own" in found["detail"]
    assert stored(engine) == 1


def test_of_several_the_good_ones_are_taken(client: httpx.Client, engine: Engine) -> None:
    # given one good, one twice, one without a text, one that is none, one too large
    rows = [release(1), release(1), {"id": "2"}, "text", release(3, text="ا" * 1_000_001)]
    # when
    answer = client.post("/releases", json=rows)
    # then
    assert answer.status_code == 207
    found = answer.json()
    assert {name: found[name] for name in ("new", "known", "refused")} == {"new": 1, "known": 1, "refused": 3}
    assert [(one["position"], one["outcome"], one.get("ground")) for one in found["releases"]] == [
        (0, "new", None),
        (1, "known", None),
        (2, "refused", "invalid"),
        (3, "refused", "invalid"),
        (4, "refused", "too-large"),
    ]
    assert found["releases"][2]["reason"] == "text: missing"
    assert "BALAGH_MAX_RELEASE_BYTES" in found["releases"][4]["reason"]
    assert stored(engine) == 1
    assert client.post("/releases", json=[release(5)]).status_code == 201
    assert client.post("/releases", json=[release(5)]).status_code == 200


def test_lines_are_taken_as_they_come(client: httpx.Client, engine: Engine) -> None:
    # given more lines than go into one transaction, in pieces that end anywhere, and some that are no releases
    lines = [json.dumps(release(number), ensure_ascii=False).encode() for number in range(450)]
    lines[7:7] = [b"", b"{", b"\xff{}", b"[]"]
    body = b"\n".join(lines)

    def pieces() -> Iterator[bytes]:
        yield from (body[start : start + 7_001] for start in range(0, len(body), 7_001))

    # when
    answer = client.post("/releases", content=pieces(), headers=LINES)
    # then
    found = answer.json()
    assert answer.status_code == 207
    assert (found["new"], found["refused"], stored(engine)) == (450, 3, 450)
    reasons = [one["reason"] for one in found["releases"] if one["outcome"] == "refused"]
    assert [reason.split(":")[0] for reason in reasons] == ["line 9", "line 10", "line 11"]
    assert [one["position"] for one in found["releases"]] == list(range(453))
    assert found["releases"][-1]["id"] == "449"


NO_RELEASES = [
    (b"", 400, "malformed", "not JSON"),
    (b'{"id": "1", ', 400, "malformed", "not JSON"),
    (b"\xff\xfe{\x00}\x00", 400, "malformed", "UTF-16"),
    (b"[" * 100_000, 400, "malformed", "nested too deeply"),
    (b'{"id": ' + b"9" * 5_000 + b"}", 400, "malformed", "more digits"),
    (b"7", 422, "invalid", "a JSON object is needed"),
    (b'{"text": "x"}', 422, "invalid", "id: missing"),
    (b'{"id": "1", "text": ["x"]}', 422, "invalid", "text: a string is needed"),
    (b'{"id": "1", "text": "x", "published": "soon"}', 422, "invalid", "soon"),
    (b'{"id": "1\\u0000", "text": "x"}', 422, "invalid", "null character"),
    (b'{"id": "\\ud83d", "text": "x"}', 422, "invalid", "surrogate"),
    (b'{"id": "1", "text": "x \\udc00"}', 422, "invalid", "surrogate"),
    (b'{"id": "1", "text": "\\u0001\\u0002\\u0003"}', 422, "invalid", "control characters"),
]


def test_what_is_no_release_is_refused_with_what_and_where(client: httpx.Client, engine: Engine) -> None:
    for content, status, name, words in NO_RELEASES:
        found = problem(client.post("/releases", content=content, headers=JSON), status, name)
        assert words in found["detail"]
    assert stored(engine) == 0


def test_a_single_nul_is_replaced_and_half_a_pair_is_sent_back_as_it_came(
    client: httpx.Client, engine: Engine
) -> None:
    assert client.post("/releases", json=release(text="أعلن الناطق\x00 أمس")).status_code == 201
    with engine.connect() as connection:
        assert connection.scalar(select(RawTextRow.text)) == "أعلن الناطق\N{REPLACEMENT CHARACTER} أمس"
    answer = client.post("/releases", content=b'{"id": "\\ud83d", "text": "x"}', headers=JSON)
    assert b'"id": "\\ud83d"' in answer.content


OTHER_FORMS = [
    {},
    {"content-type": "text/plain"},
    {"content-type": "application/json; charset=windows-1256"},
    {"content-type": "application/json", "content-encoding": "gzip"},
]


def test_other_forms_are_refused(client: httpx.Client) -> None:
    for headers in OTHER_FORMS:
        answer = client.post("/releases", content=b"{}", headers=headers)
        problem(answer, 415, "unsupported")
        assert answer.headers["accept-post"] == "application/json, application/x-ndjson"


def test_nothing_endless_is_read(serve: Any, engine: Engine) -> None:
    # given a server with small limits
    client = serve(api_max_body=300_000, max_release_bytes=1_000, max_submission=300)
    sent = 0

    def endless(piece: bytes) -> Iterator[bytes]:
        nonlocal sent
        while sent < 50_000_000:
            sent += len(piece)
            yield piece

    # when and then: told beforehand, and found out
    problem(client.post("/releases", content=b" " * 300_001, headers=LINES), 413, "too-large")
    for headers in (JSON, LINES):
        answer = client.post("/releases", content=endless(b" " * 65_536), headers=headers)
        problem(answer, 413, "too-large")
        assert sent < 50_000_000
        sent = 0
    # a document that is longer than the largest release, and a line that is
    long = json.dumps(release(text="x" * 80_000)).encode()
    assert (
        "JSON Lines"
        in problem(client.post("/releases", content=long, headers=JSON), 413, "too-large")["detail"]
    )
    found = client.post(
        "/releases", content=long + b"\n" + json.dumps(release(2)).encode(), headers=LINES
    ).json()
    assert [one["outcome"] for one in found["releases"]] == ["refused", "new"]
    assert found["releases"][0]["ground"] == "too-large"
    # a release that is too large by itself
    problem(client.post("/releases", json=release(text="x" * 1_001)), 413, "too-large")
    # too many: of lines the first are taken and told, of an array none
    lines = b"\n".join(json.dumps(release(number)).encode() for number in range(10, 311))
    told = problem(client.post("/releases", content=lines, headers=LINES), 413, "too-large")
    assert told["new"] == 300
    assert stored(engine) == 301
    problem(client.post("/releases", json=[{}] * 301), 413, "too-large")


def test_beyond_the_backlog_it_is_refused_for_the_moment(serve: Any, engine: Engine) -> None:
    # given room for two releases, which are handed in
    client = serve(max_backlog=2)
    assert client.post("/releases", json=[release(1), release(2)]).status_code == 201
    from worker import submit

    submit._counted.clear()
    # when
    one = client.post("/releases", json=release(3))
    lines = client.post("/releases", content=json.dumps(release(4)).encode(), headers=LINES)
    # then
    found = problem(one, 503, "busy")
    assert "BALAGH_MAX_BACKLOG" in found["detail"]
    assert int(one.headers["retry-after"]) > 0
    assert problem(lines, 503, "busy")["new"] == 0
    assert stored(engine) == 2


def test_a_client_that_falls_silent_is_not_waited_for(serve: Any) -> None:
    client = serve(api_timeout=0.2)
    with socket.create_connection((client.base_url.host, client.base_url.port)) as connection:
        head = "POST /releases HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
        connection.sendall(head.encode() + b"Content-Length: 100\r\n\r\n{")
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"urn:balagh:problem:silent" in answer


def test_a_client_that_leaves_keeps_what_was_committed(
    client: httpx.Client, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    # given a client that sends a chunk's worth of lines and a half, and goes
    lines = b"\n".join(json.dumps(release(number)).encode() for number in range(250))
    head = "POST /releases HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
    with socket.create_connection((client.base_url.host, client.base_url.port)) as connection:
        connection.sendall(head.encode() + b"Content-Length: 1000000\r\n\r\n" + lines)
        deadline = time.monotonic() + 10
        while stored(engine) < 200 and time.monotonic() < deadline:
            time.sleep(0.01)
    # then the whole lines are there, of the half one nothing, and sending all again takes the rest
    assert stored(engine) == 200
    answer = client.post("/releases", content=lines, headers=LINES).json()
    assert (answer["known"], answer["new"]) == (200, 50)
    assert "request_failed" not in caplog.text


def test_workers_are_told(serve: Any, empty_redis: str) -> None:
    client = serve(redis_url=empty_redis)
    assert client.post("/releases", json=release()).status_code == 201
    assert client.get("/status").json()["queues"]["balagh.normalize"] == 1
