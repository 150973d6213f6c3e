"""E-mail is sent only if the archive and the person want it, after commit, and says nothing that is not public."""
import pytest
from django.core import mail

from archive.discussion.comment import comment_on
from archive.models import Switch
from archive.workflow.assign import assign_document
from archive.workflow.transitions import publish_document, return_document, submit_document
from tests.base import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanting(cast):
    """The cataloguer, who wants e-mail, in an archive that sends it."""
    person = cast["cataloguer"]
    person.email, person.wants_email = "cataloguer@example.org", True
    person.save()
    Switch.objects.create(name="email", is_on=True)
    return person


def returned(cast):
    document = make_document(cast["cataloguer"], title="Canary title")
    submit_document(document, cast["cataloguer"])
    return_document(document, cast["reviewer"], "Canary comment")
    return document


def sent(callbacks, act):
    with callbacks(execute=True):
        act()
    return [(one.to, one.subject, one.body) for one in mail.outbox]


def test_what_is_not_public_is_not_named(cast, wanting, settings, django_capture_on_commit_callbacks):
    documents = []
    found = sent(django_capture_on_commit_callbacks, lambda: documents.append(returned(cast)))
    assert [to for to, _subject, _body in found] == [["cataloguer@example.org"]] * 2
    for _to, subject, body in found:
        assert "a document" in subject
        assert "Canary" not in subject + body
        assert f"{settings.BASE_URL}/curation/documents/{documents[0].identifier}/" in body


def test_a_public_document_is_named(cast, wanting, django_capture_on_commit_callbacks):
    document = make_document(cast["cataloguer"], title="Public title")
    submit_document(document, cast["cataloguer"])
    (_to, subject, _body), = sent(django_capture_on_commit_callbacks,
                                 lambda: publish_document(document, cast["reviewer"]))
    assert subject == "A reviewer published “Public title”"


@pytest.mark.parametrize("change", [{"wants_email": False}, {"email": ""}])
def test_who_does_not_want_it_gets_none(cast, wanting, change, django_capture_on_commit_callbacks):
    for name, value in change.items():
        setattr(wanting, name, value)
    wanting.save()
    assert sent(django_capture_on_commit_callbacks, lambda: returned(cast)) == []


def test_switched_off_none_is_sent_and_nobody_hears_of_themselves(cast, wanting, django_capture_on_commit_callbacks):
    document = make_document(cast["cataloguer"])
    assert sent(django_capture_on_commit_callbacks,
                lambda: assign_document(document, wanting, wanting)) == []
    Switch.objects.update(is_on=False)
    assert sent(django_capture_on_commit_callbacks, lambda: returned(cast)) == []


def test_a_mail_that_cannot_be_sent_fails_nothing(cast, wanting, settings, caplog, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "no.such.backend"
    document = make_document(cast["cataloguer"])
    with django_capture_on_commit_callbacks(execute=True):
        assign_document(document, wanting, cast["reviewer"])
        comment_on(document, cast["reviewer"], "look")
    assert document.comments.count() == 1
    assert "no e-mail was sent" in caplog.text
