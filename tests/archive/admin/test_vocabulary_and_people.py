"""Vocabularies without versions and curators: their changes are in the ledger too."""
import json

import pytest
from django.urls import reverse

from archive.models import Codebook, Curator, Event, Genre, StanceTarget
from archive.stance.annotate import annotate_stance
from tests.archive.admin.conftest import filled
from tests.base import make_codebook, make_document

pytestmark = pytest.mark.django_db


def address_of(record):
    return reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])


def last_detail():
    return json.loads(Event.objects.last().detail)


def test_a_genre_is_added_and_changed_with_events(clients):
    add = reverse("admin:archive_genre_add")
    clients["cataloguer"].post(add, filled(clients["cataloguer"].get(add), code="letter", label="letter"))
    genre = Genre.objects.get()
    assert last_detail()["action"] == "added"
    page = clients["cataloguer"].get(address_of(genre))
    clients["cataloguer"].post(address_of(genre), filled(page, label="Letter", label_fa="نامه"))
    assert last_detail() == {"action": "changed", "fields": ["label", "label_fa"],
                             "values": {"code": "letter", "label": "Letter", "label_fa": "نامه", "scope_note": ""}}
    assert Event.objects.last().object_id == "letter"


def test_a_used_genre_is_not_deleted_and_an_unused_one_leaves_an_event(clients, cast):
    used = make_document(cast["cataloguer"]).genre
    unused = Genre.objects.create(code="letter", label="letter")
    for genre in (used, unused):
        clients["cataloguer"].post(reverse("admin:archive_genre_delete", args=[genre.pk]), {"post": "yes"})
    assert list(Genre.objects.all()) == [used]
    assert (Event.objects.last().type, Event.objects.last().object_id) == ("deletion", "letter")


def test_rules_that_labels_were_made_by_do_not_change(clients, cast):
    codebook = make_codebook()
    target = StanceTarget.objects.create(kind="entity", label="T")
    annotate_stance(make_document(cast["cataloguer"]), cast["cataloguer"], holder_kind="narrator", holder="narrator",
                    target=target, position="neither", neither_reason="target-absent")
    page = clients["administrator"].get(address_of(codebook))
    assert not page.context["adminform"].form.fields
    clients["administrator"].post(address_of(codebook), {"version": "1.0", "text": "Other rules."})
    assert Codebook.objects.get().text == "Rules."


def test_a_role_given_is_in_the_ledger_without_a_name(clients, cast):
    outsider = cast["outsider"]
    page = clients["administrator"].get(address_of(outsider))
    groups = [group.pk for group in cast["reviewer"].groups.all()]
    answer = clients["administrator"].post(address_of(outsider), filled(page, groups=groups, first_name="Secret Name"))
    assert answer.status_code == 302
    event = Event.objects.last()
    assert (event.type, event.object_type, event.object_id) == ("policy assignment", "curator", outsider.identifier)
    assert json.loads(event.detail) == {"before": {"active": True, "roles": []},
                                        "after": {"active": True, "roles": ["reviewer"]}}
    assert "Secret" not in event.detail


def test_a_save_that_changes_no_rights_writes_no_event(clients, cast):
    before = Event.objects.count()
    page = clients["administrator"].get(address_of(cast["reviewer"]))
    data = filled(page, first_name="New", groups=[group.pk for group in cast["reviewer"].groups.all()])
    assert clients["administrator"].post(address_of(cast["reviewer"]), data).status_code == 302
    assert Curator.objects.get(username="reviewer").first_name == "New"
    assert Event.objects.count() == before


def test_another_pseudonym_is_in_the_ledger_with_the_former_one_and_ends_no_session(clients, cast):
    person = cast["reviewer"]
    page = clients["administrator"].get(address_of(person))
    groups = [group.pk for group in person.groups.all()]
    clients["administrator"].post(address_of(person), filled(page, pseudonym="Coder Z", groups=groups))
    event = Event.objects.last()
    assert (event.type, event.object_type, event.object_id) == ("metadata modification", "curator", person.identifier)
    assert last_detail() == {"action": "pseudonym changed", "before": "Coder Reviewer", "after": "Coder Z"}
    assert clients["reviewer"].get(reverse("curation:desk")).status_code == 200
    deeds = reverse("curation:person", args=[cast["administrator"].identifier])
    assert "Coder Reviewer" in clients["administrator"].get(deeds).content.decode()


def test_a_new_curator_has_no_role_until_one_is_given(clients):
    address = reverse("admin:archive_curator_add")
    page = clients["administrator"].get(address)
    answer = clients["administrator"].post(address, filled(
        page, username="newcomer", pseudonym="Coder N", usable_password="true",
        password1="long enough 99 x", password2="long enough 99 x"))
    assert answer.status_code == 302
    newcomer = Curator.objects.get(username="newcomer")
    assert not newcomer.groups.exists()
    assert (Event.objects.last().object_id, last_detail()["before"]) == (newcomer.identifier, None)
    assert not newcomer.is_superuser


def test_a_password_changed_by_an_administrator_is_recorded_without_the_password(clients, cast):
    address = reverse("admin:auth_user_password_change", args=[cast["outsider"].pk])
    assert clients["reviewer"].get(address).status_code == 403
    answer = clients["administrator"].post(address, {
        "usable_password": "true", "password1": "quite a new 77 one", "password2": "quite a new 77 one"})
    assert answer.status_code == 302
    assert Curator.objects.get(username="outsider").check_password("quite a new 77 one")
    assert last_detail() == {"changed": "password"}


def test_the_only_administrator_cannot_drop_the_role(clients, cast):
    page = clients["administrator"].get(address_of(cast["administrator"]))
    answer = clients["administrator"].post(address_of(cast["administrator"]), filled(page, groups=[]))
    assert "This is the only administrator" in answer.content.decode()
    assert cast["administrator"].groups.exists()


def test_no_form_makes_a_superuser(clients, cast):
    page = clients["administrator"].get(address_of(cast["outsider"]))
    clients["administrator"].post(address_of(cast["outsider"]),
                                  filled(page, is_superuser="on", is_staff="on", groups=[]))
    assert not Curator.objects.get(username="outsider").is_superuser


def test_an_event_that_cannot_be_written_undoes_the_save(clients, cast, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the ledger is full")

    monkeypatch.setattr("archive.admin.recorded.record_events", fail)
    add = reverse("admin:archive_genre_add")
    page = clients["cataloguer"].get(add)
    with pytest.raises(RuntimeError):
        clients["cataloguer"].post(add, filled(page, code="letter", label="letter"))
    assert not Genre.objects.exists()
