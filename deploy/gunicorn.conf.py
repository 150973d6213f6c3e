"""How the web server runs: the same on a laptop and behind nginx."""
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
