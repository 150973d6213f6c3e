"""An administrator sees who did what; everybody with a role sees who may do what."""
import pytest
from django.test import Client
from django.urls import reverse

from archive.accounts.grants import give_grant
from archive.accounts.switches import is_on
from archive.models import Collection, Event
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance
from archive.stance.blind import submit_labels
from archive.stance.rounds import open_round
from archive.workflow.policy import RULES
from tests.base import make_curator, make_document, publish

pytestmark = pytest.mark.django_db


def test_people_are_listed_with_their_rights_and_how_much_they_did(clients, cast):
    collection = Collection.objects.create(code="letters", title="Letters")
    give_grant(cast["outsider"], collection, "reviewer", cast["administrator"])
    make_document(cast["cataloguer"])
    page = clients["administrator"].get(reverse("curation:people"))
    counts = {one.username: one.event_count for one in page.context["people"]}
    assert counts == {"administrator": 1, "cataloguer": 1, "outsider": 0, "reviewer": 0}
    words = page.content.decode()
    assert "<bdi>Letters</bdi>: reviewer" in words
    assert reverse("curation:person", args=[cast["reviewer"].identifier]) in words


def test_a_person_s_deeds_are_told_in_words_with_their_documents(clients, cast):
    document = make_document(cast["cataloguer"], title="On <the> dam")
    publish(document, cast)
    page = clients["administrator"].get(reverse("curation:person", args=[cast["reviewer"].identifier]))
    words = page.content.decode()
    assert f'<a href="{reverse("curation:document", args=[document.identifier])}"><bdi>On &lt;the&gt; dam' in words
    assert "<td>Published" in words and "policy assignment</small>" in words
    assert "Sent to review" not in words, "that was the cataloguer"
    submitted = clients["administrator"].get(reverse("curation:person", args=[cast["cataloguer"].identifier]))
    assert "<td>Sent to review" in submitted.content.decode()


def test_while_an_administrator_labels_blindly_the_deeds_of_the_others_tell_of_no_label(
        clients, cast, coders, draft, target):
    opened = open_round(draft, [coders["anna"], cast["administrator"]], cast["reviewer"])
    annotate_stance(draft, coders["anna"], evidence=[Quote("the dam is safe")], holder_kind="narrator",
                    holder="narrator", target=target, position="favor")
    submit_labels(opened, coders["anna"])
    address = reverse("curation:person", args=[coders["anna"].identifier])
    assert "Blind labels submitted" not in clients["administrator"].get(address).content.decode()
    submit_labels(opened, cast["administrator"])
    assert "Blind labels submitted" in clients["administrator"].get(address).content.decode()


def test_deeds_are_found_by_kind_and_by_day(clients, cast):
    publish(make_document(cast["cataloguer"]), cast)
    address = reverse("curation:person", args=[cast["cataloguer"].identifier])
    everything = clients["administrator"].get(address).context["page"].paginator.count
    moves = clients["administrator"].get(address, {"kind": "policy assignment"}).context["page"].object_list
    assert {event.type for event in moves} == {"policy assignment"}
    assert len(moves) < everything
    today = Event.objects.last().occurred_at.date()
    assert clients["administrator"].get(address, {"day": today}).context["page"].paginator.count == everything
    assert clients["administrator"].get(address, {"day": "1988-07-03"}).context["page"].paginator.count == 0
    assert "valid date" in clients["administrator"].get(address, {"day": "soon"}).content.decode()


def test_a_page_of_deeds_costs_the_same_for_few_and_for_many(clients, cast, django_assert_max_num_queries):
    def cost(address):
        with django_assert_max_num_queries(20) as queries:
            assert clients["administrator"].get(address).status_code == 200
        return len(queries)

    addresses = [reverse("curation:people"), reverse("curation:person", args=[cast["cataloguer"].identifier])]
    collection = Collection.objects.create(code="letters", title="Letters")
    give_grant(cast["outsider"], collection, "cataloguer", cast["administrator"])
    make_document(cast["cataloguer"])
    few = [cost(address) for address in addresses]
    for number in range(12):
        make_document(cast["cataloguer"])
        give_grant(make_curator(f"more-{number}", "cataloguer"), collection, "reviewer", cast["administrator"])
    assert [cost(address) for address in addresses] == few


def test_only_administrators_see_who_did_what(clients, cast):
    for address in (reverse("curation:people"), reverse("curation:person", args=[cast["reviewer"].identifier])):
        for who in ("outsider", "cataloguer", "reviewer"):
            assert clients[who].get(address).status_code == 403, (who, address)
    assert clients["administrator"].get(reverse("curation:person", args=["nobody"])).status_code == 404


def test_the_policy_is_shown_cell_by_cell(clients):
    page = clients["cataloguer"].get(reverse("curation:policy"))
    shown = {(str(rule.kind), rule.verb): {str(role): may for role, may in cells}
             for _kind, rules in page.context["kinds"] for rule, cells in rules}
    assert set(shown) == {(rule.kind, rule.verb) for rule in RULES}
    assert shown["document", "publish"] == {"cataloguer": False, "reviewer": True, "administrator": True}
    assert shown["curator", "add"] == {"cataloguer": False, "reviewer": False, "administrator": True}
    words = page.content.decode()
    assert "never one" in words
    assert "Switches" not in words


def test_who_has_a_grant_sees_the_policy_and_an_outsider_does_not(clients, cast):
    assert clients["outsider"].get(reverse("curation:policy")).status_code == 403
    collection = Collection.objects.create(code="letters", title="Letters")
    give_grant(cast["outsider"], collection, "cataloguer", cast["administrator"])
    browser = Client()
    browser.force_login(cast["outsider"])
    assert "Who may do what" in browser.get(reverse("curation:policy")).content.decode()


def test_an_administrator_turns_a_switch_on_and_off(clients):
    address = reverse("curation:switch", args=["capture"])
    words = clients["administrator"].get(reverse("curation:policy")).content.decode()
    assert "capture pages by address: <strong>off</strong>" in words
    assert clients["reviewer"].post(address, {"is_on": "yes"}).status_code == 403
    assert clients["administrator"].get(address).status_code == 405
    assert not is_on("capture")
    assert clients["administrator"].post(address, {"is_on": "yes"})["Location"] == reverse("curation:policy")
    assert is_on("capture")
    assert "<strong>on</strong>" in clients["administrator"].get(reverse("curation:policy")).content.decode()
    clients["administrator"].post(address, {"is_on": "no"})
    assert not is_on("capture")
    assert clients["administrator"].post(reverse("curation:switch", args=["ghost"])).status_code == 404


def test_the_header_leads_to_people_and_policy_and_my_account(clients):
    words = clients["administrator"].get(reverse("curation:policy")).content.decode()
    for name in ("curation:people", "curation:policy", "mfa_index"):
        assert f'href="{reverse(name)}"' in words, name
    assert reverse("curation:people") not in clients["reviewer"].get(reverse("curation:policy")).content.decode()
