"""Rights change by verbs alone: a ledger event, and the end of that person's sessions and of nobody else's."""
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from archive.accounts.grants import give_grant, take_grant
from archive.accounts.roles import RightsRefused, set_roles
from archive.accounts.switches import is_on, set_switch
from archive.models import Collection, CollectionGrant, Curator, Document, Event
from tests.archive.admin.conftest import filled
from tests.base import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection(db):
    return Collection.objects.create(code="letters", title="Letters")


def is_in(browser):
    return browser.get(reverse("curation:desk")).status_code == 200


def detail():
    return json.loads(Event.objects.last().detail)


def test_a_change_of_roles_ends_the_sessions_of_that_person_alone(cast, clients):
    assert is_in(clients["cataloguer"])
    set_roles(cast["cataloguer"], {"reviewer"}, cast["administrator"])
    assert not is_in(clients["cataloguer"])
    assert is_in(clients["reviewer"])
    assert is_in(clients["administrator"])
    assert detail() == {"before": {"active": True, "roles": ["cataloguer"]},
                        "after": {"active": True, "roles": ["reviewer"]}}
    assert Event.objects.last().object_id == cast["cataloguer"].identifier


def test_the_same_roles_again_change_nothing(cast, clients):
    before = Event.objects.count()
    set_roles(cast["cataloguer"], {"cataloguer"}, cast["administrator"])
    assert is_in(clients["cataloguer"])
    assert Event.objects.count() == before


def test_a_session_signed_with_the_former_secret_key_ends_too(cast, clients, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    curator = Curator.objects.get(username="cataloguer")
    assert list(curator.get_session_auth_fallback_hash()) != [curator.get_session_auth_hash()]
    old = list(curator.get_session_auth_fallback_hash())
    set_roles(curator, set(), cast["administrator"])
    assert list(curator.get_session_auth_fallback_hash()) != old


@pytest.mark.parametrize("who", ["outsider", "cataloguer", "reviewer"])
def test_only_administrators_give_and_take(cast, collection, who):
    before = Event.objects.count()
    for act in (lambda by: set_roles(cast["outsider"], {"administrator"}, by),
                lambda by: give_grant(by, collection, "reviewer", by),
                lambda by: take_grant(by, collection, by),
                lambda by: set_switch("capture", True, by)):
        with pytest.raises(PermissionDenied):
            act(cast[who])
    assert Event.objects.count() == before
    assert not CollectionGrant.objects.exists()


def test_the_last_administrator_stays(cast):
    administrator = cast["administrator"]
    with pytest.raises(RightsRefused, match="only administrator"):
        set_roles(administrator, {"reviewer"}, administrator)
    set_roles(cast["reviewer"], {"administrator"}, administrator)
    set_roles(administrator, {"reviewer"}, administrator)
    assert set(administrator.groups.values_list("name", flat=True)) == {"reviewer"}


def test_a_role_that_does_not_exist_is_refused_in_words(cast):
    with pytest.raises(RightsRefused, match="no role “king”"):
        set_roles(cast["outsider"], {"king"}, cast["administrator"])


def test_who_is_closed_out_has_no_session_left(cast, clients):
    administrator = clients["administrator"]
    address = reverse("admin:archive_curator_change", args=[cast["cataloguer"].pk])
    data = filled(administrator.get(address))
    del data["is_active"]
    assert administrator.post(address, data).status_code == 302
    assert not is_in(clients["cataloguer"])
    assert detail()["after"] == {"active": False, "roles": ["cataloguer"]}


def test_a_grant_opens_one_collection_and_its_end_closes_it(cast, clients, collection):
    inside = make_document(cast["cataloguer"], title="In the letters", collection=collection)
    outside = make_document(cast["cataloguer"], title="Elsewhere")
    outsider = cast["outsider"]
    assert not is_in(clients["outsider"])
    give_grant(outsider, collection, "cataloguer", cast["administrator"])
    assert detail()["after"] == {"active": True, "roles": [], "grants": {"letters": "cataloguer"}}
    clients["outsider"].force_login(Curator.objects.get(pk=outsider.pk))
    page = lambda document: clients["outsider"].get(reverse("curation:document", args=[document.identifier]))
    assert "In the letters" in page(inside).content.decode()
    assert page(outside).status_code == 404
    assert clients["outsider"].get("/admin/").status_code == 302
    assert list(Document.objects.visible_to(Curator.objects.get(pk=outsider.pk))) == [inside]
    take_grant(outsider, collection, cast["administrator"])
    assert clients["outsider"].get(reverse("curation:document", args=[inside.identifier])).status_code == 302
    assert detail() == {"before": {"active": True, "roles": [], "grants": {"letters": "cataloguer"}},
                        "after": {"active": True, "roles": []}}


def test_a_second_grant_for_a_collection_takes_the_place_of_the_first(cast, collection):
    for role in ("cataloguer", "reviewer"):
        give_grant(cast["outsider"], collection, role, cast["administrator"])
    assert [grant.role for grant in CollectionGrant.objects.all()] == ["reviewer"]
    with pytest.raises(RightsRefused, match="cannot be granted"):
        give_grant(cast["outsider"], collection, "administrator", cast["administrator"])


def test_grants_are_given_moved_and_taken_on_the_curators_screen(cast, clients, collection):
    other = Collection.objects.create(code="press", title="Press")
    address = reverse("admin:archive_curator_change", args=[cast["outsider"].pk])
    browser = clients["administrator"]
    send = lambda **changes: browser.post(address, filled(browser.get(address), groups=[], **changes))
    assert send(**{"grants-0-collection": collection.pk, "grants-0-role": "reviewer"}).status_code == 302
    grants = lambda: dict(cast["outsider"].grants.values_list("collection__code", "role"))
    assert grants() == {"letters": "reviewer"}
    assert cast["outsider"].grants.get().given_by == cast["administrator"]
    send(**{"grants-0-collection": other.pk})
    assert grants() == {"press": "reviewer"}
    version = Curator.objects.get(username="outsider").access_version
    send(**{"grants-0-DELETE": "on"})
    assert grants() == {}
    assert Curator.objects.get(username="outsider").access_version == version + 1
    assert detail()["before"]["grants"] == {"press": "reviewer"}


def test_a_role_given_on_the_curators_screen_ends_the_sessions(cast, clients):
    address = reverse("admin:archive_curator_change", args=[cast["cataloguer"].pk])
    groups = [group.pk for group in cast["reviewer"].groups.all()]
    answer = clients["administrator"].post(address, filled(clients["administrator"].get(address), groups=groups))
    assert answer.status_code == 302
    assert not is_in(clients["cataloguer"])


def test_that_an_account_is_a_program_is_a_right_like_others(cast, clients):
    address = reverse("admin:archive_curator_change", args=[cast["reviewer"].pk])
    clients["administrator"].post(address, filled(clients["administrator"].get(address), is_program="on"))
    assert Curator.objects.get(pk=cast["reviewer"].pk).is_program
    assert not is_in(clients["reviewer"])
    assert detail() == {"before": {"active": True, "roles": ["reviewer"]},
                        "after": {"active": True, "program": True, "roles": ["reviewer"]}}


def test_a_switch_is_off_until_an_administrator_turns_it_on(cast):
    assert not is_on("capture")
    set_switch("capture", True, cast["administrator"])
    assert is_on("capture")
    assert not is_on("email")
    event = Event.objects.last()
    assert (event.object_type, event.object_id, json.loads(event.detail)) == ("switch", "capture", {"is_on": True})
    before = Event.objects.count()
    set_switch("capture", True, cast["administrator"])
    assert Event.objects.count() == before
    set_switch("capture", False, cast["administrator"])
    assert not is_on("capture")
    with pytest.raises(ValueError, match="nothing"):
        set_switch("nothing", True, cast["administrator"])
