"""A process of our own that is shut in: no network, a cap on memory and time, and for a reader of files no writing either.

Used by the child that runs queries of strangers (`worker`) and by the child that reads their files (`read.child`).
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

_NO_NETWORK: Final = (0x40000000, 0x10000000 | 0x40000000)  # CLONE_NEWNET; the same with CLONE_NEWUSER
_KEPT: Final = ("PATH", "SYSTEMROOT", "LANG", "TMPDIR", "TEMP")
_HEAD: Final = 5
_REFUSED: Final = frozenset({
    "os.chmod", "os.exec", "os.fork", "os.forkpty", "os.link", "os.mkdir", "os.posix_spawn", "os.remove", "os.rename",
    "os.rmdir", "os.spawn", "os.symlink", "os.system", "os.truncate", "shutil.copyfile", "shutil.move", "shutil.rmtree",
    "socket.__new__", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "tempfile.mkdtemp", "tempfile.mkstemp",
})
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def command(module: str) -> list[str]:
    """Return the command that runs `main()` of a module of ours in a fresh interpreter."""
    return [sys.executable, "-s", "-P", "-B", "-c", f"from {module} import main; main()"]


def environment() -> dict[str, str]:
    """Return the few variables that a child needs; nothing else of the surroundings reaches it."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": str(Path(__file__).resolve().parents[1]), "MALLOC_ARENA_MAX": "2"}


def shut_in() -> None:
    """Leave the network, drop core dumps and step back behind the screens, each where the platform allows it."""
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        any(library.unshare(flags) == 0 for flags in _NO_NETWORK)
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, AttributeError):
        os.nice(5)


def cap(memory_mb: int | None, seconds: float = 0.0) -> None:
    """Limit address space (MiB) and further processor time of this process, where the platform can; None lifts both."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        space = cpu = resource.RLIM_INFINITY
        if memory_mb is not None:
            used = resource.getrusage(resource.RUSAGE_SELF)
            space, cpu = memory_mb * 1024 * 1024, int(used.ru_utime + used.ru_stime + seconds) + 5
        for kind, most in ((resource.RLIMIT_AS, space), (resource.RLIMIT_CPU, cpu)):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (hard if most == resource.RLIM_INFINITY else most, hard))


def only_read() -> None:
    """From now on refuse to write a file, open a socket or start a process, whatever library asks for it."""
    sys.addaudithook(_judge)


def _judge(event: str, details: tuple[object, ...]) -> None:
    if event in _REFUSED or (event == "open" and _is_write(details)):
        raise PermissionError(event)


def _is_write(details: tuple[object, ...]) -> bool:
    mode, flags = details[1], details[2]
    if isinstance(mode, str):
        return any(sign in mode for sign in "wax+")
    return isinstance(flags, int) and bool(flags & _WRITES)


def send(pipe: IO[bytes], letter: bytes, payload: bytes) -> None:
    """Write one frame: a letter, the length as four bytes, the payload."""
    pipe.write(letter + len(payload).to_bytes(4, "big") + payload)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[bytes, bytes] | None:
    """Read one frame; None when the other side is gone."""
    head = pipe.read(_HEAD)
    size = int.from_bytes(head[1:], "big")
    payload = pipe.read(size) if len(head) == _HEAD else b""
    return (head[:1], payload) if len(head) == _HEAD and len(payload) == size else None
