"""How fast the application alone answers: downloads and the document page, through gunicorn."""
import multiprocessing
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from bench.downloads import OK, many_row, measure_downloads

PROJECT_ROOT = Path(__file__).resolve().parent.parent
BIG_BYTES = 100 * 1000**2
SMALL_BYTES = 10 * 1000
SMALL_FILES = 200


def measure_site(scratch, n):
    """Publish one 100 MB original and small ones beside the demo collection; then ask for them over HTTP."""
    big, small = _publish(scratch / "published")
    pages = _document_pages()
    with server(scratch) as (port, _process):
        rows = measure_downloads("127.0.0.1", port, big[0], small)
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as client:
            rows.append(client.submit(many_row, "document page", "127.0.0.1", port, pages, OK, "GET", None).result())
    return rows


def _publish(folder):
    """Paths of ([the big original], [small originals]), received, reviewed and published."""
    from django.contrib.auth.models import Group

    from archive.ingest.described import ingest_described, plan_ingest
    from archive.ingest.operator import find_operator
    from archive.models import Curator
    from archive.provenance.revise import revising
    from archive.workflow.transitions import publish_document, submit_document

    folder.mkdir()
    (folder / "big.bin").write_bytes(os.urandom(BIG_BYTES))
    for number in range(SMALL_FILES):
        (folder / f"small-{number}.bin").write_bytes(os.urandom(SMALL_BYTES))
    sources, _sheets = plan_ingest([folder])
    batch = ingest_described(sources, None, find_operator(), label="bench")
    people = []
    for role in ("cataloguer", "reviewer"):
        person = Curator.objects.create_user(f"bench-{role}", pseudonym=f"bench {role}")
        person.groups.add(Group.objects.get(name=role))
        people.append(person)
    for item in batch.items.select_related("document"):
        with revising(item.document, people[0], "risk assessed") as document:
            document.persons_at_risk = "no"
            document.save(update_fields=["persons_at_risk"])
        submit_document(item.document, people[0])
        publish_document(item.document, people[1])
    return _paths("big.bin"), _paths("small-")


def _paths(prefix):
    from catalog.models import PublishedFile

    files = PublishedFile.objects.filter(filename__startswith=prefix)
    return [f"/documents/{file.document_id}/files/{file.sha256}/{file.filename}" for file in files]


def _document_pages():
    from catalog.models import PublishedDocument

    described = PublishedDocument.objects.filter(collection__is_fictional=True)
    return [f"/documents/{identifier}/" for identifier in described.values_list("pk", flat=True)]


@contextmanager
def server(scratch):
    """gunicorn as `make run` starts it: (a free port of 127.0.0.1, its process id, by which it is stopped)."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (scratch / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [Path(sys.executable).parent / "gunicorn", "archive.wsgi", "--config",
             PROJECT_ROOT / "deploy" / "gunicorn.conf.py", "--bind", f"127.0.0.1:{port}"],
            cwd=PROJECT_ROOT, stdout=log, stderr=log)
    try:
        _wait_for(port, process, scratch / "server.log")
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait_for(port, process, log):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")
