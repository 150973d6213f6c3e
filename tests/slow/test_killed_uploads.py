"""kill -9 of a real site while files are sent in pieces: every byte that was acknowledged is there, none twice.

The points lie a random moment after a random request, from the first bytes to the taking
in of the last file. The seed is printed; STANDPOINT_SEED repeats it.
"""
import hashlib
import http.client
import json
import os
import random
import signal
import sys
import threading
from collections import Counter
from contextlib import contextmanager, suppress

import pytest

from tests.slow.own_site import PROJECT, Descendants

pytestmark = pytest.mark.slow
SERVER = PROJECT / "tests" / "slow" / "serve_uploads.py"
KILLS = 10
PIECES = 4
PIECE = 48 * 1024
TOKEN = "a" * 32
SEED = int(os.environ.get("STANDPOINT_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)


class Served:
    """The running site, and a person who is logged in there."""

    def __init__(self, site):
        self.process = site.start(SERVER)
        port, session = self.process.stdout.readline().split()
        self.port = int(port)
        self.cookies = f"sessionid={session}; csrftoken={TOKEN}"

    def ask(self, method, address, body=b"", **headers):
        """(status, headers, body); raises OSError or HTTPException where the site died."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, address, body, {
                "Cookie": self.cookies, "X-CSRFToken": TOKEN, "Tus-Resumable": "1.0.0", "Accept": "application/json",
                **{name.replace("_", "-"): value for name, value in headers.items()}})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def offset(self, address):
        status, headers, _body = self.ask("HEAD", address)
        assert status == 200
        return offset_in(headers)

    def send(self, address, data, offset):
        return self.ask("PATCH", address, data, Content_Type="application/offset+octet-stream",
                        Upload_Offset=str(offset))

    def kill(self):
        children = Descendants(self.process.pid)
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()
        assert children.wait(20) == 0, "a child outlives the site"


def offset_in(headers):
    """The Upload-Offset; raise HTTPException where the headers end before it, as they do when the site dies."""
    if "Upload-Offset" not in headers:
        raise http.client.HTTPException("the answer was cut off among its headers")
    return int(headers["Upload-Offset"])


@contextmanager
def served(site):
    running = Served(site)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.kill()


def announce(running, files, digests=None):
    """What the site tells of each file; one batch with a line for each."""
    said = [{"name": name, "size": len(data), "sha256": (digests or {}).get(name, "")}
            for name, data in files.items()]
    status, _headers, body = running.ask(
        "POST", "/curation/uploads/announce/", json.dumps({"files": said}).encode(), Content_Type="application/json")
    assert status == 201, body
    return json.loads(body)["lines"]


class Sender:
    """A program that sends one piece after the other, and remembers what was acknowledged."""

    def __init__(self, files):
        self.files, self.waiting, self.acknowledged = files, {}, Counter()

    def go_on(self, running, is_over=lambda: False):
        """Send until everything is taken in, or until `is_over()` after a request."""
        for name, address in list(self.waiting.items()):
            offset = running.offset(address)
            assert offset >= self.acknowledged[name], "acknowledged bytes are gone"
            while offset < len(self.files[name]):
                status, headers, body = running.send(address, self.files[name][offset:offset + PIECE], offset)
                assert status == 204, body
                offset = self.acknowledged[name] = offset_in(headers)
                if is_over():
                    return
            status, _headers, body = running.ask("POST", f"{address}take-in/")
            assert status == 200, body
            del self.waiting[name]
            if is_over():
                return


def material(generator):
    """{name: bytes}: twelve different files, one of them under two names."""
    files = {f"letters/{number:02}.txt": f"Letter {number}. ".encode() + generator.randbytes(PIECES * PIECE - 400)
             .hex()[:PIECES * PIECE - 400].encode() for number in range(12)}
    files["letters/copy.txt"] = files["letters/00.txt"]
    return files


def send_and_kill(site, sender, generator):
    """Start the site, and let it be killed a random moment after a random request."""
    with served(site) as running:
        left = generator.randrange(0, 3)
        moment = generator.uniform(0, 0.06)

        def is_over():
            nonlocal left
            left -= 1
            return left < 0

        sender.go_on(running, is_over)
        killer = threading.Timer(moment, running.kill)
        killer.start()
        try:
            with suppress(OSError, http.client.HTTPException):
                sender.go_on(running)
        finally:
            killer.join()


def outcomes(site):
    return dict(site.query("SELECT outcome, count(*) FROM archive_batchitem GROUP BY outcome"))


def blobs(site):
    files = [path for path in (site.media / "originals").rglob("*") if path.is_file()]
    return {path.name: path for path in files if len(path.name) == 64}


def test_killed_again_and_again_it_goes_on_where_it_was(own_site):
    generator = random.Random(SEED)
    sys.stdout.write(f"STANDPOINT_SEED={SEED}\n")
    files = material(generator)
    bad = {"letters/05.txt": "0" * 64}
    with served(own_site) as running:
        lines = announce(running, files, bad)
    sender = Sender(files)
    sender.waiting = {line["name"]: line["address"] for line in lines}
    for _kill in range(KILLS):
        assert sender.waiting, "everything was sent before the site was killed often enough"
        send_and_kill(own_site, sender, generator)
    with served(own_site) as running:
        sender.go_on(running)
    assert outcomes(own_site) == {"created": 11, "unchanged": 1, "refused": 1}
    assert own_site.query("SELECT count(*), count(DISTINCT name) FROM archive_upload WHERE state = 'taken-in'") == [
        (len(files), len(files))]
    stored = {hashlib.sha256(data).hexdigest() for name, data in files.items() if name not in bad}
    assert set(blobs(own_site)) == stored
    for sha256, path in blobs(own_site).items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    assert own_site.query("SELECT count(*) FROM archive_document") == [(11,)]
    assert own_site.query("SELECT count(*) FROM archive_document WHERE id NOT IN "
                          "(SELECT document_id FROM archive_holding)") == [(0,)]
    assert list((own_site.media / "incoming").iterdir()) == []
    assert own_site.query("SELECT state FROM archive_ingestbatch") == [("finished",)]
    own_site.manage("archive_verify_ledger")


def test_two_who_send_the_same_file_at_once_double_no_byte(own_site):
    data = material(random.Random(SEED))["letters/00.txt"]
    answers = Counter()
    with served(own_site) as running:
        address = announce(running, {"letter.txt": data})[0]["address"]
        barrier = threading.Barrier(2)

        def send():
            barrier.wait(timeout=60)
            offset = 0
            while offset < len(data):
                status, headers, _body = running.send(address, data[offset:offset + 7_000], offset)
                answers[status] += 1
                offset = int(headers["Upload-Offset"]) if "Upload-Offset" in headers else running.offset(address)

        both = [threading.Thread(target=send) for _one in range(2)]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        assert running.ask("POST", f"{address}take-in/")[0] == 200
    assert set(answers) <= {204, 409, 410, 423}
    assert answers[204] >= len(data) // 7_000
    assert [hashlib.sha256(path.read_bytes()).hexdigest() for path in blobs(own_site).values()] == [
        hashlib.sha256(data).hexdigest()]
    assert own_site.query("SELECT size FROM archive_original") == [(len(data),)]
    assert outcomes(own_site) == {"created": 1}
