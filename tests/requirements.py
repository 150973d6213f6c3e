"""Parts of the machine that some tests need: found here, or the test is skipped with the remedy.

With REQUIRE_ALL=1 in the environment (as in CI) a missing part fails the test
instead, so that nothing is left out unseen.
"""
import os
import shutil
from functools import partial
from pathlib import Path

import pytest


def find_chromium():
    """Path of Debian's Chromium, or None."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return Path(found) if found else None


def find_postgresql():
    """The folder that holds `initdb` and `postgres`, newest version first, or None."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    if initdb := shutil.which("initdb"):
        folders.append(Path(initdb).resolve().parent)
    return next((folder for folder in reversed(folders) if (folder / "postgres").exists()), None)


def find_program(name):
    """Where a program stands on the path, or None."""
    found = shutil.which(name)
    return Path(found) if found else None


def find_quality():
    """The folder of Lighthouse and the Nu HTML checker, or None."""
    folder = Path(__file__).resolve().parent.parent / "var" / "quality" / "node_modules"
    return folder if (folder / "lighthouse").is_dir() and (folder / "vnu-jar").is_dir() else None


PARTS = {
    "chromium": (find_chromium, "apt-get install chromium"),
    "postgresql": (find_postgresql, "apt-get install postgresql"),
    "node": (partial(find_program, "node"), "apt-get install nodejs npm"),
    "java": (partial(find_program, "java"), "apt-get install default-jre-headless"),
    "quality": (find_quality, "make quality, which needs npm"),
}


def require(part):
    """Where `part` stands on this machine; without it the test is skipped, or fails with REQUIRE_ALL=1."""
    find, remedy = PARTS[part]
    found = find()
    if found is None:
        give_up = pytest.fail if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip
        give_up(f"{part} is not installed, so this was not tested: {remedy}")
    return found


def require_chromium():
    """Path of the browser that browser tests drive."""
    return require("chromium")


def require_postgresql():
    """The folder of the PostgreSQL server's programs."""
    return require("postgresql")


def require_node():
    """Path of Node.js, which Lighthouse runs on."""
    return require("node")


def require_java():
    """Path of Java, which the Nu HTML checker runs on."""
    return require("java")


def require_quality():
    """The folder (node_modules) of Lighthouse and the Nu HTML checker."""
    return require("quality")
