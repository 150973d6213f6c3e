"""How the web server runs: the same on a laptop and behind nginx."""
import ctypes
import gc
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

workers = int(os.environ.get("WEB_WORKERS", max(2, multiprocessing.cpu_count())))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
control_socket_disable = True
preload_app = True
keepalive = 15
timeout = 120
graceful_timeout = 30
limit_request_line = 8190  # bytes, the most that gunicorn allows: 500 letters of any script and many filters fit


MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
PR_SET_PDEATHSIG = 1  # linux/prctl.h
kept = {}


def end_with_the_server():
    """In the follower, before it begins: Linux ends it when the server ends, however that does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def on_starting(server):
    """A process beside the web workers captures pages by their address, as long as that is switched on."""
    kept["captures"] = subprocess.Popen(
        [sys.executable, str(MANAGE), "archive_capture", "--follow"], preexec_fn=end_with_the_server)


def on_exit(server):
    if "captures" in kept:
        kept["captures"].terminate()


def when_ready(server):
    """Load every page, and leave what was loaded out of the cyclic collector's sight: it never becomes garbage."""
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def post_worker_init(worker):
    """Each worker keeps the search index up to date; imported here because the settings are ready by now."""
    from catalog.search.follow import start_following

    start_following()


def worker_exit(server, worker):
    from catalog.search.follow import end_following

    end_following()
