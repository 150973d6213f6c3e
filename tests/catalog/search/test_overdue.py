"""What was withdrawn is not counted for long, even while the index cannot be written."""
from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.models import Change, PublishedDocument
from catalog.search import overdue
from tests.catalog.search.rows import make_row

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def looked_again():
    yield
    overdue._is_overdue = False


def withdraw(identifier, ago):
    PublishedDocument.objects.filter(pk=identifier).delete()
    change = Change.objects.create(identifier=identifier, is_removal=True)
    Change.objects.filter(pk=change.pk).update(changed_at=timezone.now() - ago)


def test_lists_are_refused_and_health_says_so_while_a_withdrawal_waits(client, search_index):
    make_row("secret", text="quorum")
    make_row("other", text="quorum")
    search_index()
    withdraw("secret", overdue.LONGEST + timedelta(seconds=1))
    overdue.look()
    assert client.get("/documents/?q=quorum").status_code == 503
    assert client.get("/healthz").json()["search_follows"] is False
    search_index()
    overdue.look()
    answer = client.get("/documents/?q=quorum")
    assert answer.status_code == 200 and "1 document" in answer.content.decode()
    assert client.get("/healthz").json()["search_follows"] is True


@pytest.mark.parametrize("is_removal", [True, False])
def test_what_waits_but_a_moment_or_only_appears_late_stops_nothing(client, search_index, is_removal):
    make_row("kept", text="quorum")
    search_index()
    if is_removal:
        withdraw("kept", timedelta(seconds=1))
    else:
        change = Change.objects.create(identifier="kept", is_removal=False)
        Change.objects.filter(pk=change.pk).update(changed_at=timezone.now() - timedelta(hours=1))
    overdue.look()
    assert client.get("/documents/").status_code == 200
