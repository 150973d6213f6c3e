"""A reviewer merges two records on the desk: sees what moves, chooses which stays, confirms."""
import pytest
from django.urls import reverse

from archive.models import Agent, AgentName, Contribution, Place
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance
from archive.stance.blind import submit_labels
from tests.base import make_agent, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast):
    primary, other = make_agent("Ebrahim Raisi", kind="person"), make_agent("Raisie", kind="person", country="IR")
    AgentName.objects.create(agent=other, text="رئیسی", kind="official")
    Contribution.objects.create(document=make_document(cast["cataloguer"]), agent=other, role="publisher",
                                as_printed="Raisie")
    return primary, other


def address(record, key="agents"):
    return reverse("curation:merge-authority", args=[key, record.identifier])


def entered(page):
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_who_labels_blindly_learns_from_no_count_how_many_labels_others_submitted(
        clients, coders, draft, target, opened):
    """Neither from what a merge would move nor from why a record cannot be deleted."""
    primary, holder = make_agent("Residents"), make_agent("The residents")

    def told(who):
        page = clients[who].get(address(primary), {"other": holder.identifier})
        refused = clients[who].get(reverse("admin:archive_stancetarget_delete", args=[target.pk]), follow=True)
        return ([move.label for move in page.context["preview"].moves], page.context["preview"].documents,
                [str(message) for message in refused.context["messages"]])
    for text in ("the dam will break", "the dam is safe"):
        annotate_stance(draft, coders["anna"], evidence=[Quote(text)], holder_kind="quoted", holder="Residents",
                        holder_agent=holder, target=target, position="against")
    before = told("bela")
    submit_labels(opened, coders["anna"])
    assert told("bela") == before
    moves, documents, (refusal,) = told("reviewer")
    assert (moves, documents) == (["stances"], 1)
    assert "stances: 2" in refusal
    data = entered(clients["bela"].get(address(primary), {"other": holder.identifier}))
    assert "; 0 documents name it." in clients["bela"].post(address(primary), data, follow=True).content.decode()


def test_both_are_shown_with_their_names_and_what_will_move(clients, pair):
    primary, other = pair
    page = clients["reviewer"].get(address(primary), {"other": "رئیسی"})
    text = page.content.decode()
    assert text.index("Ebrahim Raisi</bdi></h2>") < text.index("Raisie</bdi></h2>")
    assert "رئیسی" in text
    assert '<tr><th scope="row">contributions</th><td>1</td><td>0</td></tr>' in text
    assert "1 document gets a new revision" in text
    other.refresh_from_db()
    assert other.merged_into is None


def test_the_other_way_round_can_be_chosen(clients, pair):
    primary, other = pair
    page = clients["reviewer"].get(address(primary), {"other": other.identifier, "primary": other.identifier})
    text = page.content.decode()
    assert text.index("Raisie</bdi></h2>") < text.index("Ebrahim Raisi</bdi></h2>")
    clients["reviewer"].post(address(primary), entered(page))
    assert Agent.objects.get(pk=primary.pk).merged_into == other


def test_confirming_merges_and_says_so(clients, pair):
    primary, other = pair
    page = clients["reviewer"].get(address(primary), {"other": "Raisie"})
    answer = clients["reviewer"].post(address(primary), {**entered(page), "reason": "one person"}, follow=True)
    assert "“Raisie” is now a name of “Ebrahim Raisi”; 1 document names it." in answer.content.decode()
    assert Agent.objects.get(pk=other.pk).merged_into == primary


def test_somebody_who_saved_meanwhile_is_not_overruled(clients, pair):
    primary, other = pair
    data = entered(clients["reviewer"].get(address(primary), {"other": "Raisie"}))
    Agent.objects.filter(pk=other.pk).update(version=5)
    answer = clients["reviewer"].post(address(primary), {**data, "reason": "one person"})
    assert answer.status_code == 409
    assert "was saved since you opened this page" in answer.content.decode()
    assert 'value="one person"' in answer.content.decode()
    assert Agent.objects.get(pk=other.pk).merged_into is None
    assert clients["reviewer"].post(address(primary), entered(answer)).status_code == 302
    assert Agent.objects.get(pk=other.pk).merged_into == primary


def test_records_of_two_kinds_need_a_word(clients, pair):
    primary = pair[0]
    site = make_agent("raisi.example", kind="website")
    page = clients["reviewer"].get(address(primary), {"other": "raisi.example"})
    words = "is recorded as person, “raisi.example” as website: records of two kinds are rarely one agent"
    assert words in page.content.decode()
    answer = clients["reviewer"].post(address(primary), entered(page))
    assert (answer.status_code, answer.content.decode().count(words)) == (409, 1)
    assert "Nothing was merged." in answer.content.decode()
    assert clients["reviewer"].post(address(primary), {**entered(page), "is_sure": "on"}).status_code == 302
    assert Agent.objects.get(pk=site.pk).merged_into == primary


def test_a_name_that_nobody_has_is_refused_in_words(clients, pair):
    page = clients["reviewer"].get(address(pair[0]), {"other": "Nobody"})
    assert page.status_code == 422
    assert "There is no record named “Nobody”" in page.content.decode()


def test_with_itself_it_cannot_be_confirmed(clients, pair):
    page = clients["reviewer"].get(address(pair[0]), {"other": "Ebrahim Raisi"}).content.decode()
    assert "A record is not merged with itself" in page
    assert '<form method="post" class="merging">' not in page.partition("What will happen")[2]


def test_places_are_merged_on_the_same_screen(clients):
    primary, other = Place.objects.create(label="Tehran"), Place.objects.create(label="Teheran")
    page = clients["reviewer"].get(address(primary, "places"), {"other": "Teheran"})
    clients["reviewer"].post(address(primary, "places"), entered(page))
    assert Place.objects.get(pk=other.pk).merged_into == primary


def test_the_administration_leads_here_and_says_what_was_merged(clients, pair):
    primary, other = pair
    change = reverse("admin:archive_agent_change", args=[primary.pk])
    assert address(primary) in clients["reviewer"].get(change).content.decode()
    Agent.objects.filter(pk=other.pk).update(merged_into=primary)
    page = clients["reviewer"].get(reverse("admin:archive_agent_change", args=[other.pk])).content.decode()
    assert f'merged into <a href="{change}">Ebrahim Raisi</a>' in page
    offered = clients["reviewer"].get(reverse("admin:autocomplete"), {
        "term": "Rais", "app_label": "archive", "model_name": "stancetarget", "field_name": "agent"})
    assert [row["text"] for row in offered.json()["results"]] == ["Ebrahim Raisi"]
