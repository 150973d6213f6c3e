"""Prepares the site and serves it on this machine: what `make run` does.

Everything here can be repeated: it migrates, loads what is missing, brings the
public projection up to date, and hands over to the web server.
"""
import os
import sys
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT_ROOT))
ADDRESS = os.environ.get("ADDRESS", "127.0.0.1:8000")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
os.environ.setdefault("BASE_URL", f"http://{ADDRESS}")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command

from archive.demo import demo_password

PREPARED = """
Standpoint is ready.

  Public catalog    {base}/
  Curators' desk    {base}/curation/
  Administration    {base}/admin/

  Demo logins       cataloguer, reviewer, administrator
  Password          {password}   (kept in var/demo_password)

Press Ctrl+C to stop. Nothing is lost: run it again.
"""


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
    sys.stdout.write(PREPARED.format(base=settings.BASE_URL, password=demo_password()))
    sys.stdout.flush()
    gunicorn = str(Path(sys.executable).parent / "gunicorn")
    os.execv(gunicorn, [gunicorn, "archive.wsgi", "--config", str(PROJECT_ROOT / "deploy" / "gunicorn.conf.py"),
                        "--bind", ADDRESS])


if __name__ == "__main__":
    migrate()
    collect_static()
    call_command("archive_load_demo")
    call_command("catalog_rebuild", stale=True, verbosity=0)
    serve()
