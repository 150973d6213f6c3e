"""The overview page: everybody's own documents, each picture with a table, and the same few queries."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Collection, CollectionGrant
from tests.base import make_document

pytestmark = pytest.mark.django_db
ADDRESS = "/curation/overview/"


def test_pictures_have_tables_and_numbers_have_lists(clients, draft):
    page = clients["cataloguer"].get(ADDRESS).content.decode()
    assert "1 document" in page
    assert '<a href="/curation/documents/?state=draft" dir="auto">draft</a>' in page
    assert page.count("<svg") > 4
    assert "the table below says the same" in page
    assert "The bytes were never read again" in page


def test_a_person_with_a_grant_counts_only_their_collection_and_sees_no_storage(clients, cast, draft):
    collection = Collection.objects.create(code="mine", title="Mine")
    make_document(cast["cataloguer"], title="Granted", collection=collection)
    CollectionGrant.objects.create(curator=cast["outsider"], collection=collection, role="cataloguer",
                                   given_by=cast["administrator"])
    page = clients["outsider"].get(ADDRESS).content.decode()
    assert '<span class="count">1 document</span>' in page
    assert "Storage and fixity" not in page


def test_many_documents_cost_no_more_queries_than_few(clients, cast, draft):
    counts = []
    for many in (1, 1, 20):  # the first time, what does not change is read
        for _number in range(many):
            make_document(cast["cataloguer"])
        with CaptureQueriesContext(connection) as queries:
            assert clients["cataloguer"].get(ADDRESS).status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[2]
