"""A stance target: for, against and neither side by side with evidence, and how alike the coders read."""
import lxml.html
import pytest

from archive.models import StanceTarget
from catalog.pages import evidence
from catalog.search.index import IndexMissing
from tests.base import make_agent, make_document
from tests.catalog.material import (
    catalog_connection,
    give_file,
    give_stance,
    make_full_document,
    make_public,
    span,
)

pytestmark = pytest.mark.django_db(databases="__all__")
WORDS = "کارگران اعتصاب را ادامه می‌دهند. بندر بسته است."


@pytest.fixture
def strike(cast):
    return StanceTarget.objects.create(label="the strike", kind="proposition", scope_note="That of 1998.")


def make_voice(cast, target, *positions, text=WORDS, **fields):
    """A public Persian document in which two coders read the narrator; one position for each of them."""
    document = make_document(cast["cataloguer"], **{"title": "اعتصاب بندر", "language": ["fa"], **fields})
    version = give_file(document, text=f"{text} {document.pk}").texts.get()
    for coder, position in zip(("cataloguer", "reviewer"), positions, strict=False):
        give_stance(document, cast[coder], span(version, "بندر بسته است"), target=target, position=position)
    return make_public(document, cast)


def tree_of(client, target):
    response = client.get(f"/targets/{target.identifier}/")
    assert response.status_code == 200
    return lxml.html.document_fromstring(response.content.decode())


def side(page, position):
    return page.xpath(f"//section[@aria-labelledby='side-{position}']")[0]


def test_each_side_shows_its_documents_with_the_words_that_show_it(cast, strike, client, search_index):
    document = make_voice(cast, strike, "favor", "favor")
    search_index()
    page = tree_of(client, strike)
    favor = side(page, "favor")
    quotation = favor.xpath(".//blockquote")[0]
    assert (quotation.get("lang"), quotation.get("dir")) == ("fa", "rtl")
    assert quotation.xpath("string(mark)") == "بندر بسته است"
    address = quotation.xpath("a/@href")[0]
    assert address.startswith(f"/documents/{document.identifier}/#passage-")
    assert f'id="{address.partition("#")[2]}"' in client.get(address).content.decode()
    coders = favor.xpath("string(.//p[@class='label-facts'])")
    assert "Coder Cataloguer, accepted after review" in coders
    assert "Coder Reviewer, accepted after review" in coders
    assert len(favor.xpath(".//blockquote")) == 1
    assert favor.xpath(".//p[@class='all-of']/a/@href") == [f"/documents/?stance={strike.identifier}:favor"]
    assert "No document was read so." in side(page, "against").text_content()


def test_a_voice_that_coders_read_differently_stands_on_both_sides_and_says_so(cast, strike, client, search_index):
    make_voice(cast, strike, "favor", "against")
    search_index()
    page = tree_of(client, strike)
    assert "read by another coder as “against”" in side(page, "favor").text_content()
    assert "read by another coder as “in favour”" in side(page, "against").text_content()


def test_a_side_is_capped_and_all_of_it_is_a_link_away(cast, strike, client, search_index, monkeypatch):
    for _ in range(evidence.SHOWN + 2):
        make_voice(cast, strike, "favor")
    search_index()
    favor = side(tree_of(client, strike), "favor")
    assert len(favor.xpath(".//article")) == evidence.SHOWN
    link = favor.xpath(".//p[@class='all-of']/a")[0]
    assert link.text == f"All with the position “in favour”: {evidence.SHOWN + 2}"
    assert f"{evidence.SHOWN + 2} documents" in client.get(link.get("href")).content.decode()


def test_agreement_is_said_in_words_and_alpha_where_it_can_be_computed(cast, strike, client, search_index):
    for positions in (("favor", "favor"), ("against", "against"), ("favor", "against")):
        make_voice(cast, strike, *positions)
    search_index()
    words = " ".join(tree_of(client, strike).xpath("//section[@class='coder-agreement']")[0].text_content().split())
    assert "2 coders read 3 voices" in words
    assert "67 % of the pairs of their labels are the same" in words
    assert "0.44" in words  # 1 - 2 * 5 / 18: observed 2 of 6, expected 18 of 30
    assert "95 % interval" in words


def test_headline_and_narrator_of_one_agent_are_two_voices(cast, strike, client, search_index):
    watch, document = make_agent("Quayside Watch"), make_document(cast["cataloguer"])
    version = give_file(document, text=WORDS).texts.get()
    for coder in ("cataloguer", "reviewer"):
        for kind, position in (("headline", "favor"), ("narrator", "against")):
            give_stance(document, cast[coder], span(version, "بندر بسته است"), target=strike, position=position,
                        holder_kind=kind, holder=kind, holder_agent=watch)
    make_public(document, cast)
    search_index()
    words = tree_of(client, strike).xpath("string(//section[@class='coder-agreement'])")
    assert "2 coders read 2 voices" in words
    assert "100 % of the pairs" in words


@pytest.mark.parametrize(("positions", "reason"), [
    (("favor",), "not computable: no voice was read by two coders"),
    (("favor", "favor"), "not computable: all labels that could be compared are the same"),
])
def test_alpha_that_cannot_be_computed_is_said_so(cast, strike, client, search_index, positions, reason):
    make_voice(cast, strike, *positions)
    search_index()
    assert reason in tree_of(client, strike).xpath("string(//section[@class='coder-agreement']//dd)")


def test_a_target_that_means_an_agent_leads_to_it_and_hides_what_is_hidden(cast, client, search_index):
    union = make_agent("Dock Workers' Union")
    union.names.create(text="The Wreckers", kind="pejorative")
    target = StanceTarget.objects.create(label="Dock Workers' Union", kind="entity", agent=union)
    make_voice(cast, target, "against")
    search_index()
    page = tree_of(client, target)
    assert page.xpath(f"//header//a[@href='/agents/{union.identifier}/']")
    assert "Wreckers" not in page.text_content()


def test_without_an_index_the_target_keeps_its_page(cast, strike, client):
    make_voice(cast, strike, "favor")
    page = tree_of(client, strike)
    assert "is being prepared" in page.text_content()
    assert "That of 1998." in page.text_content()


@pytest.mark.parametrize("moment", ["catalog.pages.facet_labels.current", "catalog.pages.target.current"])
def test_an_index_that_vanishes_meanwhile_breaks_no_page(cast, strike, client, search_index, monkeypatch, moment):
    make_voice(cast, strike, "favor")
    search_index()

    def gone():
        raise IndexMissing("it was taken away")

    monkeypatch.setattr(moment, gone)
    assert "That of 1998." in tree_of(client, strike).text_content()


def test_the_page_takes_as_many_queries_for_many_voices_as_for_few(cast, client, search_index,
                                                                   django_assert_max_num_queries):
    counts = []
    for size in (1, 8):
        for _ in range(size):
            document = make_full_document(cast)
            document.stances.update(holder_agent=make_agent(f"Speaker {document.pk}"))
            make_public(document, cast)
        search_index()
        with django_assert_max_num_queries(13, connection=catalog_connection()) as queries:
            tree_of(client, StanceTarget.objects.get())
        counts.append(len(queries))
    assert counts[0] == counts[1], counts
