"""A picture by real Chromium: it loads what the rules allow, and reaches nothing inside however the page tries."""
import os
import socket
import tempfile
from pathlib import Path

import pytest
from PIL import Image

from archive.ingest.capture.screenshot import take_screenshot
from archive.ingest.capture.working import work_off
from archive.models import Capture, CaptureRequest
from tests.archive.ingest.capture.conftest import answer, page, redirect, rules_for
from tests.requirements import require_chromium

pytestmark = pytest.mark.slow  # a browser of its own, which no other test shares
RED = (200, 0, 0)


@pytest.fixture(autouse=True)
def profiles(monkeypatch):
    """Where browsers keep their profiles: all that runs from there, and all that stays there, is ours."""
    require_chromium()
    with tempfile.TemporaryDirectory(prefix="profiles-", dir="/tmp") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield folder


def nothing_stays(profiles):
    """Whether no process names the folder of profiles any more, and nothing lies in it."""
    lines = os.listdir(profiles)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line, status = (entry / "cmdline").read_bytes(), (entry / "status").read_bytes()
            except OSError:
                continue
            if profiles.encode() in line and b"Z (zombie)" not in status:
                lines.append(line)
    return lines == []


def test_the_picture_shows_the_whole_page_with_its_styles(server, at, tmp_path, profiles):
    server.answers |= {
        "/": page(b"<html><link rel=stylesheet href=/style.css><body><div></div></body></html>"),
        "/style.css": answer(b"body{margin:0} div{height:3000px;background:rgb(200,0,0)}", "Content-Type: text/css"),
    }
    path, why_not = take_screenshot(at(), rules_for(server), tmp_path, 10_000_000, 60)
    assert why_not == ""
    with Image.open(path) as picture:
        assert (picture.format, picture.size) == ("PNG", (1280, 3000))
        assert picture.convert("RGB").getpixel((640, 2990)) == RED
    assert "/style.css" in server.asked
    assert nothing_stays(profiles)


def test_a_very_long_page_is_cut(server, at, tmp_path, profiles):
    server.answers["/"] = page(b"<html><body style='margin:0'><div style='height:90000px'></div></body></html>")
    path, _why_not = take_screenshot(at(), rules_for(server), tmp_path, 10_000_000, 60)
    with Image.open(path) as picture:
        assert picture.size == (1280, 8000)


def test_nothing_inside_is_contacted_however_the_page_tries(server, inside, at, tmp_path):
    there = f"127.0.0.1:{inside.port}"
    tries = f"""<html><head><link rel=stylesheet href="http://{there}/style"><link rel=preconnect href="http://{there}">
        <link rel=prefetch href="http://localhost:{inside.port}/prefetch"></head><body style="background:rgb(200,0,0)">
        <img src="http://{there}/img"><img src="http://inside.test:{inside.port}/name"><img src="/on">
        <iframe src="http://[::ffff:127.0.0.1]:{inside.port}/frame"></iframe><iframe src="file:///etc/passwd"></iframe>
        <script>fetch("http://{there}/fetch", {{mode: "no-cors"}}); new WebSocket("ws://{there}/socket");
        navigator.sendBeacon("http://{there}/beacon"); new EventSource("http://{there}/events");
        new RTCPeerConnection({{iceServers: [{{urls: "stun:{there}"}}, {{urls: "turn:{there}?transport=tcp",
        username: "u", credential: "c"}}]}}).createDataChannel("x");</script></body></html>"""
    server.answers |= {"/": page(tries.encode()), "/on": redirect(f"http://{there}/redirected")}
    path, why_not = take_screenshot(at(), rules_for(server), tmp_path, 10_000_000, 60)
    assert why_not == ""
    with Image.open(path) as picture:
        assert picture.convert("RGB").getpixel((1270, 10)) == RED
    assert "/on" in server.asked
    assert inside.asked == []


def test_a_page_that_sends_the_browser_inside_gives_no_picture_of_it(server, inside, at, tmp_path):
    inside.answers["/"] = page(b"<html><body>secret</body></html>")
    server.answers["/"] = redirect(f"http://127.0.0.1:{inside.port}/")
    take_screenshot(at(), rules_for(server), tmp_path, 10_000_000, 60)
    assert inside.asked == []


def test_a_page_that_never_ends_is_given_up_and_nothing_stays(server, at, tmp_path, profiles):
    server.answers["/"] = page(b"<html><body><script>for(;;);</script></body></html>")
    path, why_not = take_screenshot(at(), rules_for(server), tmp_path, 10_000_000, 6)
    assert path is None
    assert "not shown within 6 seconds" in why_not
    assert nothing_stays(profiles)


def test_a_page_that_loads_without_end_is_bounded(server, at, tmp_path, profiles):
    server.answers |= {"/": page(b"<html><body><img src=/big></body></html>"), "/big": answer(b"x" * 3_000_000)}
    _path, _why_not = take_screenshot(at(), rules_for(server), tmp_path, 1_000_000, 30)
    assert nothing_stays(profiles)


def test_where_no_browser_is_installed_it_is_said(server, at, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert take_screenshot(at(), rules_for(server), tmp_path, 1, 1) == (None, "Chromium is not installed")
    assert os.listdir(tmp_path) == []


def test_a_host_that_is_gone_gives_no_picture(server, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://site.test:{taken.getsockname()[1]}/"
        path, why_not = take_screenshot(address, rules_for(server), tmp_path, 1_000_000, 30)
    assert (path is None) or Path(path).exists()
    assert server.asked == []
    assert why_not or path


@pytest.mark.django_db
@pytest.mark.usefixtures("switched_on")
def test_the_web_archive_and_the_picture_are_one_document(server, by, at, profiles):
    server.answers["/"] = page()
    request = CaptureRequest.objects.create(address=at(), asked_by=by)
    work_off(rules=rules_for(server))
    request.refresh_from_db()
    assert (request.state, request.failure) == ("finished", "")
    assert [held.original.media_type for held in request.document.holdings.order_by("sequence")] == [
        "application/warc", "image/png"]
    assert request.document.holdings.last().original.derivatives.exists()
    assert "The screenshot shows the page as a browser loaded it once more" in Capture.objects.get().completeness_note
    assert request.batch.counts()["created"] == 2
    assert nothing_stays(profiles)
