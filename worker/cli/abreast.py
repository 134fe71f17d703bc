"""Lines through a function in several processes, answers in the order of the lines."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Final

from worker import lifeline

#: Lines handed over at once: sending a bundle costs about as much as reading one short release.
_BUNDLE: Final = 16
#: Bundles on their way for each process; more would only hold memory.
_AHEAD: Final = 3


def abreast(
    answer: Callable[[bytes], bytes | None],
    lines: Iterable[bytes],
    processes: int,
    *,
    ready: Callable[[], None],
) -> Iterator[bytes]:
    """What ``answer``, a function of a module, gives for each line; lines it gives None for are left out.

    ``ready`` is called first in each process. Lines are read only as fast as they are answered, so a file of any size
    needs the memory of a few bundles.
    """
    remaining = iter(lines)
    others = set(multiprocessing.active_children())
    waiting: deque[Future[list[bytes]]] = deque()
    # Spawned: a fork would copy whatever threads and files the caller holds.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(ready,)) as pool:
        try:
            while True:
                while len(waiting) < processes * _AHEAD and (bundle := list(islice(remaining, _BUNDLE))):
                    with _interrupts_later():
                        waiting.append(pool.submit(_bundle, answer, bundle))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        except BaseException:
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()  # nobody waits for what it reads
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(ready: Callable[[], None]) -> None:
    """What each process does first: it ends with ours, which would otherwise leave it waiting for ever."""
    lifeline.die_with_parent()
    ready()


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Processes that are started in the block never hear Ctrl-C, which is for us and reaches us behind it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _bundle(answer: Callable[[bytes], bytes | None], lines: list[bytes]) -> list[bytes]:
    return [line for line in map(answer, lines) if line is not None]
