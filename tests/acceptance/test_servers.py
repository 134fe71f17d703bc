"""The processes of docker-compose.yml, started natively against a Redis with a password and a real PostgreSQL."""

from __future__ import annotations

import json
import signal
import socket
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from forks import plain_environment
from redis import Redis
from redis.exceptions import RedisError

from models.claiming import counts_by_status
from models.session import create_engine, reading
from models.status import Status
from worker import lifeline
from worker.embedded import redis_binary

pytestmark = [pytest.mark.acceptance, pytest.mark.postgres]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _redis(folder: Path, password: str) -> Iterator[str]:
    port = _free_port()
    (folder / "redis.conf").write_text(f"requirepass {password}\n", encoding="utf-8")
    command = [
        redis_binary(), str(folder / "redis.conf"), "--port", str(port), "--bind", "127.0.0.1", "--appendonly", "yes",
        "--maxmemory-policy", "noeviction", "--dir", str(folder), "--logfile", str(folder / "redis.log"),
    ]  # fmt: skip
    server = lifeline.start(command)

    def answers() -> bool:
        with suppress(RedisError):
            return bool(Redis(port=port, password=password).ping())
        return False

    assert lifeline.wait_for(answers, patience=20)
    yield f"redis://127.0.0.1:{port}/0"
    lifeline.end(server, patience=2)


def test_processes_of_the_compose_file_work_together(
    postgres_server: Any, tmp_path: Path, made_up: Any, new_database: Any, balagh: Any
) -> None:
    # Given the environment of the compose file, passwords as files
    (tmp_path / "password").write_text("wörd/with:signs\n", encoding="utf-8")
    metrics = _free_port()
    with _redis(tmp_path, "wörd/with:signs") as broker:
        settings = {
            "BALAGH_DATABASE_URL": new_database(postgres_server),
            "BALAGH_REDIS_URL": broker,
            "BALAGH_REDIS_PASSWORD_FILE": str(tmp_path / "password"),
            "BALAGH_HEALTH_FILE": str(tmp_path / "alive"),
            "BALAGH_METRICS_PORT": str(metrics),
            "BALAGH_CONCURRENCY": "2",
            "BALAGH_SWEEP_INTERVAL": "1",
            "BALAGH_LOG_FORMAT": "json",
        }

        # When they are started in the order of the compose file
        migrated = balagh("db", "upgrade", **settings)
        assert migrated.returncode == 0, migrated.stderr
        with (tmp_path / "log").open("ab") as log:
            services = [
                lifeline.start([sys.executable, "-P", "-m", "worker", *arguments], environment={**plain_environment(), **settings}, output=log.fileno())
                for arguments in (("worker",), ("sweep", "--forever"))
            ]  # fmt: skip
        try:
            assert lifeline.wait_for((tmp_path / "alive").exists, patience=60)
            rows = "".join(
                json.dumps({"id": one.external_id, "text": one.text}) + "\n" for one in made_up(25)
            )
            submitted = balagh("submit", "-", given=rows, **settings)
            assert submitted.stdout == "25 new, 0 known before, 0 refused\n", submitted.stderr

            # Then everything is read, the doctor is content, and the metrics say so
            engine = create_engine(settings["BALAGH_DATABASE_URL"])

            def all_read() -> bool:
                with reading(engine) as connection:
                    return counts_by_status(connection)[Status.EXTRACTED] == 25

            assert lifeline.wait_for(all_read, patience=60), (tmp_path / "log").read_text()[-3000:]
            engine.dispose()
            status = json.loads(balagh("status", "--format", "json", **settings).stdout)
            assert (status["releases"]["extracted"], status["queues"]["balagh.receive"]) == (25, 0)
            doctor = balagh("doctor", **settings)
            assert doctor.returncode == 0, doctor.stdout
            assert "serving every queue" in doctor.stdout
            with urllib.request.urlopen(f"http://127.0.0.1:{metrics}/metrics", timeout=10) as answer:
                told = answer.read().decode()
            assert 'balagh_releases{status="extracted"} 25.0' in told
            assert 'balagh_up{server="broker"} 1.0' in told
            # And both stop in good order
            for service in services:
                service.send_signal(signal.SIGTERM)
            assert [service.wait(40) for service in services] == [0, 0]
        finally:
            for service in services:
                lifeline.end(service, patience=0)
    log_text = (tmp_path / "log").read_text(encoding="utf-8")
    assert "wörd" not in log_text
    assert "المتحدث" not in log_text
