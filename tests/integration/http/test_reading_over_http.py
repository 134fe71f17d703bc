"""Reading over HTTP: the answers of the commands, in three forms, page by page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import httpx
from sqlalchemy import Engine

from models.burial import Failure, bury
from models.intake import NewRelease, insert_releases
from models.session import writing
from models.status import Step

CSV = {"accept": "text/csv"}
LINES = {"accept": "application/x-ndjson"}

Store = Callable[..., int]


def pages(client: httpx.Client, address: str, name: str) -> list[dict[str, Any]]:
    """All rows, following the links."""
    found: list[dict[str, Any]] = []
    url: httpx.URL | str = address
    while True:
        answer = client.get(url)
        assert answer.status_code == 200, answer.text
        found += answer.json()[name]
        following = answer.links.get("next")
        assert answer.json()["next"] == (following and following["url"])
        if following is None:
            return found
        url = answer.url.join(following["url"])


def test_claims_are_those_of_the_command_in_every_form(client: httpx.Client, store: Store) -> None:
    # given
    store("1")
    store("2", source="other")
    # when
    rows = client.get("/claims", params={"event": "killed", "place": "حلب", "source": "other"}).json()[
        "claims"
    ]
    # then
    assert [(row["claim"], row["event"], row["place"], row["quantity"]) for row in rows] == [
        ("2/events/0", "killed", "حلب", 5)
    ]
    assert rows[0]["published"] == "2018-10-01T00:00:00Z"
    lines = client.get("/claims", params={"release": "made-up:1"}, headers=LINES)
    assert lines.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line)["event"] for line in lines.text.splitlines()] == ["killed", "shelling"]
    table = client.get("/claims", params={"at_least": 5, "from": "2018-09", "to": "2019"}, headers=CSV)
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert [row["claim"] for row in csv.DictReader(io.StringIO(table.text))] == ["1/events/0", "2/events/0"]


def test_pages_follow_each_other_whatever_the_order(client: httpx.Client, store: Store) -> None:
    for number in range(3):
        store(str(number))
    for order in ("release", "published"):
        found = pages(client, f"/claims?order={order}&limit=2&source=made-up", "claims")
        assert [row["claim"] for row in found] == [
            f"{release}/events/{place}" for release in (1, 2, 3) for place in (0, 1)
        ]
    by_time = pages(client, "/claims?order=time&limit=1", "claims")
    assert [row["claim"] for row in by_time] == ["1/events/0", "2/events/0", "3/events/0"]
    facts = pages(client, "/facts?limit=4", "facts")
    assert len(facts) == len({fact["fact"] for fact in facts}) == 3 * 8
    assert [fact["kind"] for fact in facts][:4] == ["quantities"] * 3 + ["times"]
    quotations = pages(client, "/facts?kind=quotations&limit=1&words=نقصف", "facts")
    assert [row["speaker_name"] for row in quotations] == ["سالم الراوي"] * 3
    hits = pages(client, "/search?q=المتحدث&limit=2", "hits")
    assert [hit["release_id"] for hit in hits] == [3, 2, 1]
    named = pages(client, "/entities?limit=1", "entities")
    assert [(row["english"] or row["name"], row["mentions"]) for row in named] == [
        ("Aleppo", 6),
        ("سالم الراوي", 3),
    ]
    assert [row["key"] for row in pages(client, "/entities?name=aleppo&type=place", "entities")] == [
        "place:aleppo"
    ]
    assert [line["release_id"] for line in pages(client, "/clusters?limit=2", "clusters")] == [1, 2, 3]


def test_a_spreadsheet_runs_nothing(client: httpx.Client, store: Store) -> None:
    # given a title that is a formula
    store("1", title="=HYPERLINK(1)")
    # then
    row = next(csv.DictReader(io.StringIO(client.get("/claims", headers=CSV).text)))
    assert row["title"] == "'=HYPERLINK(1)"


def test_one_release_from_every_side(client: httpx.Client, store: Store) -> None:
    # given a release whose identifier has a slash
    number = store("2018/117", url="https://example.org/117")
    for name in (str(number), "2018/117", "made-up:2018/117"):
        found = client.get(f"/releases/{name}").json()
        assert found["release"] == number
    # then
    assert {key: found[key] for key in ("source", "id", "status", "language", "published", "dead")} == {
        "source": "made-up", "id": "2018/117", "status": "extracted", "language": "ar",
        "published": "2018-10-01", "dead": None,
    }  # fmt: skip
    assert found["damage"] == {"tatweel": {"places": 1, "confidence": 1.0}}
    assert found["facts"] == {"quantities": 1, "times": 1, "mentions": 3, "quotations": 1, "events": 2}
    facts = client.get(f"/releases/{number}/facts").json()
    assert facts["events"][0]["arguments"][0]["role"] == "target"
    assert facts["mentions"][1]["entity"]["english"] == "Aleppo"
    text = client.get(f"/releases/{number}/text").json()
    assert text["normalized"] == text["raw"].replace("\N{ARABIC TATWEEL}", "")
    assert len(text["sentences"]) == 2
    plain = client.get(f"/releases/{number}/text?raw=true", headers={"accept": "text/plain"})
    assert plain.text == text["raw"]


def test_the_page_loads_nothing_and_runs_nothing(client: httpx.Client, store: Store) -> None:
    # given a title that would be a script
    number = store("1", title="<script>alert(1)</script>")
    # when
    answer = client.get(f"/releases/{number}/html")
    # then
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "<script" not in answer.text
    assert " style=" not in answer.text
    _style_is_the_one_allowed(answer.text, policy)


def _style_is_the_one_allowed(page: str, policy: str) -> None:
    from base64 import b64encode
    from hashlib import sha256

    style = page.partition("<style>")[2].partition("</style>")[0]
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy


def test_a_dead_release_says_why_without_our_code(client: httpx.Client, engine: Engine) -> None:
    with writing(engine) as connection:
        new = NewRelease(source="made-up", external_id="1", text="بيان")
        number = insert_releases(connection, [new])[0].release_id
        failure = Failure(
            release_id=number, step=Step.NORMALIZE, fingerprint="f", error_class="ValueError", message="no",
            traceback="secret",
        )  # fmt: skip
        bury(connection, [failure])
    found = client.get(f"/releases/{number}")
    assert found.json()["status"] == "dead"
    assert found.json()["dead"]["message"] == "no"
    assert "secret" not in found.text
    assert client.get(f"/releases/{number}/text").json()["normalized"] is None


def test_wrong_questions_are_told_apart(client: httpx.Client, store: Store) -> None:
    store("1")
    wrong = [
        ("/claims?evnt=killed", 422, "evnt"),
        ("/claims?from=yesterday", 422, "is not a date"),
        ("/claims?from=9999", 422, "no day of the calendar"),
        ("/claims?at_least=nan", 422, "at_least"),
        ("/claims?polarity=maybe", 422, "positive"),
        ("/claims?limit=0", 422, "limit"),
        ("/claims?limit=1000000", 422, "limit"),
        ("/claims?after=1/claims/2", 422, "17/events/3"),
        ("/claims?place=%00", 422, "place"),
        ("/claims?" + "&".join(["place=x"] * 51), 422, "place"),
        ("/claims?release=9", 404, "there is no release"),
        ("/facts?kind=words", 422, "quantities"),
        ("/search", 422, "q"),
        ("/search?q=!!", 422, "no word"),
        ("/releases/9", 404, "there is no release"),
        ("/releases/%00", 422, "release"),
        ("/releases/99999999999999999999/facts", 404, "there is no release"),
        ("/nothing", 404, ""),
        ("/docs", 404, ""),
    ]
    for address, status, words in wrong:
        answer = client.get(address)
        assert answer.status_code == status, (address, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        assert words in answer.text, address
    refused = client.get("/claims", headers={"accept": "image/png"})
    assert (refused.status_code, refused.json()["type"]) == (406, "urn:balagh:problem:not-acceptable")
    method = client.delete("/releases/1")
    assert (method.status_code, method.headers["allow"]) == (405, "GET")


def test_an_argument_of_any_kind_is_only_a_value(client: httpx.Client, store: Store) -> None:
    store("1")
    for words in ("' OR 1=1 --", "%", "_", "\\", '"', "x" * 300, "\N{RIGHT-TO-LEFT OVERRIDE}"):
        for address, name in (
            ("/claims", "place"),
            ("/facts", "words"),
            ("/claims", "event"),
            ("/clusters", "source"),
        ):
            answer = client.get(address, params={name: words})
            assert answer.status_code == 200, (words, answer.text)
            rows = answer.json()[address[1:]]
            assert not rows or (words == "\N{RIGHT-TO-LEFT OVERRIDE}" and name == "words")
        assert client.get("/search", params={"q": words}).status_code in {200, 422}


def test_status_and_health(client: httpx.Client, store: Store) -> None:
    store("1")
    assert client.get("/health/live").json() == {"status": "ok"}
    assert client.get("/health/ready").json() == {"status": "ok"}
    head = client.head("/health/live")
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", "16")
    found = client.get("/status").json()
    assert found["releases"]["extracted"] == 1
    assert found["queues"] is None
