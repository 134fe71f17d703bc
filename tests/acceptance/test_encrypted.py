"""Redis with password and TLS, PostgreSQL with ``sslmode=verify-full``: all of it works, and nothing less is accepted."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
import trustme
from encrypted import TlsFront, tls_front
from sqlalchemy import make_url

from models.migrate import check
from models.session import create_engine
from models.status import Status
from tasks.errors import ConfigurationError
from worker.app import configure, settings
from worker.cli.doctor import _redis as examine_redis
from worker.settings import Settings

pytestmark = [pytest.mark.acceptance, pytest.mark.postgres]

PASSWORD = "wörd/with:signs"


@pytest.fixture(scope="module")
def authorities(tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, Path, Path]:
    """A certificate authority, its certificate as a file, and that of another one."""
    folder = tmp_path_factory.mktemp("authorities")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ours.pem"))
    trustme.CA().cert_pem.write_to_path(str(folder / "other.pem"))
    return authority, folder / "ours.pem", folder / "other.pem"


@pytest.fixture(scope="module")
def context(authorities: tuple[trustme.CA, Path, Path]) -> ssl.SSLContext:
    """What a server named localhost presents."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authorities[0].issue_cert("localhost").configure_cert(made)
    return made


@pytest.fixture
def redis_front(server: Any, context: ssl.SSLContext) -> Iterator[TlsFront]:
    """A Redis with a password behind TLS."""
    server.client.config_set("requirepass", PASSWORD)
    with tls_front(Path(server.url.removeprefix("redis+socket://")), context) as front:
        yield front


@pytest.fixture
def postgres_front(postgres_server: Any, context: ssl.SSLContext) -> Iterator[TlsFront]:
    """The PostgreSQL of this run behind TLS."""
    socket = Path(str(make_url(postgres_server.get_uri()).query["host"])) / ".s.PGSQL.5432"
    with tls_front(socket, context, asks_first=True) as front:
        yield front


@pytest.fixture
def database_url(
    postgres_server: Any, postgres_front: TlsFront, new_database: Any, authorities: tuple[Any, Path, Path]
) -> str:
    """A database with all tables, reached over TLS only."""
    plain = make_url(new_database(postgres_server, prepared=True))
    url = f"postgresql://postgres@localhost:{postgres_front.port}/{plain.database}"
    return f"{url}?sslmode=verify-full&sslrootcert={authorities[1]}"


@pytest.fixture
def fronts(redis_front: TlsFront, postgres_front: TlsFront) -> tuple[TlsFront, TlsFront]:
    """Both."""
    return redis_front, postgres_front


@pytest.fixture
def secured(database_url: str, redis_front: TlsFront, authorities: tuple[Any, Path, Path]) -> Settings:
    """Settings that reach both."""
    return Settings(
        database_url=database_url,
        redis_url=f"rediss://localhost:{redis_front.port}/0",
        redis_password=PASSWORD,
        redis_ca_file=str(authorities[1]),
    )


def test_releases_go_all_the_way_over_encrypted_connections(
    *,
    system: Any,
    secured: Settings,
    fronts: tuple[TlsFront, TlsFront],
    made_up: Any,
    expected: Any,
    balagh: Any,
) -> None:
    # Given
    releases = made_up(25)
    system.use(**{name: getattr(secured, name) for name in ("redis_url", "redis_password", "redis_ca_file")})
    system.start_worker()
    system.start_sweep()
    environment = system.settings.as_environment()
    # When
    rows = [
        {"id": one.external_id, "source": one.source, "published": one.published, "text": one.text}
        for one in releases
    ]
    submitted = balagh("submit", "-", given="".join(json.dumps(row) + "\n" for row in rows), **environment)
    assert submitted.stdout == "25 new, 0 known before, 0 refused\n", submitted.stderr
    assert submitted.stderr == ""
    # Then
    assert system.finish()[Status.EXTRACTED] == 25
    assert system.facts() == expected(releases)
    doctor = balagh("doctor", "--timeout", "1.5", **environment)
    assert doctor.returncode == 0, doctor.stdout
    assert "serving every queue" in doctor.stdout
    assert all(front.encrypted > 0 for front in fronts)
    assert PASSWORD not in system.log.read_text(encoding="utf-8") + doctor.stdout


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"redis_password": "guess"}, "invalid username-password pair"),
        ({"redis_password": None}, "Authentication required"),
        ({"redis_ca_file": "{other}"}, "certificate verify failed"),
        ({"redis_url": "rediss://127.0.0.1:{port}/0"}, "certificate is not valid for '127.0.0.1'"),
        ({"redis_url": "redis://localhost:{port}/0"}, "Connection closed by server"),
    ],
    ids=["password", "no password", "authority", "name", "not encrypted"],
)
def test_a_redis_that_is_not_ours_is_refused_with_the_reason(
    secured: Settings,
    authorities: tuple[Any, Path, Path],
    redis_front: TlsFront,
    wrong: dict[str, str | None],
    said: str,
) -> None:
    # Given settings with one thing wrong
    changes = {
        name: value and value.format(port=redis_front.port, other=authorities[2])
        for name, value in wrong.items()
    }
    before = settings()
    configure(replace(secured, **changes))
    # When / then
    try:
        with pytest.raises(ConfigurationError, match=f"does not answer: .*{said}") as refused:
            examine_redis()
    finally:
        configure(before)
    assert PASSWORD not in str(refused.value)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("ours.pem", "other.pem", "certificate verify failed"),
        ("@localhost", "@127.0.0.1", "does not match host name"),
    ],
    ids=["authority", "name"],
)
def test_a_postgresql_that_is_not_ours_is_refused_with_the_reason(
    database_url: str, right: str, wrong: str, said: str
) -> None:
    engine = create_engine(database_url.replace(right, wrong))
    with pytest.raises(ConfigurationError, match=f"cannot be used: .*{said}"):
        check(engine)
    engine.dispose()


def test_nothing_unencrypted_is_taken(database_url: str) -> None:
    # The Redis that is not encrypted is among the cases above.
    plain = make_url(database_url).set(query={"sslmode": "disable"}).set(drivername="postgresql")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(plain.render_as_string(hide_password=False))
