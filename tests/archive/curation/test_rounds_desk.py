"""Blind labelling at the desk: what is in a label that was not submitted stands on nobody else's page."""
import pytest
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse

from archive.curation.urls import urlpatterns
from archive.models import BlindLabel, Event, Revision, StanceAnnotation, StanceTarget
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance, decide_stance
from archive.stance.blind import submit_labels
from tests.archive.curation.conftest import everything
from tests.base import make_curator

pytestmark = pytest.mark.django_db

CANARY = "zqcanaryqz"
PASSAGES = {"passage-TOTAL_FORMS": "3", "passage-INITIAL_FORMS": "0"}


def label(document, coder, target):
    return annotate_stance(document, coder, holder_kind="quoted", holder=f"Residents {CANARY}", target=target,
                           position="against", rationale=f"Because {CANARY}.", evidence=[Quote("the dam will break")])


def all_addresses(document, target, opened):
    """Every address of the desk that takes one of these, and the admin's lists of what was recorded."""
    fillings = [{}, {"identifier": document.identifier}, {"identifier": target.identifier},
                {"identifier": opened.identifier}, {"name": "drafts"}, {"version": "1.0"},
                *({"identifier": document.identifier, "version": n} for n in (1, 2, 3))]
    fillings += [{"identifier": one} for one in BlindLabel.objects.values_list("identifier", flat=True)]
    found = set()
    for pattern in urlpatterns:
        for filling in fillings:
            try:
                found.add(reverse(f"curation:{pattern.name}", kwargs=filling))
            except NoReverseMatch:
                continue
    found |= {f"{reverse('curation:compare', args=[document.identifier])}?a=1&b=2"}
    found |= {reverse(f"admin:archive_{name}_changelist") for name in ("event", "revision")}
    for name, model in (("event", Event), ("revision", Revision)):
        rows = model.objects.values_list("pk", flat=True)
        found |= {reverse(f"admin:archive_{name}_change", args=[pk]) for pk in rows}
    return found


def hits(browser, addresses):
    """Addresses whose answer holds the canary."""
    return sorted(one for one in addresses if CANARY in browser.get(one, follow=True).content.decode(errors="replace"))


def test_a_blind_label_stands_on_its_coders_page_and_on_nobody_elses(clients, coders, draft, target, opened):
    label(draft, coders["anna"], target)
    addresses = all_addresses(draft, target, opened)
    assert len(addresses) > 40
    assert reverse("curation:label", args=[draft.identifier]) in hits(clients["anna"], addresses)
    for who in ("bela", "reviewer", "cataloguer", "administrator", "outsider", "reader"):
        assert hits(clients[who], addresses) == [], who
    assert not hits(clients["reader"], ["/", "/documents/", f"/documents/{draft.identifier}/",
                                        f"/targets/{target.identifier}/"])


def test_a_submitted_label_stays_out_of_sight_of_a_coder_who_still_labels(clients, coders, draft, target, opened):
    label(draft, coders["anna"], target)
    submit_labels(opened, coders["anna"])
    addresses = all_addresses(draft, target, opened)
    assert hits(clients["bela"], addresses) == []
    seen = hits(clients["reviewer"], addresses)
    assert reverse("curation:adjudicate", args=[draft.identifier]) in seen
    assert reverse("curation:label", args=[draft.identifier]) in seen
    submit_labels(opened, coders["bela"])
    assert reverse("curation:adjudicate", args=[draft.identifier]) in hits(clients["bela"], addresses)


def test_a_coder_who_still_labels_is_told_why_there_is_nothing_side_by_side(clients, draft, opened):
    answer = clients["bela"].get(reverse("curation:adjudicate", args=[draft.identifier]))
    assert answer.status_code == 403
    assert "submit yours first" in answer.content.decode()


def test_a_round_is_opened_labelled_submitted_and_closed_on_the_screens(clients, coders, draft, target):
    page = reverse("curation:round", args=[draft.identifier])
    assert clients["cataloguer"].post(page, {"coders": [one.pk for one in coders.values()]}).status_code == 403
    assert "two coders" in clients["reviewer"].post(page, {"coders": [coders["anna"].pk]}).content.decode()
    assert clients["reviewer"].post(page, {"coders": [one.pk for one in coders.values()]}).status_code == 302
    opened = draft.labelling_rounds.get()
    clients["anna"].post(reverse("curation:label", args=[draft.identifier]), {
        **PASSAGES, "holder_kind": "quoted", "holder": "residents", "target": target.pk, "position": "against",
        "passage-0-exact": "the dam will break"})
    blind = BlindLabel.objects.get()
    change = reverse("curation:change-blind-label", args=[blind.identifier])
    assert clients["bela"].get(change).status_code == 404
    form = clients["anna"].get(change).content.decode()
    assert "the dam will break" in form
    answer = clients["anna"].post(change, {
        **PASSAGES, "version": 1, "holder_kind": "quoted", "holder": "residents", "target": target.pk,
        "position": "favor", "passage-0-exact": "the dam will break"})
    assert answer.status_code == 302, answer.context["form"].errors
    for who in ("anna", "bela"):
        clients[who].post(reverse("curation:submit-labels", args=[opened.identifier]))
    assert StanceAnnotation.objects.get().position == "favor"
    assert "not yet" not in clients["reviewer"].get(page).content.decode()
    clients["reviewer"].post(reverse("curation:close-round", args=[opened.identifier]), {"version": 1})
    opened.refresh_from_db()
    assert opened.closed_at


def test_own_blind_labels_are_removed_by_their_coder_alone(clients, coders, draft, target, opened):
    blind = label(draft, coders["anna"], target)
    address = reverse("curation:remove-blind-label", args=[blind.identifier])
    assert clients["bela"].post(address).status_code == 404
    assert BlindLabel.objects.exists()
    clients["anna"].post(address)
    assert not BlindLabel.objects.exists()


def test_labels_are_decided_side_by_side_and_dissents_are_kept(clients, cast, coders, draft, target):
    one = label(draft, coders["anna"], target)
    other = annotate_stance(draft, cast["cataloguer"], holder_kind="quoted", holder=f"Residents {CANARY}",
                            target=target, position="favor", evidence=[Quote("the dam is safe")])
    page = reverse("curation:adjudicate", args=[draft.identifier])
    html = clients["reviewer"].get(page).content.decode()
    assert html.index("Coder Anna") < html.index("Coder Cataloguer") < html.index("Accept this")
    before = everything()
    assert clients["reviewer"].post(page, {"version": 3, "voice-1": "contested"}).status_code == 422
    assert clients["reviewer"].post(page, {"version": 2, "voice-1": one.identifier}).status_code == 422
    assert clients["cataloguer"].post(page, {"version": 3, "voice-1": one.identifier}).status_code == 403
    assert everything() == before
    answer = clients["reviewer"].post(page, {"version": 3, "voice-1": one.identifier}, follow=True)
    assert "Accepted: 1. Kept as contested: 1." in answer.content.decode()
    assert [StanceAnnotation.objects.get(pk=row.pk).status for row in (one, other)] == ["accepted", "contested"]


def test_where_all_labels_are_ones_own_nothing_is_offered_to_be_saved(clients, coders, draft, target):
    label(draft, coders["bela"], target)
    page = reverse("curation:adjudicate", args=[draft.identifier])
    own, others = (clients[who].get(page).content.decode() for who in ("bela", "reviewer"))
    assert "One of these labels is yours" in own and "Save the decisions" not in own
    assert "Save the decisions" in others


def test_agreement_is_a_constant_number_of_queries(clients, cast, coders, draft, target, django_assert_max_num_queries):
    label(draft, coders["anna"], target)
    label(draft, cast["cataloguer"], target)
    page = reverse("curation:agreement")
    with django_assert_max_num_queries(60) as few:
        html = clients["reviewer"].get(page).content.decode()
    assert "not computable: all labels that could be compared are the same" in html
    for n in range(5):
        label(draft, coders["anna"], StanceTarget.objects.create(kind="entity", label=f"Target {n}"))
    with django_assert_max_num_queries(len(few)):
        assert "Target 4" in clients["reviewer"].get(page).content.decode()


def test_the_agreement_of_a_target_has_its_table_beside_the_picture(clients, cast, coders, draft, target):
    label(draft, coders["anna"], target)
    decide_stance(label(draft, cast["cataloguer"], target), cast["reviewer"], "accepted")
    page = reverse("curation:agreement-target", args=[target.identifier])
    html = clients["reviewer"].get(page).content.decode()
    assert "<svg" in html
    assert "100 %" in html
    empty = clients["reviewer"].get(reverse("curation:agreement"), {"codebook": "9"}).content.decode()
    assert "No labels to compare." in empty


def test_whoever_may_label_is_offered_as_a_coder(cast, draft, clients):
    person = make_curator("granted")
    person.groups.add(Group.objects.get(name="cataloguer"))
    html = clients["reviewer"].get(reverse("curation:round", args=[draft.identifier])).content.decode()
    assert "granted (Coder Granted)" in html
    assert "Coder Outsider" not in html
