"""One door for desk and administration, and nobody locked out behind it."""
import pytest
from django.urls import reverse

from archive.models import Curator
from tests.archive.admin.conftest import filled

pytestmark = pytest.mark.django_db


def door(wanted):
    return f"{reverse('admin:login')}?next={wanted}"


@pytest.mark.parametrize("who", ["cataloguer", "administrator"])
def test_who_is_in_already_goes_on_to_where_they_wanted(clients, who):
    answer = clients[who].get(door("/curation/"))
    assert (answer.status_code, answer["Location"]) == (302, "/curation/")


def test_the_door_leads_to_no_other_site(clients):
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/"):
        assert clients["cataloguer"].get(door(elsewhere))["Location"] == reverse("admin:index")


def test_the_door_of_the_administration_is_that_of_the_desk(clients):
    for method, data in (("get", None), ("post", {"username": "reviewer", "password": "reviewer"})):
        answer = getattr(clients["reader"], method)(door("/curation/"), data)
        assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/curation/")
        assert "_auth_user_id" not in clients["reader"].session


def test_who_has_no_role_is_told_so_and_not_sent_in_circles(clients):
    answer = clients["outsider"].get(door("/curation/"))
    assert answer.status_code == 403
    assert "This needs the role" in answer.content.decode()


def test_one_logs_out_of_the_administration_by_a_form_only(clients):
    assert clients["cataloguer"].get(reverse("admin:logout")).status_code == 405
    assert clients["cataloguer"].get("/admin/").status_code == 200
    assert clients["cataloguer"].post(reverse("admin:logout"))["Location"] == "/account/login/"
    assert clients["cataloguer"].get("/admin/").status_code == 302


def test_the_administration_changes_passwords_where_the_desk_does(clients):
    answer = clients["cataloguer"].post(reverse("admin:password_change"), {
        "old_password": "cataloguer", "new_password1": "quite new 77 x", "new_password2": "quite new 77 x"})
    assert answer["Location"] == reverse("account_change_password")
    assert Curator.objects.get(username="cataloguer").check_password("cataloguer")


def test_the_only_superuser_saves_their_own_record(client, django_user_model):
    only = django_user_model.objects.create_superuser("only", password="only", pseudonym="Only")
    client.force_login(only)
    address = reverse("admin:archive_curator_change", args=[only.pk])
    answer = client.post(address, filled(client.get(address), pseudonym="Sole"))
    assert answer.status_code == 302
    assert Curator.objects.get().pseudonym == "Sole"
    data = filled(client.get(address))
    del data["is_active"]
    assert "only administrator" in client.post(address, data).content.decode()
    assert Curator.objects.get().is_active
