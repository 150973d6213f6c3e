"""How the web server runs: the same on a laptop and behind nginx."""
import gc
import multiprocessing
import os

workers = int(os.environ.get("WEB_WORKERS", max(2, multiprocessing.cpu_count())))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
control_socket_disable = True
preload_app = True
keepalive = 15
timeout = 120
graceful_timeout = 30
limit_request_line = 8190  # bytes, the most that gunicorn allows: 500 letters of any script and many filters fit


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
