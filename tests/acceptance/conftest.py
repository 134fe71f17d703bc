"""A whole system under test: a real database, a real Redis that can be hurt, real worker processes that can be killed."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import Engine, func, select

from models.burial import dead_letters
from models.claiming import counts_by_status
from models.schema import metadata
from models.session import create_engine, reading
from models.status import OPEN, Status, Step
from worker import lifeline
from worker import submit as submitting
from worker.app import configure
from worker.app import settings as current_settings
from worker.embedded import redis_binary
from worker.occupancy import vacate
from worker.resources import forget_engines
from worker.settings import Settings
from worker.submit import Submission, Submitted, submit
from worker.sweep import sweep_forever

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # for fault_hooks, which workers import as well

from fault_matrix import Matrix  # noqa: E402 - found only now
from forks import Zygote, plain_environment  # noqa: E402

#: What must come out the same however a run was disturbed; times of processing are left out.
TABLES = (
    "normalized_texts", "repairs", "quantities", "times", "mentions", "quotations", "events", "event_arguments",
)  # fmt: skip

FAST = Settings(
    batch_size=10,
    release_limit=3,
    soft_limit=3.5,
    hard_limit=4.2,
    lease=5,
    visibility_timeout=8,
    work_budget=2,
    max_attempts=20,  # a busy machine may let a lease lapse without anybody's fault
    sweep_interval=0.5,
    retry_base=0.05,
    retry_cap=1,
    concurrency=2,
    log_level="info",
    log_format="json",
)


class Server:
    """A Redis on a Unix socket that tests may kill, pause, empty and start again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "r.sock"
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"redis+socket://{self._socket}"

    @property
    def client(self) -> Redis:
        return Redis(unix_socket_path=str(self._socket), socket_timeout=5)

    def start(self) -> None:
        command = [
            redis_binary(), "--port", "0", "--unixsocket", str(self._socket), "--save", "", "--appendonly", "no",
            "--dir", str(self._folder), "--loglevel", "warning", "--logfile", str(self._folder / "redis.log"),
        ]  # fmt: skip
        self._process = lifeline.start(command)

        def answers() -> bool:
            with suppress(RedisError):
                return bool(self.client.ping())
            return False

        assert lifeline.wait_for(answers, patience=20)

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def pause(self, seconds: float) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        self._process.send_signal(signal.SIGCONT)

    def flush(self) -> None:
        self.client.flushall()

    def stop(self) -> None:
        assert self._process is not None
        lifeline.end(self._process, patience=2)


class System:
    """Balagh as it runs in production, within one folder."""

    def __init__(self, settings: Settings, folder: Path, zygote: Zygote, server: Server) -> None:
        self.settings = settings
        self.redis = server
        self.faults: Path | str = folder / "faults"
        Path(self.faults).mkdir()
        self.log = folder / "worker.log"
        self._zygote = zygote
        self.workers: list[int] = []
        self.postgres: Any = None
        self._stop = threading.Event()
        self._sweepers: list[threading.Thread] = []
        self.engine: Engine = create_engine(settings.database)
        self._before = current_settings()
        configure(settings)

    def use(self, **changes: Any) -> None:
        """Change settings before anything is started."""
        self.settings = replace(self.settings, **changes)
        configure(self.settings)

    def forget_backlog(self) -> None:
        """Count anew how many releases are unfinished, which is otherwise done every few seconds."""
        submitting._counted.clear()

    def start_worker(self) -> int:
        """One more worker with its processes."""
        # Workers that are killed leave folders in the temporary folder: here they go with the test's.
        environment = {
            **self.settings.as_environment(),
            "FAULTS": str(self.faults),
            "TMPDIR": str(self.log.parent),
        }
        self.workers.append(self._zygote.start_worker(environment, self.log))
        return self.workers[-1]

    def kill_worker(self, worker: int) -> None:
        """SIGKILL to a worker and its processes."""
        self._zygote.kill_worker(worker)
        self.workers.remove(worker)

    def supervise(self) -> None:
        """Start workers that have ended again, as systemd or compose would."""
        for worker in list(self.workers):
            try:
                os.kill(worker, 0)
            except ProcessLookupError:
                self.kill_worker(worker)
                self.start_worker()

    def start_sweep(self) -> None:
        """One more scheduler."""
        thread = threading.Thread(target=sweep_forever, args=(self.engine, self._stop.wait), daemon=True)
        thread.start()
        self._sweepers.append(thread)

    def submit(self, releases: Sequence[Submitted], *, wait: bool = True) -> Submission:
        """Hand releases in."""
        return submit(releases, engine=self.engine, wait=wait)

    def counts(self) -> dict[Status, int]:
        """Releases by status."""
        with reading(self.engine) as connection:
            return counts_by_status(connection)

    def done(self) -> bool:
        """Is no release on its way?"""
        counts = self.counts()
        return not any(counts[status] for status in OPEN)

    def wait_until(self, holds: Callable[[dict[Status, int]], bool], *, patience: float = 60) -> None:
        """Wait until the counts by status are as wanted."""
        assert lifeline.wait_for(lambda: holds(self.counts()), patience=patience), self.counts()

    def finish(
        self, *, patience: float = 60, meanwhile: Callable[[], None] | None = None
    ) -> dict[Status, int]:
        """Wait until no release is on its way; the counts then."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.done():
                return self.counts()
            self.supervise()
            time.sleep(0.05)
        tail = self.log.read_text(encoding="utf-8")[-3000:] if self.log.exists() else ""
        raise AssertionError(f"unfinished after {patience} s: {self.counts()}\n{tail}")

    def causes_of_death(self) -> list[str]:
        """What dead letters say."""
        with reading(self.engine) as connection:
            return [
                f"{letter.error_class} {letter.message}\n{letter.traceback}"
                for letter in dead_letters(connection)
            ]

    def passed(self) -> dict[Step, int]:
        """How many releases each step let pass, over all batches: more than there are means work counted twice."""
        batches = metadata.tables["batches"]
        query = select(batches.c.step, func.sum(batches.c.advanced)).group_by(batches.c.step)
        with reading(self.engine) as connection:
            return {step: int(total) for step, total in connection.execute(query)}

    def facts(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything stored about every release, in one order, whatever the disturbance was."""
        return stored(self.engine)

    def close(self) -> None:
        """End everything."""
        self._stop.set()
        for thread in self._sweepers:
            thread.join(30)
        for worker in list(self.workers):
            self.kill_worker(worker)
        # Killed workers leave the file of their lock; the processes may need a moment to be gone.
        if self.engine.dialect.name == "sqlite":
            lifeline.wait_for(lambda: vacate(self.settings.database), patience=2)
        self.engine.dispose()
        forget_engines()
        configure(self._before)


def stored(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of all tables of facts, without surrogate keys."""
    releases = metadata.tables["releases"]
    rows: dict[str, list[tuple[Any, ...]]] = {}
    with reading(engine) as connection:
        for name in TABLES:
            table = metadata.tables[name]
            columns = [column for column in table.columns if column.name != "release_id"]
            query = select(releases.c.external_id, *columns).join_from(
                table, releases, table.c.release_id == releases.c.id
            )
            rows[name] = sorted(tuple(map(repr, row)) for row in connection.execute(query))
    return rows


def undisturbed(engine: Engine, releases: Sequence[Submitted]) -> dict[str, list[tuple[Any, ...]]]:
    """What one process gives that claims, works and commits with nobody else there."""
    from tasks.deduplicate.task import Deduplicate
    from tasks.extract.task import Extract
    from tasks.normalize.task import Normalize
    from worker.app import app

    before = current_settings()
    configure(replace(FAST, database_url=engine.url.render_as_string(hide_password=False)))
    try:
        submit(releases, engine=engine)
        for step in (Normalize, Deduplicate, Extract):
            while _counts(engine)[step.step.takes]:
                app.tasks[step.name].run()
    finally:
        forget_engines()
        configure(before)
    return stored(engine)


def _counts(engine: Engine) -> dict[Status, int]:
    with reading(engine) as connection:
        return counts_by_status(connection)


def _made_up(count: int, *, start: int = 0) -> list[Submitted]:
    """Made-up releases that hold every kind of fact; no two have the same figures."""
    cities = ("بغداد", "عمّان", "بيروت", "القاهرة", "تونس", "الرباط", "الرياض")
    return [
        Submitted(
            source="test",
            external_id=f"r{number:05}",
            published="2019-03-23",
            text=(
                f"أعلن المتحدث باسم الوزارة في {cities[number % 7]} يوم الثلاثاء أن {1000 + number} شخصا وصلوا أمس إلى "
                f"المدينة، وأن مساحة المنطقة {200 + number} كيلومترا مربعا.\n"
                f'وقال المدير: "وزعنا {number + 3} طنا من الغذاء على {number + 40} أسرة خلال شهر آذار 2019".\n'
                f"وأضاف البيان رقم {number} أن العمل مستمر في {cities[(number * 3 + 1) % 7]}."
            ),
        )
        for number in range(start, start + count)
    ]


@pytest.fixture(scope="session")
def zygote(shared_folder: Path) -> Iterator[Zygote]:
    """One for all tests of a run."""
    started = Zygote(shared_folder)
    yield started
    started.close()


@pytest.fixture
def balagh(zygote: Zygote, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a command: ``balagh(*arguments, given="", **environment)``, in the folder of the test."""

    def run(*arguments: str, given: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        environment = {**plain_environment(), **settings}
        return zygote.run(arguments, environment=environment, folder=tmp_path, given=given)

    return run


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Redis of this test's own."""
    started = Server(tmp_path_factory.mktemp("redis"))
    yield started
    started.stop()


@pytest.fixture
def system(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path, zygote: Zygote, server: Server
) -> Iterator[System]:
    """A system without workers or sweep yet: the test starts them."""
    made = System(replace(FAST, database_url=database_url, redis_url=server.url), tmp_path, zygote, server)
    if made.engine.dialect.name == "postgresql":
        made.postgres = request.getfixturevalue("postgres_server")
    yield made
    made.close()


@pytest.fixture(scope="session")
def expected(
    shared_folder: Path, once: Callable[[Path], AbstractContextManager[Path | None]], sqlite_template: Path
) -> Callable[[Sequence[Submitted]], dict[str, list[Any]]]:
    """The facts of releases when nothing disturbs; read once in a run of the tests."""

    def of(releases: Sequence[Submitted]) -> dict[str, list[Any]]:
        path = shared_folder / f"expected-{blake2b(repr(releases).encode(), digest_size=8).hexdigest()}"
        with once(path) as missing:
            if missing:
                database = missing.with_suffix(".db")
                shutil.copy(sqlite_template, database)
                engine = create_engine(f"sqlite:///{database}")
                missing.write_bytes(pickle.dumps(undisturbed(engine, releases)))
                engine.dispose()
        found: dict[str, list[Any]] = pickle.loads(path.read_bytes())
        return found

    return of


@pytest.fixture(scope="session")
def made_up() -> Callable[..., list[Submitted]]:
    """Makes releases up: ``made_up(count, start=0)``."""
    return _made_up


@pytest.fixture(scope="session")
def matrix() -> Matrix:
    """One for all cases."""
    return Matrix(os.environ.get("CHAOS_REPORT"))
