"""Two documents side by side: what the catalogue says, positions, figures, and where their texts differ."""
import uuid

import lxml.html
import pytest

from archive.models import DocumentRelation
from archive.workflow import transitions as move
from catalog.pages.compare_texts import FOLDED
from catalog.projection import project_document
from tests.base import make_document
from tests.catalog.material import catalog_connection, give_file, make_full_document, make_public

pytestmark = pytest.mark.django_db(databases="__all__")
STORY = "The port is closed. Ten men died at the gate. The union asks for an inquiry. Rain is expected."


def make_text(cast, text, **fields):
    document = make_document(cast["cataloguer"], **fields)
    give_file(document, text=text)
    return make_public(document, cast)


def address(first, second=None, **more):
    found = f"/documents/compare/?a={first.identifier}"
    found += f"&b={second.identifier}" if second else ""
    return found + "".join(f"&{name}={one}" for name, one in more.items())


def tree_of(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return lxml.html.document_fromstring(response.content.decode())


def rows(page, section):
    return {row.xpath("string(th)").strip(): [" ".join(cell.text_content().split()) for cell in row.xpath("td")]
            for row in page.xpath(f"//section[@aria-labelledby='{section}']//tbody/tr")}


def test_rows_that_differ_say_so_in_a_word(cast, client):
    first = make_text(cast, STORY, title="Port closed", issued="1998")
    second = make_text(cast, STORY.upper(), title="Port closed", issued="1999")
    page = tree_of(client, address(first, second))
    found = rows(page, "catalogue")
    assert found["Title"] == ["APort closed", "BPort closed"]
    assert "Date of issue differs" in found
    assert "Language" in found


def test_positions_and_figures_stand_side_by_side(cast, client):
    first, second = make_public(make_full_document(cast), cast), make_public(make_full_document(cast), cast)
    page = tree_of(client, address(first, second))
    here, there = rows(page, "positions")["the strike"]
    assert "in favour: narrator" in here
    assert "against: narrator" in there
    figures = rows(page, "claims")["workers on strike"]
    assert all("at least 400 workers" in cell and "150 workers" in cell for cell in figures)


def test_a_reprint_shows_what_was_changed_and_says_it_to_screen_readers(cast, client):
    first = make_text(cast, STORY)
    second = make_text(cast, STORY.replace("Ten men", "Twelve men <b>"))
    page = tree_of(client, address(first, second))
    assert page.xpath("//div[contains(@class, 'one-text')]//mark/text()") == ["Ten", "Twelve", "<b>"]
    letters = [" ".join(one.text_content().split()) for one in page.xpath("//div[contains(@class, 'one-text')]/span")]
    assert letters == ["Only in A", "Only in B"]


def test_long_stretches_alike_are_folded_but_all_there(cast, client):
    same = " ".join(f"Sentence number {number} is the same." for number in range(FOLDED))
    first, second = make_text(cast, f"Early. {same}"), make_text(cast, f"Late. {same}")
    page = tree_of(client, address(first, second))
    assert page.xpath("//details[@class='alike']/summary")[0].text == f"{6 * FOLDED - 50} more words alike"
    both = page.xpath("//div[contains(@class, 'both')]")[0].text_content()
    assert all(f"number {number} is" in both for number in range(FOLDED))


def test_texts_with_little_in_common_are_shown_as_they_begin(cast, client):
    first = make_text(cast, STORY)
    second = make_text(cast, "کشتی از شمال نمک و پارچه آورد.", title="کشتی", language=["fa"])
    page = tree_of(client, address(first, second))
    assert "too little in common" in page.xpath("string(//section[@aria-labelledby='texts']/p)")
    beginnings = page.xpath("//div[contains(@class, 'beginnings')]//div[contains(@class, 'own-words')]")
    assert [one.get("dir") for one in beginnings] == ["ltr", "rtl"]


def test_a_document_without_text_is_said_to_have_none(cast, client):
    first, second = make_text(cast, STORY), make_public(make_document(cast["cataloguer"]), cast)
    assert "No text is held of the second document." in client.get(address(first, second)).content.decode()
    third = make_public(make_document(cast["cataloguer"]), cast)
    assert 'id="texts"' not in client.get(address(second, third)).content.decode()


def test_a_document_leads_to_what_it_could_be_compared_with(cast, client, search_index):
    alike = make_text(cast, STORY, title="Night port report")
    related = make_public(make_document(cast["cataloguer"], title="Corrections"), cast)
    document = make_document(cast["cataloguer"], title="Port closed in the night")
    DocumentRelation.objects.create(document=document, kind="references", related=related)
    make_public(document, cast)
    search_index()
    page = tree_of(client, address(document))
    offered = {part: page.xpath(f"//section[@aria-labelledby='{part}']//a[@class='compare-with']/@href")
               for part in ("related", "found")}
    assert offered == {"related": [address(document, related)], "found": [address(document, alike)]}
    assert "of A in relation to B: refers to." in tree_of(client, offered["related"][0]).text_content()
    linked = tree_of(client, f"/documents/{document.identifier}/").xpath("//a/@href")
    assert address(document) in linked


def test_the_other_document_is_found_by_words_or_by_its_address(cast, client, search_index):
    first, second = make_text(cast, STORY, title="Port closed"), make_text(cast, "Salt and cloth.", title="A ship")
    search_index()
    for wanted in ("salt", second.identifier, f"https://archive.example/documents/{second.identifier}/"):
        page = tree_of(client, address(first, find=wanted))
        assert page.xpath("//a[@class='compare-with']/@href") == [address(first, second)], wanted
    assert "Nothing was found" in client.get(address(first, find="zzzz")).content.decode()


@pytest.mark.parametrize("query", ["", "?a=", "?a=junk&b=%00", "?find=%00", "?a=" + "9" * 5000, "?b=x&find=port"])
def test_a_malformed_request_is_a_choice_of_documents(client, query, search_index):
    search_index()
    assert "Compare two documents" in client.get(f"/documents/compare/{query}").content.decode()


def test_a_document_is_not_compared_with_itself(cast, client, search_index):
    first = make_text(cast, STORY)
    search_index()
    assert "Compare with which document?" in client.get(address(first, first)).content.decode()


def test_what_is_unknown_is_not_found_and_what_is_withdrawn_is_gone(cast, client):
    first, second = make_text(cast, STORY), make_text(cast, "Salt and cloth.")
    assert client.get(f"{address(first)}&b={uuid.uuid4()}").status_code == 404
    move.withdraw_document(second, cast["reviewer"], "rights")
    project_document(second.identifier)
    assert client.get(address(first, second)).status_code == 410


def test_the_page_takes_as_many_queries_for_much_as_for_little(cast, client, search_index,
                                                               django_assert_max_num_queries):
    small = [make_text(cast, f"{STORY} {number}") for number in range(2)]
    large = [make_public(make_full_document(cast), cast) for _ in range(2)]
    search_index()
    counts = []
    for first, second in (small, large):
        with django_assert_max_num_queries(3, connection=catalog_connection()) as queries:
            tree_of(client, address(first, second))
        counts.append(len(queries))
        with django_assert_max_num_queries(6, connection=catalog_connection()):
            tree_of(client, address(first))
    assert counts[0] == counts[1]
