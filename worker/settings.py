"""Every setting of the running side, with its reason; the environment is read here and nowhere else."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from tasks.errors import ConfigurationError

#: The queues, one a step, in the order of the path; ``balagh.receive`` is the door for other programs.
STEP_QUEUES: Final = ("balagh.normalize", "balagh.deduplicate", "balagh.extract")
RECEIVE_QUEUE: Final = "balagh.receive"

#: Settings that hold secrets may be given as a file instead (``BALAGH_REDIS_URL_FILE=/run/secrets/redis_url``).
_SECRET: Final = frozenset(
    {"redis_url", "redis_password", "database_url", "database_password", "api_read_token", "api_write_token"}
)

#: The least that makes sense of every figure; a sweep without a pause would ask the database all the time.
_LEAST: Final[Mapping[str, float]] = {
    "batch_size": 1,
    "queue_cap": 1,
    "max_attempts": 1,
    "release_limit": 0.1,
    "work_budget": 0.1,
    "sweep_interval": 0.1,
    "memory_limit_mb": 0,
    "concurrency": 0,
    "max_release_bytes": 1,
    "max_submission": 1,
    "max_backlog": 1,
    "submit_patience": 0,
    "retry_tries": 1,
    "retry_base": 0,
    "retry_cap": 0,
    "metrics_port": 0,
    "api_port": 0,
    "api_max_body": 1,
    "api_max_requests": 1,
    "api_timeout": 0.1,
}
_LAST_PORT: Final = 65_535
#: The last one is Kombu's own spelling of a socket.
_BROKERS: Final = ("redis://", "rediss://", "unix://", "redis+socket://")
#: A token of sixteen characters drawn from hexadecimal digits holds 64 bits, too many to be tried over a network.
_TOKEN: Final = re.compile(r"[!-~]{16,}")
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "log_format": ("auto", "console", "json"),
    "log_level": ("debug", "info", "warning", "error"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set; every field is ``BALAGH_`` and its name in upper case in the environment.

    Seconds unless the name says otherwise. Times must stand in the order soft limit < hard limit < lease <
    visibility time-out: a worker is told to stop, then killed, then its releases may be claimed by another, and only
    then is its message delivered again.
    """

    redis_url: str | None = None
    redis_password: str | None = None
    redis_ca_file: str | None = None
    database_url: str | None = None
    database_password: str | None = None

    batch_size: int = 100
    """Releases claimed at once. A batch costs about as much as one release outside of the work, so throughput is flat from
    50 to 1000; a hundred take under a second, which keeps workers evenly busy to the end."""
    queue_cap: int = 32
    """Tickets a queue may hold. A ticket is only a hint that work waits, so more would only be read and dropped."""
    max_attempts: int = 5
    """Claims of one release by one step before it is dead; a worker's crash counts as one."""
    release_limit: float = 20
    """Processor time of one release in one step; the densest 2 MB, dates and nothing else, take 7 s."""
    soft_limit: float = 60
    """Raised inside the task as an exception: what is done is stored, the rest is given back."""
    hard_limit: float = 90
    """The child is killed: for loops that swallow exceptions and C code that does not return."""
    lease: float = 120
    """How long a claim is good for; the token fences off whoever comes later."""
    visibility_timeout: float = 180
    """After this Redis delivers an unacknowledged message again."""
    work_budget: float = 20
    """A batch that takes longer stores what is done and gives back the rest, so the soft limit means one release."""
    sweep_interval: float = 10
    memory_limit_mb: int = 1024
    """Private memory a worker process may add to what it starts with; 0 for no limit."""
    concurrency: int = 0
    """Worker processes; 0 for one a processor."""

    max_release_bytes: int = 2_000_000
    """Largest text accepted, in UTF-8: five hundred times the usual release."""
    max_submission: int = 10_000
    """Releases accepted in one call or message."""
    max_backlog: int = 500_000
    """Unfinished releases beyond which submitting waits or is refused."""
    submit_patience: float = 60
    """How long submitting waits for the backlog to shrink before it gives up."""

    retry_tries: int = 6
    """Tries of a database or broker call that failed for a reason that passes, with growing, jittered waits."""
    retry_base: float = 0.2
    retry_cap: float = 5

    health_file: str | None = None
    """Touched with every heartbeat of a worker (2 s); an ``inspect ping`` takes 3.6 s."""
    metrics_port: int = 0
    """Prometheus metrics are served here on ``metrics_host``; 0 for none."""
    metrics_host: str = "127.0.0.1"
    api_host: str = "127.0.0.1"
    """Where ``balagh serve`` listens; beyond this machine only with tokens."""
    api_port: int = 8117
    api_read_token: str | None = None
    """Who sends it may read; without any token everyone on this machine may do everything."""
    api_write_token: str | None = None
    """Who sends it may hand in."""
    api_max_body: int = 256_000_000
    """Bytes of one request: 10,000 releases of the usual size with every letter escaped."""
    api_max_requests: int = 64
    """Requests at a time; more are refused for the moment."""
    api_timeout: float = 30
    """How long a client may be silent while it sends, and how long one question to the database may take."""
    log_format: str = "auto"
    """``json``, ``console``, or ``auto``: console on a terminal."""
    log_level: str = "info"

    def __post_init__(self) -> None:
        if not self.soft_limit < self.hard_limit < self.lease < self.visibility_timeout:
            raise ConfigurationError(
                "BALAGH_SOFT_LIMIT < BALAGH_HARD_LIMIT < BALAGH_LEASE < BALAGH_VISIBILITY_TIMEOUT must hold"
            )
        if self.work_budget >= self.soft_limit:
            raise ConfigurationError("BALAGH_WORK_BUDGET must be less than BALAGH_SOFT_LIMIT")
        if self.release_limit >= self.soft_limit:
            raise ConfigurationError("BALAGH_RELEASE_LIMIT must be less than BALAGH_SOFT_LIMIT")
        for name, least in _LEAST.items():
            if getattr(self, name) < least:
                raise ConfigurationError(f"BALAGH_{name.upper()} must be at least {least}")
        for name in ("metrics_port", "api_port"):
            if getattr(self, name) > _LAST_PORT:
                raise ConfigurationError(f"BALAGH_{name.upper()} must be at most {_LAST_PORT}")
        for name in ("api_read_token", "api_write_token"):
            token = getattr(self, name)
            if token is not None and not _TOKEN.fullmatch(token):
                raise ConfigurationError(
                    f"BALAGH_{name.upper()} must have at least 16 printable ASCII characters and no spaces "
                    "(openssl rand -hex 32)"
                )
        if self.redis_url is not None:
            _check_broker(self.redis_url)
        for name, words in _WORDS.items():
            if getattr(self, name) not in words:
                raise ConfigurationError(f"BALAGH_{name.upper()} must be one of {', '.join(words)}")

    @staticmethod
    def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
        """The settings of the environment; a ``BALAGH_`` variable that does not exist is refused by name.

        >>> Settings.from_environment({"BALAGH_BATCH_SIZE": "50"}).batch_size
        50
        """
        environment = os.environ if environment is None else environment
        known = {f"BALAGH_{field.name.upper()}": field for field in fields(Settings)}
        values: dict[str, Any] = {}
        for variable, text in environment.items():
            if not variable.startswith("BALAGH_") or not text.strip():
                continue
            plain = variable.removesuffix("_FILE")
            if variable in known:
                field = known[variable]
            elif plain in known and known[plain].name in _SECRET:
                field, text = known[plain], _secret(variable, text)  # noqa: PLW2901 - the file's content is the value
            else:
                raise ConfigurationError(f"{variable} is not a setting of Balagh (see docs/settings.md)")
            if field.name in values:
                raise ConfigurationError(f"both {plain} and {plain}_FILE are set; set one")
            values[field.name] = _parse(variable, str(field.type), text.strip())
        return Settings(**values)

    def as_environment(self) -> dict[str, str]:
        """The variables that give a child process these settings."""
        return {
            f"BALAGH_{field.name.upper()}": str(getattr(self, field.name))
            for field in fields(self)
            if getattr(self, field.name) not in {None, ""}
        }

    @property
    def database(self) -> str:
        """The database's URL, with the password put in; raises where none is set."""
        if self.database_url is None:
            raise ConfigurationError(
                "no database: set BALAGH_DATABASE_URL (sqlite:///FILE or postgresql://USER@HOST/NAME)"
            )
        return _with_password(self.database_url, self.database_password)

    @property
    def broker(self) -> str:
        """The broker's URL, with the password put in; raises where none is set."""
        if self.redis_url is None:
            raise ConfigurationError(
                "no broker: set BALAGH_REDIS_URL, or use `balagh run`, which brings its own"
            )
        url = _with_password(self.redis_url, self.redis_password)
        return "redis+socket://" + url.removeprefix("unix://") if url.startswith("unix://") else url

    @property
    def processes(self) -> int:
        """How many worker processes to start."""
        return self.concurrency or os.cpu_count() or 1

    def celery(self) -> dict[str, Any]:
        """Celery's configuration; figures are from this project's own measurements."""
        return {
            "broker_url": self.broker if self.redis_url else "redis://unset.invalid",
            "broker_use_ssl": self._tls(),
            # Status and errors live in SQL. A result backend costs 1.55 times the messages.
            "task_ignore_result": True,
            "result_backend": None,
            # JSON only: unpickling runs whatever the sender wrote.
            "task_serializer": "json",
            "result_serializer": "json",
            "accept_content": ["json"],
            # Late acknowledgement and rejection make recovery quick; the database makes it correct.
            "task_acks_late": True,
            "task_reject_on_worker_lost": True,
            # How long a result of a killed process is waited for. There are none: results stand in the database.
            "worker_lost_wait": 1.0,
            "worker_prefetch_multiplier": 1,
            "task_soft_time_limit": self.soft_limit,
            "task_time_limit": self.hard_limit,
            "task_queues": None,
            "task_create_missing_queues": True,
            "task_default_queue": RECEIVE_QUEUE,
            "task_routes": {name: {"queue": name} for name in (*STEP_QUEUES, RECEIVE_QUEUE)},
            # The default gives up after 100 tries; a broker that comes back must find its workers.
            "broker_connection_retry_on_startup": True,
            "broker_connection_max_retries": None,
            # A Redis at its memory limit, or one that cannot save, refuses commands: by default that ends the worker.
            "broker_channel_error_retry": True,
            # Cancelling tasks when Redis is gone would only burn attempts.
            "worker_cancel_long_running_tasks_on_connection_loss": False,
            "worker_soft_shutdown_timeout": 20,
            "worker_send_task_events": False,
            "task_send_sent_event": False,
            "worker_hijack_root_logger": False,
            "worker_redirect_stdouts": False,
            "worker_enable_remote_control": True,
            "broker_transport_options": self._transport(),
            # A publish waits at most about two seconds for a broker that is away: the sweep will bring the work again.
            "task_publish_retry_policy": {"max_retries": 2, "interval_start": 0.1, "interval_step": 0.3},
            "enable_utc": True,
        }

    def _tls(self) -> dict[str, Any] | bool:
        """What a certificate of Redis must be; without a file the system's authorities vouch for it."""
        if self.redis_url is None or not self.broker.startswith("rediss://"):
            return False
        return {"ssl_cert_reqs": "required", "ssl_ca_certs": self.redis_ca_file}

    def _transport(self) -> dict[str, Any]:
        return {
            "visibility_timeout": self.visibility_timeout,
            # With the defaults a message came back after 101 s, and the mutex of a killed worker blocked that for 150 s.
            "unacked_restore_interval": 10,
            "unacked_restore_throttle": 1,
            "unacked_mutex_expire": 30,
            # A dead connection otherwise blocks a publish for ever.
            "socket_timeout": 5,
            "socket_connect_timeout": 2,
            "socket_keepalive": True,
            "health_check_interval": 25,
            # A producer gives up after a moment (the default took six seconds): the sweep brings the work again. What
            # workers do when they lose their broker is set above.
            "max_retries": 1,
            "interval_start": 0.1,
            "interval_step": 0.2,
            "interval_max": 0.5,
        }


def _check_broker(url: str) -> None:
    """Raise ConfigurationError for what no broker of ours can be; the URL is not shown, as it may hold a password."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - most settings need no URL parsing

    if not url.startswith(_BROKERS):
        raise ConfigurationError(f"BALAGH_REDIS_URL must begin with {', '.join(_BROKERS[:-1])}")
    try:
        urlsplit(url).port  # noqa: B018 - looked at to see whether it is one
    except ValueError:
        raise ConfigurationError("BALAGH_REDIS_URL is no URL like redis://host:6379/0") from None


def _secret(variable: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{variable}: cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError:
        raise ConfigurationError(f"{variable}: cannot read {path}: not UTF-8") from None


def _parse(variable: str, kind: str, text: str) -> str | int | float:
    if kind not in {"int", "float"}:
        return text
    try:
        number = int(text) if kind == "int" else float(text)
    except ValueError as error:
        what = "a whole number" if kind == "int" else "a number"
        raise ConfigurationError(f"{variable}: {text!r} is not {what}") from error
    if not math.isfinite(number):
        raise ConfigurationError(f"{variable}: {text!r} is not a number")
    return number


def _with_password(url: str, password: str | None) -> str:
    """The URL with a password from elsewhere; one that is already there stays.

    >>> _with_password("redis://:@queue:6379/0", "a/b")
    'redis://:a%2Fb@queue:6379/0'
    """
    if password is None:
        return url
    from urllib.parse import quote, urlsplit, urlunsplit  # noqa: PLC0415 - most settings need no URL parsing

    parts = urlsplit(url)
    if parts.password:
        return url
    user = parts.username or ""
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{user}:{quote(password, safe='')}@{host}"))
