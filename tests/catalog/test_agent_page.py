"""The agent's page: names, self-description first, cited characterisations, what it published."""
import lxml.html
import pytest

from archive.models import StanceTarget
from tests.base import make_agent, make_document
from tests.catalog.material import (
    catalog_connection,
    give_contribution,
    give_file,
    give_stance,
    make_full_document,
    make_public,
    span,
)

pytestmark = pytest.mark.django_db(databases="__all__")


def test_the_self_description_comes_before_what_others_say_each_with_its_citation(cast, client, search_index):
    document = make_full_document(cast)
    agent = document.contributions.get().agent
    agent.characterisations.create(kind="third-party", statement="A mouthpiece.", speaker="A rival", citation="Talk, 2")
    agent.characterisations.create(kind="self", statement="An honest paper.", speaker="Editors", citation="Issue 1")
    agent.names.create(text="پست بندر", kind="transliteration", language="fa", script="Arab")
    make_public(document, cast)
    search_index()
    html = client.get(f"/agents/{agent.identifier}/").content.decode()
    assert html.index("An honest paper.") < html.index("Issue 1") < html.index("A mouthpiece.") < html.index("Talk, 2")
    assert '<bdi lang="fa" dir="rtl">پست بندر</bdi>' in html
    assert document.title in html


def test_the_internal_note_of_an_agent_is_nowhere(cast, client):
    agent = make_agent("Harbour Post", note="met our courier")
    document = make_document(cast["cataloguer"])
    give_contribution(document, agent)
    make_public(document, cast)
    assert "courier" not in client.get(f"/agents/{agent.identifier}/").content.decode()


def test_an_agent_that_no_public_document_names_is_not_found(cast, client):
    agent = make_agent("Hidden")
    give_contribution(make_document(cast["cataloguer"]), agent)
    assert client.get(f"/agents/{agent.identifier}/").status_code == 404


def test_labels_on_an_agent_and_by_an_agent_lead_to_their_documents(cast, client):
    document = make_full_document(cast)
    agent = make_agent("Dock Workers' Union")
    stance = document.stances.first()
    stance.target.agent = agent
    stance.target.save()
    make_public(document, cast)
    html = client.get(f"/agents/{agent.identifier}/").content.decode()
    assert "Positions on it" in html
    assert f"/documents/{document.identifier}/#positions" in html


def tree_of(client, agent):
    return lxml.html.document_fromstring(client.get(f"/agents/{agent.identifier}/").content.decode())


def test_its_documents_are_narrowed_in_the_list_with_the_agent_as_a_filter(cast, client, search_index):
    agent = make_agent("Quayside Watch")
    for language in ("en", "fa"):
        document = make_document(cast["cataloguer"], title=f"In {language}", language=[language], issued="1998")
        give_contribution(document, agent)
        make_public(document, cast)
    search_index()
    page = tree_of(client, agent)
    titles = page.xpath("//section[@class='listed']//a[@class='result-title']")
    assert {one.text_content() for one in titles} == {"In en", "In fa"}
    persian = page.xpath("//section[@aria-labelledby='facet-language']//a[contains(., 'Persian')]/@href")
    assert persian == [f"/documents/?publisher={agent.identifier}&language=fa"]
    assert not page.xpath("//section[@aria-labelledby='facet-publisher']")
    assert client.get(persian[0]).content.decode().count('class="result-title"') == 1


def test_the_mix_is_of_all_who_name_it_not_of_what_it_published(cast, client, search_index):
    agent, other = make_agent("Quayside Watch"), make_agent("Harbour Post")
    own, reported = (make_document(cast["cataloguer"], title=title) for title in ("Its own", "A report on it"))
    give_contribution(own, agent)
    give_contribution(reported, other)
    give_contribution(reported, agent, role="contributor")
    for document in (own, reported):
        make_public(document, cast)
    search_index()
    page = tree_of(client, agent)
    mixes = page.xpath("//*[@class='mix-of-set']")
    assert [one.getparent().get("aria-labelledby") for one in mixes] == ["naming"]
    assert "2 documents from 2 publishers" in mixes[0].text_content()


def test_positions_that_it_holds_stand_in_columns_with_coders_and_status(cast, client, search_index):
    agent = make_agent("Dock Workers' Union")
    document = make_document(cast["cataloguer"], title="An appeal")
    version = give_file(document, text="We stand by the strike. The law is an ass.").texts.get()
    for coder in ("cataloguer", "reviewer"):
        give_stance(document, cast[coder], span(version, "We stand by the strike"), holder_agent=agent)
    law = StanceTarget.objects.create(label="the law", kind="entity")
    give_stance(document, cast["reviewer"], span(version, "The law is an ass"), holder_agent=agent, target=law,
                position="against", status="proposed")
    make_public(document, cast)
    search_index()
    page = tree_of(client, agent)
    columns = page.xpath("//section[@aria-labelledby='held']//div[contains(@class, 'side-') and h3]")
    said = [" ".join(column.text_content().split()) for column in columns]
    assert said == [
        "● In favour the strike An appeal accepted after review (2 coders)",
        "■ Against the law An appeal proposed, not yet reviewed (1 coder)", "◇ Neither No document was read so."]
    assert page.xpath(f"//section[@aria-labelledby='held']//a[@href='/targets/{law.identifier}/']")


def test_a_narrator_who_is_known_is_called_by_name_among_the_positions_on_an_agent(cast, client, search_index):
    document = make_full_document(cast)
    union, author = make_agent("Dock Workers' Union"), make_agent("Mira Tal")
    document.stances.update(holder_agent=author)
    document.stances.first().target.__class__.objects.update(agent=union)
    make_public(document, cast)
    search_index()
    entry = tree_of(client, union).xpath("//section[@aria-labelledby='about']//*[@class='holder-name']")[0]
    assert entry.text_content() == "Mira Tal (narrator)"


def test_the_page_takes_as_many_queries_for_much_as_for_little(cast, client, search_index,
                                                               django_assert_max_num_queries):
    agent, counts = make_agent("Harbour Post"), []
    for size in (1, 6):
        for _ in range(size):
            document = make_full_document(cast)
            give_contribution(document, agent)
            give_contribution(document, agent, role="creator")
            document.stances.update(holder_agent=agent)
            make_public(document, cast)
        search_index()
        with django_assert_max_num_queries(18, connection=catalog_connection()) as queries:
            assert client.get(f"/agents/{agent.identifier}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1], counts
