"""A real PostgreSQL server for the tests, started from the machine's own programs on a free port."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder with initdb and postgres, newest version first; None where PostgreSQL isn't installed."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    candidates = [*folders, *([Path(found).parent] if found else [])]
    return next((folder for folder in candidates if (folder / "initdb").exists()), None)


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Run a server in an empty folder; gives its address without a database. Raises if it won't start."""
    data, port = folder / "data", _free_port()
    folder.chmod(0o777)
    _run("initdb", "-D", data, "-U", "kurator", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = (
        "listen_addresses = '127.0.0.1'",
        f"port = {port}",
        "unix_socket_directories = ''",
        "fsync = off",
    )
    with (data / "postgresql.conf").open("a") as file:
        file.write("\n".join(options))
    start(folder)
    try:
        yield f"postgresql+asyncpg://kurator@127.0.0.1:{port}"
    finally:
        crash(folder)


def crash(folder: Path) -> None:
    """End the server of this folder without a word to its clients."""
    _run("pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")


def start(folder: Path) -> None:
    """Start the server of this folder, and recover what a crash left; it has its port for good."""
    _run("pg_ctl", "-D", folder / "data", "-l", folder / "data" / "log", "-w", "start")


def _run(program: str, *arguments: object) -> None:
    binaries = programs()
    if binaries is None:
        raise FileNotFoundError(program)
    command = [*_as_postgres(), str(binaries / program), *map(str, arguments)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def _as_postgres() -> list[str]:
    """PostgreSQL refuses to run as root, so root hands the command to the server's own user."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
