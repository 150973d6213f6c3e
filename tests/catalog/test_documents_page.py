"""The list of documents and the entrance: filtered, ordered, paged, with a constant number of queries."""
import pytest

from archive.models import Collection, Genre
from catalog.models import PublishedAgent
from tests.base import make_agent, make_document
from tests.catalog.material import catalog_connection, give_contribution, make_full_document, make_public

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def shelf(cast):
    """Five documents and a part; returns the publisher of two of them."""
    publisher = make_agent("Quayside Watch")
    publisher.types.create(type="ngo")
    letter = Genre.objects.create(code="letter", label="letter")
    collection = Collection.objects.create(code="c", title="Harbour papers")
    rows = [{"title": "One", "issued": "1999-01"}, {"title": "Two", "issued": "2001", "language": ["fa"]},
            {"title": "Three", "genre": letter}, {"title": "Four", "issued": "1998~", "collection": collection},
            {"title": "Five", "issued": "/1997"}]
    for number, fields in enumerate(rows):
        document = make_document(cast["cataloguer"], **fields)
        if number < 2:
            give_contribution(document, publisher)
        make_public(document, cast)
    make_public(make_document(cast["cataloguer"], title="A part", parent=document, sequence=1), cast)
    return publisher, collection


def titles(client, query=""):
    return [row.title for row in client.get(f"/documents/{query}").context["page"]]


def test_documents_are_ordered_by_their_earliest_day_and_undated_ones_come_last(shelf, client):
    assert titles(client) == ["Two", "One", "Four", "Five", "Three"]
    assert titles(client, "?sort=oldest") == ["Four", "One", "Two", "Five", "Three"]
    assert titles(client, "?sort=published") == ["Five", "Four", "Three", "Two", "One"]


def test_each_filter_narrows(shelf, client):
    publisher, collection = shelf
    assert titles(client, f"?publisher={publisher.identifier}") == ["Two", "One"]
    assert titles(client, "?genre=letter") == ["Three"]
    assert titles(client, "?language=fa") == ["Two"]
    assert titles(client, f"?collection={collection.identifier}") == ["Four"]
    assert titles(client, "?language=fa&genre=letter") == []
    assert "A part" in titles(client, "?parts=on")


@pytest.mark.parametrize("query", ["?publisher=nobody", "?genre=x", "?language=%00", "?collection=1", "?sort=x"])
def test_a_value_that_does_not_exist_shows_nothing_and_says_so(shelf, client, query):
    response = client.get(f"/documents/{query}")
    assert response.status_code == 200
    assert list(response.context["page"]) == []
    assert 'class="error"' in response.content.decode()


def test_pages_keep_the_filters(cast, client):
    for number in range(23):
        make_public(make_document(cast["cataloguer"], title=f"Number {number:02}"), cast)
    html = client.get("/documents/?genre=news-report&sort=published").content.decode()
    assert "23 documents" in html
    assert "?genre=news-report&amp;sort=published&amp;page=2" in html
    assert len(titles(client, "?page=2")) == 3
    assert client.get("/documents/?page=99999").status_code == 200
    assert client.get("/documents/?page=x").status_code == 200


def test_lists_take_as_many_queries_for_many_as_for_few(cast, client, django_assert_max_num_queries):
    counts = {}
    for size in (1, 8):
        for _ in range(size):
            make_public(make_full_document(cast), cast)
        agent = PublishedAgent.objects.first()
        for address in ("/", "/documents/", f"/agents/{agent.pk}/"):
            with django_assert_max_num_queries(12, connection=catalog_connection()) as queries:
                assert client.get(address).status_code == 200
            counts.setdefault(address.split("/")[1], []).append(len(queries))
    assert all(few == many for few, many in counts.values()), counts


def test_the_document_page_takes_at_most_six_queries(cast, client, django_assert_max_num_queries):
    whole = make_public(make_full_document(cast), cast)
    for number in range(5):
        part = make_document(cast["cataloguer"], parent=whole, sequence=number + 1)
        give_contribution(part, whole.contributions.get().agent)
        make_public(part, cast)
    for document in (whole, part):
        with django_assert_max_num_queries(6, connection=catalog_connection()):
            assert client.get(f"/documents/{document.identifier}/").status_code == 200


def test_the_entrance_counts_documents_parts_and_publishers(shelf, client):
    context = client.get("/").context
    assert (context["documents"], context["parts"], context["publishers"]) == (5, 1, 1)
    assert context["publishers_by_type"] == [("ngo", 1, 100)]
    assert [collection.size for collection in context["collections"]] == [1]
