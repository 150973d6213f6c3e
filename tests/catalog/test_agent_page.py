"""The agent's page: names, self-description first, cited characterisations, what it published."""
import pytest

from tests.base import make_agent, make_document
from tests.catalog.material import give_contribution, make_full_document, make_public

pytestmark = pytest.mark.django_db(databases="__all__")


def test_the_self_description_comes_before_what_others_say_each_with_its_citation(cast, client):
    document = make_full_document(cast)
    agent = document.contributions.get().agent
    agent.characterisations.create(kind="third-party", statement="A mouthpiece.", speaker="A rival", citation="Talk, 2")
    agent.characterisations.create(kind="self", statement="An honest paper.", speaker="Editors", citation="Issue 1")
    agent.names.create(text="پست بندر", kind="transliteration", language="fa", script="Arab")
    make_public(document, cast)
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
