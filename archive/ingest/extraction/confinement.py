"""Takes everything from a process that a parser does not need.

Several layers, because each may be missing on some machine: resource limits and the audit
hook always hold; an own network namespace, Landlock and seccomp hold where the kernel
allows them. The zygote reports which ones do.
"""

import ctypes
import os
import resource
import signal
import sys
from functools import cache

from archive.ingest.extraction.landlock import allow_reading_only
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.seccomp import refuse_calls

CLONE_NEWUSER, CLONE_NEWNET, PR_SET_PDEATHSIG = 0x10000000, 0x40000000, 1
MAX_OPEN_FILES = 64
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
LISTING_EVENTS = {"os.listdir", "os.scandir"}
REFUSED_EVENTS = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system",
    "os.startfile", "os.kill", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link",
    "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.utime", "os.chflags", "os.setxattr",
    "os.removexattr", "shutil.", "tempfile.", "pty.",
    "ctypes.dlopen", "resource.setrlimit", "resource.prlimit", "signal.pthread_kill", "urllib.",
    "http.", "ftplib.", "smtplib.", "poplib.", "imaplib.", "telnetlib.", "nntplib.",
    "webbrowser.", "sqlite3.", "winreg.", "mmap.", "_thread.",
)  # fmt: skip

_libc = ctypes.CDLL(None, use_errno=True)


def confine_zygote() -> list[str]:
    """Leave the network and the file system; return the names of the layers that hold."""
    layers = ["resource limits", "audit hook"]
    if sys.platform == "linux" and _leave_network():
        layers.append("network namespace")
    if allow_reading_only(_libc, _python_roots()):
        layers.append("landlock")
    if _can_filter_calls():
        layers.append("system call filter")
    return layers


def confine_child(limits: Limits, baseline: int, zygote: int) -> None:
    """Take the rest, in the forked child."""
    _die_with(zygote)
    _limit_resources(limits, baseline)
    refuse_calls(_libc)
    sys.dont_write_bytecode = True
    roots = tuple(os.path.join(root, "") for root in _python_roots())
    sys.addaudithook(_build_hook(roots))


def held_memory() -> int:
    """Return the address space of this process in bytes."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            return int(statm.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _leave_network() -> bool:
    return _libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0 or _libc.unshare(CLONE_NEWNET) == 0


def _can_filter_calls() -> bool:
    """Try the filter in a process of its own: the zygote still has to fork."""
    probe = os.fork()
    if probe == 0:
        os._exit(0 if refuse_calls(_libc) else 1)
    return os.waitstatus_to_exitcode(os.waitpid(probe, 0)[1]) == 0


@cache
def _python_roots() -> list[str]:
    """The folders that hold Python's own code and data: all that may still be opened."""
    return sorted({os.path.realpath(path) for path in (sys.prefix, sys.base_prefix)} | {sys.prefix})


def _die_with(zygote: int) -> None:
    if sys.platform == "linux":
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != zygote:
        os._exit(1)


def _limit_resources(limits: Limits, baseline: int) -> None:
    wanted = {
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NPROC": 0,
        "RLIMIT_NOFILE": MAX_OPEN_FILES,
    }
    if baseline:
        wanted["RLIMIT_AS"] = baseline + limits.memory_bytes
    for name, value in wanted.items():
        kind = getattr(resource, name, None)
        if kind is not None:
            _, ceiling = resource.getrlimit(kind)
            value = value if ceiling == resource.RLIM_INFINITY else min(value, ceiling)
            resource.setrlimit(kind, (value, value))
    # The soft limit sends SIGXCPU, which names the reason; the hard one cannot be ignored.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))


def _build_hook(roots: tuple[str, ...]):
    """Return an audit hook that refuses reaching out of the process (PEP 578)."""

    def refuse(event, arguments):
        if event == "open":
            _check_open(roots, *arguments)
        elif event in LISTING_EVENTS:
            _check_path(roots, arguments[0])
        elif event.startswith(REFUSED_EVENTS):
            raise PermissionError(f"{event} is not allowed while a file is being read")

    return refuse


def _check_open(roots, path, mode, flags) -> None:
    writes = (flags or 0) & WRITING or (isinstance(mode, str) and set(mode) & set("wax+"))
    if writes:
        raise PermissionError("writing is not allowed while a file is being read")
    _check_path(roots, path)


def _check_path(roots, path) -> None:
    """Only Python's own folders may be read: modules and tables are loaded when first used."""
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    if isinstance(path, str) and not os.path.join(os.path.realpath(path), "").startswith(roots):
        raise PermissionError("other files are not allowed while a file is being read")
