"""libmagic: the system's, else the copy in the package pylibmagic, where python-magic does not look by itself."""
import ctypes
import os
from importlib.util import find_spec
from pathlib import Path


def load_magic():
    """The module `magic`, ready to use; None where this machine has no libmagic at all."""
    try:
        import magic
    except ImportError:
        return with_bundled_library()
    return magic


def with_bundled_library():
    """The module `magic` on the library and the database of pylibmagic, or None.

    pylibmagic itself is not imported: it changes `ctypes` and the environment for
    good. Once its library is loaded, python-magic finds that by its name; the
    database is named while it is read, which is once.
    """
    package = find_spec("pylibmagic")
    if package is None:
        return None
    folder = Path(package.origin).parent
    os.environ["MAGIC"] = str(folder / "magic.mgc")
    try:
        ctypes.CDLL(str(folder / "libmagic.so.1"))
        import magic

        magic.from_buffer(b"\0", mime=True)
    except (ImportError, OSError):
        return None
    finally:
        del os.environ["MAGIC"]
    return magic
