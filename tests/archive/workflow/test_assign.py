"""A document is given to a person who can do something about it; that is no revision."""
import json

import pytest
from django.core.exceptions import PermissionDenied

from archive.models import Collection, CollectionGrant, Event, Revision
from archive.workflow.assign import assign_document, people_for
from archive.workflow.refusal import TransitionRefused
from tests.base import make_curator, make_document

pytestmark = pytest.mark.django_db


def test_a_document_is_assigned_with_an_event_that_names_nobody_in_words(cast):
    document = make_document(cast["cataloguer"])
    revisions = Revision.objects.count()
    assert assign_document(document, cast["reviewer"], cast["cataloguer"], "Please look at the date") == 1
    document.refresh_from_db()
    assert document.assigned_to == cast["reviewer"]
    assert document.comments.get().text == "Please look at the date"
    detail = json.loads(Event.objects.filter(object_id=document.identifier).last().detail)
    assert (detail["action"], detail["to"]) == ("assigned", cast["reviewer"].identifier)
    assert Revision.objects.count() == revisions
    assert assign_document(document, None, cast["cataloguer"]) == 1
    assert assign_document(document, None, cast["cataloguer"]) == 0


def test_only_somebody_with_a_role_for_it_is_asked(cast):
    shelf, other = (Collection.objects.create(code=code, title=code) for code in ("a", "b"))
    granted = make_curator("granted")
    CollectionGrant.objects.create(curator=granted, collection=shelf, role="cataloguer", given_by=cast["administrator"])
    program = make_curator("program", "cataloguer")
    type(program).objects.filter(pk=program.pk).update(is_program=True)
    program.refresh_from_db()
    for document, people in ((make_document(cast["cataloguer"], collection=shelf), {"granted"}),
                             (make_document(cast["cataloguer"], collection=other), set())):
        assert {one.username for one in people_for(document.collection_id)} == {
            "cataloguer", "reviewer", "administrator"} | people
        for nobody in (cast["outsider"], program):
            with pytest.raises(TransitionRefused, match="has no role"):
                assign_document(document, nobody, cast["cataloguer"])
    with pytest.raises(TransitionRefused, match="has no role"):
        assign_document(document, granted, cast["cataloguer"])
    with pytest.raises(PermissionDenied):
        assign_document(document, cast["cataloguer"], granted)


def test_a_whole_is_assigned_with_its_parts(cast):
    whole = make_document(cast["cataloguer"], title="whole")
    part = make_document(cast["cataloguer"], title="part", parent=whole, sequence=1)
    assert assign_document(whole, cast["reviewer"], cast["cataloguer"], with_parts=True) == 2
    part.refresh_from_db()
    assert part.assigned_to == cast["reviewer"]
