"""Making names and bytes survive a power cut: what `fsync` promises, and for which object.

Syncing a file keeps its bytes, not its name: the name is kept by syncing the
directory that holds it, and so on up for each new directory (fsync(2), POSIX).
"""
import fcntl
import os
import threading
from contextlib import contextmanager, suppress

DIRECTORY_MODE = 0o750


def sync_directory(folder):
    """Make the names in one folder durable; raise OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def advise(descriptor, advice):
    """Give the system a hint about a file; where it takes none, nothing is lost."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, 0, getattr(os, advice))


def drop_page_cache(descriptor):
    """Ask that the next read come from the device; a request, not a promise."""
    advise(descriptor, "POSIX_FADV_DONTNEED")


def start_writing_back(descriptor):
    """Let the device begin while we go on, so that the sync that follows is short.

    On Linux this is what the advice does to pages not yet written; it keeps
    them, and where it does nothing the sync does it all.
    """
    drop_page_cache(descriptor)


def read_ahead(descriptor):
    """Let the device read the file while we look at its beginning."""
    advise(descriptor, "POSIX_FADV_WILLNEED")


class DurableFolders:
    """Folders whose own names this process has made durable.

    A folder that merely exists proves nothing: another process may have made
    it a moment ago and not yet synced its parent. So each folder's parent is
    synced once per process before we rely on it (at most 65,792 folders).
    """

    def __init__(self, root):
        self.root = root
        self._known = set()
        self._guard = threading.Lock()

    def make(self, folder):
        """Create a folder and its parents; their names are not durable yet; raise OSError."""
        try:
            self._make_one(folder)
        except FileNotFoundError:
            if folder.parent == folder:
                raise
            self.make(folder.parent)
            self._make_one(folder)  # some file systems refuse though the parent is there: then so do we

    def _make_one(self, folder):
        try:
            os.mkdir(folder, DIRECTORY_MODE)
            self._known.discard(folder)
        except FileExistsError:
            if not folder.is_dir():
                raise

    def sync_leaves(self, leaves):
        """Make the names in each of these folders durable, each folder once; raise OSError."""
        for folder in sorted(leaves):
            sync_directory(folder)
            self.sync_above(folder)

    def sync_above(self, folder):
        """Make the name of a folder at or below the root durable; raise OSError.

        From the top down, so that a known folder has only known ones above it.
        """
        unknown = []
        while folder not in self._known:
            unknown.append(folder)
            if self._is_mount(folder):
                break
            folder = folder.parent
        for folder in reversed(unknown):
            self._sync_name_of(folder)
            with self._guard:
                self._known.add(folder)

    def _is_mount(self, folder):
        """Whether a file system begins here; below the root that is not asked."""
        return len(folder.parts) <= len(self.root.parts) and os.path.ismount(folder)

    def _sync_name_of(self, folder):
        """Sync the parent; one above the root that we may not read was not made by us."""
        if self._is_mount(folder):
            return
        try:
            sync_directory(folder.parent)
        except PermissionError:
            if folder.is_relative_to(self.root):
                raise


@contextmanager
def locked(path, *, exclusive):
    """Hold the store's lock, among threads and processes; released by death too."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


def claim(descriptor):
    """Mark an open file as in use until it is closed; return whether nobody else did."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
