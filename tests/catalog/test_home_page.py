"""The entrance: what is here, who speaks in it, and the same few queries however much there is."""
import lxml.html
import pytest

from archive.models import Collection, Subject
from tests.base import make_document
from tests.catalog.material import catalog_connection, make_full_document, make_public

pytestmark = pytest.mark.django_db(databases="__all__")


def page_of(client):
    return lxml.html.document_fromstring(client.get("/").content.decode())


def words_of(page, where):
    return [" ".join(one.text_content().split()) for one in page.xpath(where)]


def test_the_entrance_says_what_is_here_with_links(cast, client, search_index):
    collection = Collection.objects.create(code="c", title="Harbour papers", description="Given by the union.")
    whole = make_full_document(cast, collection=collection)
    whole.subjects.add(Subject.objects.create(label="Strikes"))
    make_public(whole, cast)
    make_public(make_document(cast["cataloguer"], title="A part", parent=whole, sequence=1), cast)
    search_index()
    page = page_of(client)
    assert words_of(page, "//*[@class='home-numbers']//a") == [
        "1 document", "1 part of a digest", "1 publisher", "1 subject", "0 places",
        "1 question on which voices take a position"]
    assert words_of(page, "//section[@aria-labelledby='collections']//li/p")[0] == "Given by the union."
    assert words_of(page, "//ul[@class='home-subjects']/li") == ["Strikes 1"]
    assert words_of(page, "//ul[@class='home-targets']//p") == ["● in favour 1 ■ against 1"]
    assert words_of(page, "//section[@aria-labelledby='recent']//*[@class='result-title']") == [whole.title]
    assert "never says who is right" in page.xpath("string(//section[@aria-labelledby='about'])")
    assert "2 documents from 1 publisher" in page.xpath("string(//*[@class='mix-sentence'])")


def test_without_an_index_the_entrance_says_so_and_stays_open(cast, client):
    make_public(make_full_document(cast), cast)
    response = client.get("/")
    assert response.status_code == 200
    assert "The index of the documents is being built." in response.content.decode()


def test_an_empty_archive_has_an_entrance(client, search_index):
    search_index()
    html = client.get("/").content.decode()
    assert "Nothing has been published yet." in html
    assert "mix-sentence" not in html


def test_the_entrance_takes_as_many_queries_for_many_as_for_few(cast, client, search_index,
                                                                django_assert_max_num_queries):
    counts = []
    for size in (1, 8):
        for number in range(size):
            document = make_full_document(
                cast, collection=Collection.objects.create(code=f"{size}-{number}", title=f"Box {size} {number}"))
            document.subjects.add(Subject.objects.create(label=f"Subject {size} {number}"))
            make_public(document, cast)
        search_index()
        with django_assert_max_num_queries(6, connection=catalog_connection()) as queries:
            assert client.get("/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1], counts
