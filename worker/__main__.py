"""``python -m worker`` is the ``balagh`` command."""

from worker.cli import main

main()
