"""What a reviewer publishes is the present revision, at a known level, below a whole that readers may see."""
import pytest
from django.core.exceptions import PermissionDenied

from archive.models import Document, Event
from archive.workflow import transitions as move
from tests.base import make_document, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(cast):
    """A part in review, of a published whole."""
    whole = publish(make_document(cast["cataloguer"], title="The whole"), cast)
    part = make_document(cast["cataloguer"], title="The part", parent=whole, sequence=1)
    move.submit_document(part, cast["cataloguer"])
    return part


def refused(document, by, says, access=None, error=move.TransitionRefused):
    events = Event.objects.count()
    with pytest.raises(error, match=says):
        move.publish_document(document, by, access)
    assert Document.objects.values_list("state", "access_level").get(pk=document.pk) == ("in_review", "restricted")
    assert Event.objects.count() == events


def test_a_part_of_a_published_whole_is_published(cast, part):
    move.publish_document(part, cast["reviewer"])
    assert Document.objects.get(pk=part.pk).published_revision.record_id == part.identifier


def test_a_level_that_does_not_exist_is_refused(cast, part):
    refused(part, cast["reviewer"], "“secret” is not an access level: choose one of public, registered", "secret")


def test_a_part_of_a_withdrawn_whole_is_not_published(cast, part):
    assert part.parent.state == "published", "as it was when the reviewer opened the part"
    move.withdraw_document(Document.objects.get(pk=part.parent_id), cast["reviewer"], "safety")
    refused(part, cast["reviewer"], "“The whole”, is withdrawn")
    refused(part, cast["reviewer"], "“The whole”, is withdrawn", "dark")


def test_the_level_of_the_whole_is_read_when_the_part_is_published(cast, part):
    assert part.parent.access_level == "public"
    Document.objects.filter(pk=part.parent_id).update(access_level="registered")
    refused(part, cast["reviewer"], "never more open than its whole", "public")
    move.publish_document(part, cast["reviewer"], "registered")


def test_a_version_without_a_revision_is_not_published(cast, part):
    part.version = 2
    part.save()
    refused(part, cast["reviewer"], "version 2 has no revision to publish")


def test_who_may_not_publish_learns_nothing_else(cast, part):
    Document.objects.filter(pk=part.parent_id).update(access_level="dark")
    for who in ("outsider", "cataloguer"):
        refused(part, cast[who], "is not a reviewer", "secret", PermissionDenied)


def test_a_whole_is_never_more_open_than_the_strictest_of_its_parts(cast):
    whole = make_document(cast["cataloguer"], title="The whole")
    make_document(cast["cataloguer"], title="The delicate part", parent=whole, sequence=1, proposed_access="restricted")
    move.submit_document(whole, cast["cataloguer"])
    refused(whole, cast["reviewer"], "the words of its part “The delicate part”", "public")
    move.publish_document(whole, cast["reviewer"], "restricted")
