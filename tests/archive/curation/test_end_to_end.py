"""One document through all screens, by two people: taken in, described, labelled, reviewed, published."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archive.models import Document, Genre, StanceTarget
from archive.provenance.verification import verify_ledger
from archive.signals import document_published
from tests.archive.curation.conftest import filled
from tests.base import make_agent, make_codebook

pytestmark = pytest.mark.django_db


def log_in(name):
    browser = Client()
    answer = browser.post(reverse("account_login") + "?next=/curation/", {"login": name, "password": name})
    assert answer["Location"] == "/curation/"
    return browser


def test_a_dropped_file_becomes_a_published_document(cast, django_capture_on_commit_callbacks):
    make_codebook()
    make_agent("Valley Herald")
    report = Genre.objects.create(code="report-x", label="report x")
    target = StanceTarget.objects.create(kind="entity", label="the dam")
    heard = []
    document_published.connect(lambda identifier, **kw: heard.append(identifier), weak=False, dispatch_uid="e2e")
    cataloguer, reviewer = log_in("cataloguer"), log_in("reviewer")

    cataloguer.post(reverse("curation:intake"), {"files": [
        SimpleUploadedFile("dam.txt", b"The dam is safe, said the ministry.")]})
    document = Document.objects.get()
    at = lambda name: reverse(f"curation:{name}", args=[document.identifier])
    cataloguer.post(at("describe"), filled(
        cataloguer.get(at("describe")), title="On the dam", language="en", genre=report.pk, persons_at_risk="no",
        **{"publisher-0-agent": "Valley Herald", "publisher-0-basis": "external"}))
    cataloguer.post(at("label"), {
        "passage-TOTAL_FORMS": "3", "passage-INITIAL_FORMS": "0", "passage-0-exact": "The dam is safe",
        "holder_kind": "quoted", "holder": "the ministry", "target": target.pk, "position": "favor"})
    document.refresh_from_db()
    cataloguer.post(at("submit"), {"version": document.version})
    stance = document.stances.get()
    reviewer.post(reverse("curation:decide-label", args=[stance.identifier]), {"status": "accepted"})
    document.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        answer = reviewer.post(at("publish"), {"version": document.version, "access": "public"})
    document_published.disconnect(dispatch_uid="e2e")

    assert answer["Location"] == at("document")
    document.refresh_from_db()
    assert (document.state, document.access_level) == ("published", "public")
    assert document.published_revision.version == document.version
    assert '"status":"accepted"' in document.published_revision.snapshot
    assert heard == [document.identifier]
    assert verify_ledger().is_good


def test_logging_out_ends_the_desk(cast):
    browser = log_in("cataloguer")
    browser.post(reverse("account_logout"))
    assert browser.get(reverse("curation:desk")).status_code == 302


def test_somebody_who_left_is_let_in_nowhere(cast):
    browser = log_in("reviewer")
    cast["reviewer"].is_active = False
    cast["reviewer"].save()
    assert browser.get(reverse("curation:desk")).status_code == 302
