"""As many rows as there may be are fetched beside others, on every database."""
import pytest

from archive.models import Contribution, Document
from archive.models.agent import Agent
from tests.base import make_document

pytestmark = pytest.mark.django_db
MANY = 1100  # more than SQLite takes alternatives of a condition


def test_more_than_a_thousand_names_are_fetched_beside_their_documents(cast):
    document = make_document(cast["cataloguer"])
    agents = Agent.objects.bulk_create(Agent(name=f"Agent {number}") for number in range(MANY))
    Contribution.objects.bulk_create(
        Contribution(document=document, agent=agent, as_printed=agent.name, role="publisher") for agent in agents)
    [read] = Document.objects.prefetch_related("contributions__agent")
    assert {given.agent for given in read.contributions.all()} == set(agents)


def test_no_name_is_asked_for_where_there_is_none(cast, django_assert_num_queries):
    make_document(cast["cataloguer"])
    with django_assert_num_queries(2):
        [read] = Document.objects.prefetch_related("assigned_to", "contributions__agent")
    assert read.assigned_to is None
