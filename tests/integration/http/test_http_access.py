"""Who may do what over HTTP, and what every answer carries."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from openapi_spec_validator import validate

from tasks.errors import ConfigurationError
from worker.api.access import check_address
from worker.api.schemas import PROBLEM
from worker.settings import Settings

ROOT = Path(__file__).parents[3]
READ, WRITE = "r" * 32, "w" * 32
RELEASE = {"id": "1", "text": "بيان"}


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@pytest.fixture
def database_url(tmp_path: Any, sqlite_template: Any) -> str:
    """Rights do not depend on the database."""
    path = tmp_path / "balagh.db"
    path.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{path}"


def test_a_token_opens_its_side_only(serve: Any) -> None:
    # given
    client = serve(api_read_token=READ, api_write_token=WRITE)

    def statuses(headers: dict[str, str]) -> tuple[int, int]:
        return (
            client.get("/claims", headers=headers).status_code,
            client.post("/releases", json=RELEASE, headers=headers).status_code,
        )

    # then
    assert statuses({}) == (401, 401)
    assert statuses(bearer(READ)) == (200, 401)
    assert statuses(bearer(WRITE)) == (401, 201)
    assert statuses(bearer(READ + "x")) == (401, 401)
    assert statuses({"authorization": f"Basic {READ}"}) == (401, 401)
    assert statuses({"authorization": "Bearer \xe9".encode("latin-1")}) == (401, 401)  # type: ignore[dict-item]
    assert client.get("/status").headers["www-authenticate"] == 'Bearer realm="balagh"'
    assert "invalid_token" in client.get("/status", headers=bearer(WRITE)).headers["www-authenticate"]
    assert client.get("/health/ready").status_code == 200
    # and a stranger learns no more of an address than that a token is needed
    assert client.get("/releases/1").status_code == client.get("/claims?evnt=x").status_code == 401


def test_with_one_token_the_other_side_is_closed(serve: Any) -> None:
    client = serve(api_read_token=READ)
    answer = client.post("/releases", json=RELEASE)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:balagh:problem:closed")
    assert "BALAGH_API_WRITE_TOKEN" in answer.json()["detail"]


def test_without_tokens_only_this_machine_is_served() -> None:
    for host in ("127.0.0.1", "::1", "localhost"):
        check_address(host, Settings())
    for host in ("0.0.0.0", "::", "192.0.2.1", "balagh.example"):
        with pytest.raises(ConfigurationError, match="BALAGH_API_READ_TOKEN"):
            check_address(host, Settings())
        check_address(host, Settings(api_read_token=READ))


def test_tokens_that_could_be_guessed_are_refused() -> None:
    for token in ("secret", "", "with spaces in it, long enough", "ا" * 32):
        with pytest.raises(ConfigurationError, match="at least 16 printable"):
            Settings(api_write_token=token)


def test_a_page_elsewhere_cannot_ask_through_a_browser(client: httpx.Client) -> None:
    # given a name of the attacker's that resolves to this machine, and a form that needs no permission
    answer = client.get("/claims", headers={"host": "attacker.example"})
    assert (answer.status_code, answer.json()["type"]) == (421, "urn:balagh:problem:misdirected")
    for host in ("localhost", "localhost:8117", "127.0.0.1:8117", "[::1]:8117"):
        assert client.get("/claims", headers={"host": host}).status_code == 200
    asked = client.options(
        "/claims", headers={"origin": "https://attacker.example", "access-control-request-method": "GET"}
    )
    assert asked.status_code == 405
    assert not [name for name in asked.headers if name.startswith("access-control")]


def test_every_answer_forbids_guessing_and_keeping(client: httpx.Client) -> None:
    for address in ("/health/live", "/claims", "/nothing", "/openapi.json"):
        headers = client.get(address).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "server" not in headers


def test_no_more_requests_at_a_time_than_allowed(serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # given a server that does one thing at a time, and a question that waits
    from worker.api import health

    asked, go_on = threading.Event(), threading.Event()

    def wait(engine: object) -> dict[str, str]:
        asked.set()
        go_on.wait(10)
        return {}

    monkeypatch.setattr(health, "state", wait)
    client = serve(api_max_requests=1)
    waiting = threading.Thread(target=client.get, args=("/status",))
    waiting.start()
    asked.wait(10)
    # when
    answer, health_answer = client.get("/claims"), client.get("/health/live")
    go_on.set()
    waiting.join()
    # then
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.json()["type"] == "urn:balagh:problem:busy"
    assert health_answer.status_code == 200
    assert client.get("/claims").status_code == 200


def test_an_error_of_ours_tells_the_client_nothing(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: Any
) -> None:
    # given an endpoint with a fault
    from worker.api import health

    def fail(engine: object) -> None:
        raise ValueError("text of a release")

    monkeypatch.setattr(health, "state", fail)
    # when
    answer = client.get("/status")
    # then
    assert (answer.status_code, answer.json()["type"]) == (500, "urn:balagh:problem:internal")
    assert "text of a release" not in answer.text
    assert "Traceback" not in answer.text
    captured = capfd.readouterr()
    logged = captured.out + captured.err + caplog.text
    assert "text of a release" not in logged
    assert answer.headers["x-request-id"] in logged


def test_the_description_is_valid_and_whole(client: httpx.Client) -> None:
    # when
    described = client.get("/openapi.json").json()
    # then
    validate(described)
    assert described["components"]["schemas"]["Problem"] == PROBLEM
    assert "ValidationError" not in json.dumps(described)
    found = {(method, path) for path, methods in described["paths"].items() for method in methods}
    assert found == {
        ("post", "/releases"), ("get", "/releases/{release}"), ("get", "/releases/{release}/facts"),
        ("get", "/releases/{release}/text"), ("get", "/releases/{release}/html"), ("get", "/claims"),
        ("get", "/facts"), ("get", "/search"), ("get", "/clusters"), ("get", "/entities"), ("get", "/status"),
        ("get", "/health/live"), ("get", "/health/ready"),
    }  # fmt: skip
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert operation["description"] if "description" in operation else operation["summary"]
            assert "default" in operation["responses"]
            secured = not path.startswith("/health/")
            assert bool(operation.get("security")) is secured
    claim = described["paths"]["/claims"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert claim["properties"]["claims"]["items"]["properties"]["place"]["description"] == "Where."


def test_the_command_serves_until_it_is_told_to_stop(database_url: str, free_port: Callable[[], int]) -> None:
    # given
    port = free_port()
    command = [sys.executable, "-m", "worker", "serve", "--port", str(port), "--database", database_url]
    # when
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        answer = httpx.get(f"http://127.0.0.1:{port}/health/ready", trust_env=False)
        process.terminate()
        rest = process.stderr.read()
    # then
    assert (answer.status_code, process.returncode) == (200, 0)
    assert json.loads(first)["event"] == "http_served"
    assert [json.loads(line)["event"] for line in rest.splitlines()] == ["request"]


def test_nothing_is_served_that_would_be_open_to_all(database_url: str) -> None:
    from models.session import create_engine
    from worker.api.serving import serve

    engine = create_engine(database_url)
    with pytest.raises(ConfigurationError, match="BALAGH_API_WRITE_TOKEN"):
        serve(Settings(database_url=database_url, api_host="0.0.0.0"), engine)
    engine.dispose()


def test_a_question_that_takes_too_long_is_told_to_be_narrowed(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tasks.errors import OverdueError
    from worker.api import asking

    def search(*_: object, **__: object) -> None:
        raise OverdueError("the question took longer than 30 s; narrow it")

    monkeypatch.setattr(asking, "search", search)
    answer = client.get("/search?q=x")
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:balagh:problem:overdue")
    assert int(answer.headers["retry-after"]) > 0


def test_a_database_that_is_away_is_told_without_its_address(serve: Any, tmp_path: Any) -> None:
    # given a database whose file was taken away under the running server
    client = serve()
    (tmp_path / "balagh.db").write_bytes(b"no database" * 1_000)
    # when
    answers = [client.get("/claims"), client.post("/releases", json=RELEASE), client.get("/health/ready")]
    # then
    for answer in answers:
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:balagh:problem:unavailable")
        assert "balagh.db" not in answer.text
        assert int(answer.headers["retry-after"]) > 0


def test_the_service_of_the_compose_file_starts_with_its_tokens_only(tmp_path: Any) -> None:
    import yaml

    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    service = compose["services"]["api"]
    (tmp_path / "secret").write_text("s" * 32 + "\n", encoding="utf-8")
    environment = {
        key: str(tmp_path / "secret") if key.endswith("_FILE") else value
        for key, value in service["environment"].items()
    }
    settings = Settings.from_environment(environment)
    assert settings.api_read_token == settings.api_write_token == "s" * 32
    check_address(settings.api_host, settings)
    assert service["ports"] == [f"127.0.0.1:{settings.api_port}:{settings.api_port}"]
    assert service["profiles"] == ["api"]
    assert set(service["secrets"]) <= set(compose["secrets"])
    assert {"networks", "cap_drop", "read_only"} <= set(service)
