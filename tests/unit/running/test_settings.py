"""Settings: read once, refused by name, in the order that delivery depends on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.errors import ConfigurationError
from worker.settings import STEP_QUEUES, Settings


def test_defaults_stand_in_the_order_that_delivery_needs() -> None:
    chosen = Settings()
    assert chosen.release_limit < chosen.soft_limit
    assert (
        chosen.work_budget < chosen.soft_limit < chosen.hard_limit < chosen.lease < chosen.visibility_timeout
    )


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"BALAGH_BATCHSIZE": "1"}, "BALAGH_BATCHSIZE is not a setting"),
        ({"BALAGH_BATCH_SIZE": "many"}, "BALAGH_BATCH_SIZE: 'many' is not a whole number"),
        ({"BALAGH_BATCH_SIZE": "1.5"}, "BALAGH_BATCH_SIZE: '1.5' is not a whole number"),
        ({"BALAGH_LEASE": "nan"}, "BALAGH_LEASE: 'nan' is not a number"),
        ({"BALAGH_SWEEP_INTERVAL": "0"}, "BALAGH_SWEEP_INTERVAL must be at least 0.1"),
        ({"BALAGH_MAX_BACKLOG": "0"}, "BALAGH_MAX_BACKLOG must be at least 1"),
        ({"BALAGH_CONCURRENCY": "-1"}, "BALAGH_CONCURRENCY must be at least 0"),
        ({"BALAGH_METRICS_PORT": "70000"}, "BALAGH_METRICS_PORT must be at most 65535"),
        ({"BALAGH_LOG_LEVEL": "loud"}, "BALAGH_LOG_LEVEL must be one of debug, info, warning, error"),
        ({"BALAGH_LOG_FORMAT": "xml"}, "BALAGH_LOG_FORMAT must be one of auto, console, json"),
        ({"BALAGH_BATCH_SIZE": "0"}, "BALAGH_BATCH_SIZE must be at least 1"),
        ({"BALAGH_LEASE": "10"}, "BALAGH_LEASE"),
        ({"BALAGH_WORK_BUDGET": "60"}, "BALAGH_WORK_BUDGET"),
        ({"BALAGH_RELEASE_LIMIT": "60"}, "BALAGH_RELEASE_LIMIT must be less than BALAGH_SOFT_LIMIT"),
        ({"BALAGH_RELEASE_LIMIT": "0"}, "BALAGH_RELEASE_LIMIT must be at least 0.1"),
        ({"BALAGH_DATABASE_URL_FILE": "/no/such/file"}, "cannot read /no/such/file"),
        (
            {"BALAGH_REDIS_URL": "http://queue:6379"},
            "BALAGH_REDIS_URL must begin with redis://, rediss://, unix://",
        ),
        ({"BALAGH_REDIS_URL": "queue:6379"}, "BALAGH_REDIS_URL must begin with"),
        (
            {"BALAGH_REDIS_URL": "redis://:secret@queue:port/0"},
            "^BALAGH_REDIS_URL is no URL like redis://host:6379/0$",
        ),
        ({"BALAGH_LEASE_FILE": "x"}, "BALAGH_LEASE_FILE is not a setting"),
    ],
)
def test_wrong_settings_are_refused_by_name(environment: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        Settings.from_environment(environment)


def test_secrets_come_from_files_and_only_once(tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("redis://queue/0\n", encoding="utf-8")
    assert Settings.from_environment({"BALAGH_REDIS_URL_FILE": str(secret)}).broker == "redis://queue/0"
    with pytest.raises(ConfigurationError, match="both"):
        Settings.from_environment({"BALAGH_REDIS_URL": "redis://a/0", "BALAGH_REDIS_URL_FILE": str(secret)})


def test_what_is_given_to_a_child_is_what_it_reads() -> None:
    chosen = Settings(redis_url="redis://queue/0", database_url="sqlite:///x.db", lease=100, batch_size=7)
    assert Settings.from_environment(chosen.as_environment()) == chosen


def test_nothing_works_without_addresses() -> None:
    with pytest.raises(ConfigurationError, match="BALAGH_DATABASE_URL"):
        _ = Settings().database
    with pytest.raises(ConfigurationError, match="BALAGH_REDIS_URL"):
        _ = Settings().broker


def test_celery_is_told_what_delivery_depends_on() -> None:
    told = Settings(redis_url="rediss://queue/0", redis_ca_file="/ca.pem").celery()
    assert told["accept_content"] == ["json"]
    assert told["task_serializer"] == "json"
    assert told["task_acks_late"] is told["task_reject_on_worker_lost"] is True
    assert told["worker_prefetch_multiplier"] == 1
    assert told["result_backend"] is None
    assert told["task_ignore_result"] is True
    assert told["broker_connection_max_retries"] is None
    assert told["broker_channel_error_retry"] is True
    assert told["worker_cancel_long_running_tasks_on_connection_loss"] is False
    assert told["broker_transport_options"]["visibility_timeout"] == 180
    assert told["broker_transport_options"]["socket_timeout"] == 5
    assert told["broker_use_ssl"] == {"ssl_cert_reqs": "required", "ssl_ca_certs": "/ca.pem"}
    assert set(STEP_QUEUES) <= set(told["task_routes"])
