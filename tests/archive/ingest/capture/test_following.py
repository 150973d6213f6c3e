"""The process that follows ends with whoever started it, however that ended."""
import fcntl
import os
import subprocess
import sys
import time

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow

STARTER = """
import subprocess, sys
subprocess.Popen([sys.executable, *sys.argv[1:]])
sys.stdin.read()
"""


def is_held(path):
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def wait_until(holds):
    deadline = time.monotonic() + 60
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert holds()


def test_a_worker_whose_server_was_killed_does_not_stay(tmp_path):
    environment = {**os.environ, "VAR_ROOT": str(tmp_path), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(settings.PROJECT_ROOT / "manage.py"), "archive_capture", "--follow"],
        stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    lock = tmp_path / "capture.lock"
    try:
        wait_until(lambda: lock.exists() and is_held(lock))
    finally:
        starter.kill()
        starter.wait()
        starter.stdin.close()
    wait_until(lambda: not is_held(lock))
