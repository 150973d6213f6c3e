"""A secret that is made once and kept in a file, whole or not at all; readable by its owner only."""
import fcntl
import os


def kept_secret(path, make):
    """The secret in the file `path`; `make()` gives the first one, which then stays.

    It is written under another name, synced and renamed, so that a crash leaves no
    empty file. The folder is locked meanwhile: processes that start together agree.
    """
    return _secret_in(path) or _make_once(path, make)


def _secret_in(path):
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def _make_once(path, make):
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if not _secret_in(path):
            _write(path, make())
            os.fsync(folder)
        return _secret_in(path)
    finally:
        os.close(folder)


def _write(path, secret):
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)  # a crash left it
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "w") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
