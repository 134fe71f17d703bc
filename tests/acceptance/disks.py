"""Disks that fill up and have space again, and quotas, for whoever may mount a file system and for whoever may not."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

#: Room for a database and its log with thousands of releases (MB); what is not needed is taken up by the ballast.
SIZE = 96


class Disk:
    """A folder on a small file system of its own, where mounting one is allowed; otherwise ``mounted`` is false."""

    def __init__(self, folder: Path, *, mounted: bool) -> None:
        self.folder = folder
        self.mounted = mounted
        self._ballast = folder / "ballast"

    def fill(self, *, leave: int = 0) -> None:
        """Leave so many free bytes."""
        # Never the disk of the machine, should this one not be mounted after all.
        assert self.mounted
        assert self.folder.is_mount()
        with suppress(OSError), self._ballast.open("ab", buffering=0) as file:
            while True:
                file.write(bytes(65_536))
        os.truncate(self._ballast, self._ballast.stat().st_size - leave)

    def free(self) -> None:
        """Give the space back."""
        self._ballast.unlink(missing_ok=True)


@contextmanager
def small_disk(owner: int) -> Iterator[Disk]:
    """A disk that belongs to a user; not below pytest's folder, into which other users may not look."""
    folder = Path(tempfile.mkdtemp(prefix="balagh-disk-"))
    folder.chmod(0o755)
    place = folder / "disk"
    place.mkdir()
    options = f"size={SIZE}m,mode=0700,uid={owner}"
    mounted = False
    with suppress(FileNotFoundError):
        command = ["mount", "-t", "tmpfs", "-o", options, "balagh-test", str(place)]
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        if not mounted:
            with suppress(PermissionError):
                os.chown(place, owner, -1)
        yield Disk(place, mounted=mounted)
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(place)], check=True)
        shutil.rmtree(folder)


def limit_files(processes: Iterable[int], size: int | None) -> None:
    """Let these processes write no file beyond a size in bytes, as a quota would; None for any size again."""
    wanted = resource.RLIM_INFINITY if size is None else size
    for process in processes:
        with suppress(psutil.Error, ProcessLookupError):
            owner = psutil.Process(process).uids().real
            if owner == os.getuid():
                resource.prlimit(process, resource.RLIMIT_FSIZE, (wanted, resource.RLIM_INFINITY))
            else:
                # The superuser of a container may lack the right to limit others; everybody may limit his own.
                soft = "unlimited" if size is None else str(size)
                command = ["prlimit", f"--fsize={soft}:", f"--pid={process}"]
                subprocess.run(command, user=owner, capture_output=True, check=False)
