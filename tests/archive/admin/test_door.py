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


def test_who_has_no_role_is_asked_to_log_in_as_somebody_else(clients):
    for who in ("reader", "outsider"):
        answer = clients[who].get(door("/curation/"))
        assert answer.status_code == 200
        assert "Standpoint administration" not in answer.content.decode()


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
