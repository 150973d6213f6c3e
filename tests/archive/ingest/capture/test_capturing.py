"""From an address that somebody asked for to a draft: with its capture, its event and its files, once."""
import gzip
import json
import os

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from archive.accounts.grants import give_grant
from archive.accounts.switches import set_switch
from archive.ingest.capture import capture as capturing
from archive.ingest.capture.asking import ask_again, ask_for_capture, requests_for
from archive.ingest.capture.errors import AddressRefused, CaptureError, CaptureOff
from archive.ingest.capture.working import claim, only_worker, put_back, work_off
from archive.models import Capture, CaptureRequest, Collection, Curator, Document, Event, Genre, IngestBatch
from archive.originals.store import default_store
from archive.provenance.verification import verify_ledger
from tests.archive.ingest.capture.conftest import PAGE, answer, page, redirect
from tests.base import make_agent, make_curator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("switched_on")]


@pytest.fixture(autouse=True)
def no_browser(monkeypatch):
    """Chromium has tests of its own."""
    monkeypatch.setattr("archive.ingest.capture.screenshot.PROGRAMS", ("no-such-browser",))


@pytest.fixture
def asked(by, at):
    """`asked("/path")`: a request as the desk's verb makes it, but for the port of the test's server."""
    return lambda path="/", **more: CaptureRequest.objects.create(address=at(path), asked_by=by, **more)


def of(request):
    return CaptureRequest.objects.select_related("batch", "document").get(pk=request.pk)


def test_a_page_becomes_one_draft_that_says_where_it_came_from(server, rules, asked, at, by):
    server.answers |= {"/": redirect("/b"), "/b": page()}
    request = asked()
    assert work_off(rules=rules) == 1
    done = of(request)
    assert (done.state, done.failure, done.attempts) == ("finished", "", 1)
    assert (done.document.title, done.document.language, done.document.state) == ("On the dam", ["en"], "draft")
    assert done.document.text_version().text.startswith("The dam is safe")
    capture = Capture.objects.get()
    assert (capture.document, capture.requested_url, capture.final_url, capture.status) == (
        done.document, at("/"), at("/b"), 200)
    assert capture.redirects == [{"url": at("/"), "status": 302}]
    assert capture.headers["Content-Type"] == "text/html; charset=utf-8"
    assert (capture.collector, capture.tool) == (by.pseudonym, "standpoint")
    assert "no screenshot: Chromium is not installed" in capture.completeness_note
    assert capture.started_at <= capture.ended_at


def test_nothing_is_fetched_for_somebody_whose_rights_ended_while_it_waited(server, rules, asked, by):
    server.answers["/"] = page()
    request = asked()
    by.groups.clear()
    assert work_off(rules=rules) == 1
    assert (of(request).state, of(request).document) == ("failed", None)
    assert "role" in of(request).failure
    assert server.asked == []


def test_the_files_the_batch_and_the_ledger_agree(server, rules, asked):
    server.answers["/"] = page()
    request = asked()
    work_off(rules=rules)
    batch = of(request).batch
    assert (batch.kind, batch.state) == ("capture", "finished")
    assert batch.counts() == {"received": 1, "created": 1, "unchanged": 0, "refused": 0}
    holding = of(request).document.holdings.get()
    assert holding.original.media_type == "application/warc"
    assert holding.filename.startswith("site.test-")
    assert page() in gzip.decompress(default_store().path(holding.original.sha256).read_bytes())
    event = Event.objects.get(type="capture", object_type="document")
    assert event.object_id == of(request).document.identifier
    assert json.loads(event.detail)["status"] == 200
    assert "site.test" not in event.detail  # addresses may name people: the ledger holds their hashes
    assert of(request).document.version == 1
    assert verify_ledger().fault == ""


def test_a_pdf_is_kept_as_the_file_itself_beside_the_warc(server, rules, asked):
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    server.answers["/papers/report%20one.pdf"] = answer(pdf, "Content-Type: application/pdf")
    request = asked("/papers/report%20one.pdf")
    work_off(rules=rules)
    holdings = list(of(request).document.holdings.order_by("sequence"))
    assert [holding.original.media_type for holding in holdings] == ["application/pdf", "application/warc"]
    assert holdings[0].filename.endswith(".pdf")
    assert default_store().path(holdings[0].original.sha256).read_bytes() == pdf
    assert Capture.objects.get().document == of(request).document


def test_a_page_that_is_not_there_is_captured_and_said(server, rules, asked):
    request = asked("/gone")
    work_off(rules=rules)
    assert of(request).state == "finished"
    capture = Capture.objects.get()
    assert capture.status == 404
    assert "status 404" in capture.completeness_note


def test_an_answer_that_broke_off_is_kept_and_said(server, rules, asked):
    server.answers["/"] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n" + PAGE[:200]
    request = asked()
    work_off(rules=rules)
    assert of(request).state == "finished"
    assert "ended before the answer was complete" in Capture.objects.get().completeness_note


@pytest.mark.parametrize(("path", "sent", "why"), [
    ("/", redirect("http://inside.test/"), "Port 80"),
    ("/", b"no web server", "nothing that is an answer"),
    ("/", answer(b"x" * 3000, "Content-Type: text/html"), "CAPTURE_MAX_BYTES"),
])
def test_what_fails_says_why_and_leaves_no_document(server, rules, asked, settings, path, sent, why):
    settings.CAPTURE_MAX_BYTES = 2000
    server.answers[path] = sent
    request = asked(path)
    work_off(rules=rules)
    failed = of(request)
    assert (failed.state, failed.document) == ("failed", None)
    assert why in failed.failure
    assert not Document.objects.exists()
    event = Event.objects.get(type="capture", object_type="capturerequest", outcome="fail")
    assert json.loads(event.detail)["reason"] == failed.failure


def test_a_mistake_of_our_own_fails_one_capture_and_not_the_worker(server, rules, asked, monkeypatch, caplog):
    server.answers["/"] = page()
    real = capturing.write_warc
    first, second = asked(), asked()
    calls = iter([None])
    monkeypatch.setattr(capturing, "write_warc", lambda hops, path: real(hops, path) if next(calls, "late") else 1 / 0)
    assert work_off(rules=rules) == 2
    assert (of(first).state, of(second).state) == ("failed", "finished")
    assert "not known" in of(first).failure
    assert "ZeroDivisionError" in caplog.text


class Killed(BaseException):
    """As if the process had gone."""


@pytest.fixture
def killed_at(rules, monkeypatch):
    """killed_at(step): a worker that works everything off is killed when it comes to this step of capturing."""
    def killed_at(step):
        def torn(*args, **kwargs):
            raise Killed

        with monkeypatch.context() as patched, pytest.raises(Killed):
            patched.setattr(capturing, step, torn)
            work_off(rules=rules)

    return killed_at


def test_a_worker_that_is_killed_leaves_nothing_twice(server, rules, asked, killed_at):
    server.answers["/"] = page()
    request = asked()
    killed_at("ingest_sources")
    assert (of(request).state, Document.objects.count()) == ("running", 0)
    assert work_off(rules=rules) == 0
    assert put_back() == 1
    assert work_off(rules=rules) == 1
    done = of(request)
    assert (done.state, done.attempts, done.batch.state) == ("finished", 2, "finished")
    assert (Document.objects.count(), Capture.objects.count(), IngestBatch.objects.count()) == (1, 1, 1)


def test_a_worker_that_is_killed_in_the_last_transaction_leaves_no_half_document(server, rules, asked, killed_at):
    server.answers["/"] = page()
    request = asked()
    killed_at("close_batch")
    assert (of(request).state, Document.objects.count(), Capture.objects.count()) == ("running", 0, 0)
    put_back()
    work_off(rules=rules)
    assert (of(request).state, Document.objects.count(), Capture.objects.count()) == ("finished", 1, 1)


def test_what_kills_three_workers_is_given_up(asked):
    request = asked()
    for _attempt in range(3):
        assert claim().pk == request.pk
        assert put_back() == 1
    assert (of(request).state, of(request).attempts) == ("failed", 3)
    assert "interrupted 3 times" in of(request).failure
    assert claim() is None


def test_another_machines_worker_is_left_alone_while_it_may_live(asked):
    request = asked()
    claim()
    assert put_back(is_alone=False) == 0
    assert of(request).state == "running"


def test_one_request_is_claimed_once(asked):
    first, second = asked(), asked()
    assert [claim().pk, claim().pk, claim()] == [first.pk, second.pk, None]


def test_there_is_one_worker_on_a_machine(settings, tmp_path):
    settings.VAR_ROOT = tmp_path
    with only_worker() as first, only_worker() as second:
        assert (first, second) == (True, False)
        with pytest.raises(CommandError, match="another worker"):
            call_command("archive_capture")
    with only_worker() as again:
        assert again


def test_the_command_works_off_what_waits_and_says_what_failed(asked, capsys, settings, tmp_path):
    settings.VAR_ROOT = tmp_path
    asked()  # at 127.0.0.1, which the real rules refuse
    with pytest.raises(CommandError, match="some captures failed"):
        call_command("archive_capture")
    told = capsys.readouterr()
    assert "Captures: 0 finished, 1 failed." in told.out
    assert "Port" in told.err
    call_command("archive_capture")
    with pytest.raises(CommandError, match="no capture with the identifier none waits"):
        call_command("archive_capture", once="none")


def test_nothing_is_asked_or_fetched_while_it_is_switched_off(cast, by, asked, server, rules):
    request = asked()
    set_switch("capture", False, cast["administrator"])
    with pytest.raises(CaptureOff, match="switched off"):
        ask_for_capture("https://example.org/", by)
    assert work_off(rules=rules) == 0
    assert (of(request).state, server.asked) == ("waiting", [])
    with pytest.raises(CommandError, match="switched off"):
        call_command("archive_capture")


def test_asking_writes_a_row_and_an_event_and_fetches_nothing(by):
    request = ask_for_capture(" https://example.org/a ", by)
    assert (request.address, request.state, request.asked_by) == ("https://example.org/a", "waiting", by)
    event = Event.objects.get(type="capture")
    assert (event.object_id, json.loads(event.detail)["asked"]) == (request.identifier, True)
    assert "example" not in event.detail


@pytest.mark.parametrize("address", ["ftp://example.org/", "http://localhost/", "http://u:p@example.org/", ""])
def test_an_address_that_cannot_be_asked_is_refused_at_once(by, address):
    with pytest.raises(AddressRefused):
        ask_for_capture(address, by)
    assert not CaptureRequest.objects.exists()


def test_who_was_granted_one_collection_captures_into_that_one_and_sees_its_own(cast, by):
    inside, outside = (Collection.objects.create(code=code, title=code) for code in ("in", "out"))
    granted = make_curator("granted")
    give_grant(granted, inside, "cataloguer", cast["administrator"])
    granted = Curator.objects.get(pk=granted.pk)
    theirs = ask_for_capture("https://example.org/", granted, inside)
    for collection in (None, outside):
        with pytest.raises(PermissionDenied):
            ask_for_capture("https://example.org/", granted, collection)
    ask_for_capture("https://example.org/b", by)
    assert list(requests_for(granted)) == [theirs]
    assert requests_for(by).count() == 2
    with pytest.raises(PermissionDenied):
        ask_for_capture("https://example.org/", cast["outsider"])


def test_what_failed_is_asked_again_once(by, asked, rules, server):
    request = asked()
    CaptureRequest.objects.filter(pk=request.pk).update(state="failed", failure="It rained.", attempts=3)
    ask_again(of(request), by)
    assert (of(request).state, of(request).failure, of(request).attempts) == ("waiting", "", 0)
    with pytest.raises(CaptureError, match="did not fail"):
        ask_again(of(request), by)


def test_nobody_fills_the_line_alone(by, monkeypatch):
    monkeypatch.setattr("archive.ingest.capture.asking.MOST_WAITING", 2)
    for n in range(2):
        ask_for_capture(f"https://example.org/{n}", by)
    with pytest.raises(CaptureError, match="2 addresses of yours wait"):
        ask_for_capture("https://example.org/3", by)


def test_the_bytes_of_a_capture_lie_in_no_folder_afterwards(server, rules, asked, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    server.answers["/"] = page()
    asked()
    work_off(rules=rules)
    assert [name for name in os.listdir(tmp_path) if name.startswith("capture-")] == []


def test_a_captured_page_of_a_known_host_is_proposed_its_first_description(server, rules, asked, by, client):
    agent = make_agent("The Ministry")
    agent.names.create(text="site.test")
    genre = Genre.objects.get_or_create(code="web-page", defaults={"label": "web page"})[0]
    server.answers["/"] = page()
    request = asked()
    work_off(rules=rules)
    client.force_login(by)
    desk = client.get(reverse("curation:describe", args=[of(request).document.identifier]))
    found = {entry.name: entry.suggestions[0] for _title, entries in desk.context["sections"] for entry in entries
             if entry.suggestions}
    assert found["publisher"].values == {"agent": "The Ministry", "as_printed": "", "basis": "inferred"}
    assert found["title"].values == {"title": "On the dam"}
    assert str(found["title"].source) == "the page's own metadata"
    assert found["genre"].values == {"genre": str(genre.pk)}
