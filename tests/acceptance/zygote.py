"""A process that has everything imported and forks real workers on demand, so that tests need not wait for imports.

It reads one JSON object of environment variables a line and answers with the process id of a worker started with it.
A worker's only difference from ``balagh worker`` is that fault hooks may be in place.
"""

from __future__ import annotations

import json
import os
import signal
import sys


def main() -> None:
    """Serve until standard input ends."""
    os.environ["REMAP_SIGTERM"] = ""
    import fault_hooks

    import worker.cli.worker
    import worker.receive
    import worker.signals  # noqa: F401
    from tasks.analysis import analyze

    analyze("أعلن المتحدث باسم الوزارة أن 74 شخصا وصلوا أمس إلى العاصمة.", published="2020-01-01")
    from worker.lifeline import die_with_parent

    die_with_parent()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        child = os.fork()
        if child:
            continue
        os.setsid()
        die_with_parent()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        order = json.loads(line)
        os.environ.update(order["environment"])
        with open(order["log"], "ab") as log, open(os.devnull, "rb") as nothing:
            os.dup2(nothing.fileno(), 0)
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
        fault_hooks.install()
        from worker.cli import main as balagh

        try:
            balagh(["worker"])
        finally:
            os._exit(0)


if __name__ == "__main__":
    main()
