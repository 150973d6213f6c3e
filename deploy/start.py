"""Prepares the site and serves it on this machine: what `make run` does.

Everything here can be repeated: it migrates, loads what is missing, brings the
public projection and the search index up to date, and hands over to the web server.
"""
import errno
import os
import socket
import sys
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT_ROOT))
ADDRESS = os.environ.get("ADDRESS", "127.0.0.1:8000")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
os.environ.setdefault("BASE_URL", f"http://{ADDRESS}")

import django
from django.core.exceptions import ImproperlyConfigured

try:
    django.setup()
except ImproperlyConfigured as error:
    sys.exit(f"A setting is wrong. {error}. See docs/settings.md.")

from django.conf import settings
from django.core.management import CommandError, call_command

from archive.demo import demo_password, is_loaded
from catalog.search.update import bring_up_to_date

PREPARED = """
Standpoint is ready.

  Public catalog    {base}/
  Curators' desk    {base}/curation/
  Administration    {base}/admin/
{logins}
Press Ctrl+C to stop. Nothing is lost: run it again.
"""

LOGINS = """
  Demo logins       cataloguer, reviewer, administrator
  Password          {password}   (kept in {folder}/demo_password)
"""


def require_free_address():
    """End here, in plain words, if nothing can be served at ADDRESS."""
    host, _colon, port = ADDRESS.rpartition(":")
    if not (host and port.isascii() and port.isdigit() and int(port) < 65536):
        sys.exit(f"ADDRESS: “{ADDRESS}” is not an address; write HOST:PORT, for example 127.0.0.1:8000")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host.strip("[]"), int(port)))
            probe.listen()
    except OSError as error:
        is_taken = error.errno == errno.EADDRINUSE
        reason = "the port is in use, perhaps by Standpoint itself; stop that" if is_taken else error.strerror
        sys.exit(f"Cannot serve at {ADDRESS}: {reason}, or choose another address: ADDRESS=127.0.0.1:8001 make run")


def load_demo():
    """The demo collection, unless this is somebody's archive already."""
    try:
        call_command("archive_load_demo")
    except CommandError as refusal:
        sys.stdout.write(f"{refusal}\n")


def sweep_uploads():
    """What a crash left among the uploads; that the site starts is more urgent."""
    try:
        call_command("archive_sweep_uploads", verbosity=0)
    except CommandError as failure:
        sys.stdout.write(f"{failure}\n")


def migrate():
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, verbosity=0)


def collect_static():
    """Only when a static file is newer than the last collection: it takes seconds."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    folders = [PROJECT_ROOT / name for name in ("archive/static", "catalog/static", "requirements.txt")]
    newest = max(path.stat().st_mtime for folder in folders for path in [folder, *folder.rglob("*")])
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def serve():
    """Become the web server; two workers with threads fit a two-core machine."""
    logins = LOGINS.format(password=demo_password(), folder=settings.VAR_ROOT) if is_loaded() else ""
    sys.stdout.write(PREPARED.format(base=settings.BASE_URL, logins=logins))
    sys.stdout.flush()
    gunicorn = str(Path(sys.executable).parent / "gunicorn")
    os.execv(gunicorn, [gunicorn, "archive.wsgi", "--config", str(PROJECT_ROOT / "deploy" / "gunicorn.conf.py"),
                        "--bind", ADDRESS])


if __name__ == "__main__":
    require_free_address()
    migrate()
    collect_static()
    load_demo()
    sweep_uploads()
    call_command("catalog_rebuild", stale=True, verbosity=0)
    bring_up_to_date()
    serve()
