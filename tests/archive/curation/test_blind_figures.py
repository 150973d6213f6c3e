"""Nobody counts labels that they may not see: no page of the desk, nor of the readers, changes by one of them."""
import re

import pytest
from django.urls import reverse

from archive.models import BlindLabel, Codebook, Event, Revision, StanceAnnotation
from archive.provenance.revise import revising
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance, decide_stance
from archive.stance.blind import change_blind_label, remove_blind_label, submit_labels
from archive.stance.rounds import close_round
from tests.archive.curation.test_rounds_desk import CANARY, all_addresses

pytestmark = pytest.mark.django_db

FLEETING = re.compile(r'(csrfmiddlewaretoken" value|name="csrf" content|nonce|data-token)="[^"]*"|[\d.]+ GB free')
PUBLIC = ["/", "/targets/", "/codebook/"]
# What a submission may change for a coder who still labels: the version, and who has submitted.
TOLD = re.compile(
    r'"version" value="\d+"|data-version>\d+|[Vv]ersion \d+|version="\d+"'
    r'|name="opened" value="\d+"|max="\d+"')


def said(target, **changes):
    return {"holder_kind": "quoted", "holder": f"Residents {CANARY}", "target": target, "position": "against",
            "neither_reason": "", "explicitness": "", "confidence": "", "rationale": f"Because {CANARY}.", **changes}


def label(document, coder, target, **changes):
    return annotate_stance(document, coder, evidence=[Quote("the dam will break")], **said(target, **changes))


def pages(browser, addresses):
    """{address: what it answers}, without what differs each time."""
    answers = {one: browser.get(one, follow=True).content.decode(errors="replace") for one in addresses}
    return {one: FLEETING.sub("", text) for one, text in answers.items()}


def differing(before, after):
    return sorted(one for one in before if before[one] != after[one])


def test_labels_that_are_written_changed_and_removed_blindly_change_no_page_of_anybody_else(
        clients, coders, draft, target, opened):
    addresses = [one for one in all_addresses(draft, target, opened)
                 if "/admin/" not in one and not one.endswith("/template/")]
    watched = {"bela": addresses, "reviewer": addresses, "reader": [
        *PUBLIC, f"/documents/{draft.identifier}/", f"/targets/{target.identifier}/"]}
    before = {who: pages(clients[who], seen) for who, seen in watched.items()}
    rows = Event.objects.count(), Revision.objects.count(), StanceAnnotation.objects.count()
    for n in range(3):
        label(draft, coders["anna"], target, holder=f"Resident {n}")
    first, second, _third = BlindLabel.objects.all()
    change_blind_label(first, coders["anna"], said(target, position="favor"), [Quote("the dam is safe")])
    remove_blind_label(second, coders["anna"])
    assert (Event.objects.count(), Revision.objects.count(), StanceAnnotation.objects.count()) == rows
    for who, seen in watched.items():
        assert differing(before[who], pages(clients[who], seen)) == [], who
    assert "not submitted" in clients["anna"].get(reverse("curation:label", args=[draft.identifier])).content.decode()


def test_one_event_tells_of_a_submission_and_how_many_labels_it_brought(clients, coders, draft, target, opened):
    for n in range(3):
        label(draft, coders["anna"], target, holder=f"Resident {n}")
    submit_labels(opened, coders["anna"])
    (event,) = Event.objects.filter(object_type="labellinground", detail__contains="submitted")
    assert '"labels":3' in event.detail
    history = reverse("curation:history", args=[draft.identifier])
    assert "labels: <bdi>3</bdi>" in clients["reviewer"].get(history).content.decode()
    assert "labels: <bdi>" not in clients["bela"].get(history).content.decode()


def figures(browser, document, target):
    """What the desk says of a document's labels in numbers and places, without the document's version."""
    one = [document.identifier]
    addresses = [*(reverse(f"curation:{name}", args=one) for name in (
        "label", "claim", "describe", "split", "document", "history", "carry")),
        reverse("preview", args=one), reverse("curation:agreement"), reverse("curation:overview"),
        reverse("curation:agreement-target", args=[target.identifier]), reverse("curation:desk"),
        reverse("curation:edit-many"), reverse("curation:documents"), reverse("curation:queue", args=["drafts"]),
        reverse("admin:archive_event_changelist"), reverse("admin:archive_revision_changelist"),
        reverse("admin:archive_codebook_changelist"),
        reverse("admin:archive_codebook_change", args=[Codebook.objects.get().pk])]
    return {address: TOLD.sub("", text) for address, text in pages(browser, addresses).items()}


def test_what_others_submit_and_decide_changes_no_figure_for_a_coder_who_still_labels(
        clients, cast, coders, draft, target, opened):
    elsewhere = {reverse("preview", args=[draft.identifier])}  # its timeline has a line for each version
    for reason in ("described", "described again"):
        with revising(draft, cast["cataloguer"], reason):
            pass
    before = figures(clients["bela"], draft, target)
    for n in range(3):
        label(draft, coders["anna"], target, holder=f"Resident {n}")
    submit_labels(opened, coders["anna"])
    draft.refresh_from_db()
    label(draft, cast["cataloguer"], target, position="favor")
    after = figures(clients["bela"], draft, target)
    assert set(differing(before, after)) <= elsewhere
    assert not any(CANARY in text or "Labels that nobody has accepted" in text for text in after.values())
    seen = figures(clients["reviewer"], draft, target)
    document = reverse("curation:document", args=[draft.identifier])
    assert "Labels that nobody has accepted or contested: 4." in seen[document]
    assert "Labels that nobody has accepted" not in after[document]
    assert len(differing(after, seen)) > 8


def test_nobody_decides_about_labels_while_a_coder_still_labels(clients, cast, coders, draft, target, opened):
    label(draft, coders["anna"], target)
    (stance,) = submit_labels(opened, coders["anna"])
    page = reverse("curation:adjudicate", args=[draft.identifier])
    answer = clients["reviewer"].post(page, {"version": 2, "voice-1": stance.identifier})
    assert answer.status_code == 422
    assert "Coder Bela still labels" in answer.content.decode()
    assert "Save the decisions" not in clients["reviewer"].get(page).content.decode()
    clients["reviewer"].post(reverse("curation:decide-label", args=[stance.identifier]), {"status": "accepted"})
    stance.refresh_from_db()
    assert stance.status == "proposed"
    submit_labels(opened, coders["bela"])
    decide_stance(stance, cast["reviewer"], "accepted")


def test_what_was_left_when_a_round_was_closed_is_seen_taken_over_and_discarded_by_its_coder_alone(
        clients, cast, coders, draft, target, opened):
    for n in range(3):
        label(draft, coders["anna"], target, holder=f"Resident {n} {CANARY}")
    page = reverse("curation:left-labels", args=[draft.identifier])
    assert CANARY not in clients["anna"].get(page).content.decode()
    close_round(opened, cast["reviewer"], "Enough.")
    for who in ("bela", "reviewer", "administrator", "cataloguer"):
        html = clients[who].get(page).content.decode()
        assert CANARY not in html
        assert "Nothing of yours is left" in html
    for name in ("round", "label"):
        html = clients["anna"].get(reverse(f"curation:{name}", args=[draft.identifier])).content.decode()
        assert "3 labels of yours were not submitted" in html
        assert page in html
    first, second, third = BlindLabel.objects.values_list("identifier", flat=True)
    assert clients["bela"].post(page, {"act": "take-over", "label": [first]}).status_code == 422
    assert clients["anna"].post(page, {"act": "", "label": [first]}).status_code == 422
    assert BlindLabel.objects.count() == 3
    html = clients["anna"].post(page, {"act": "take-over", "label": [first, second]}, follow=True).content.decode()
    assert "2 labels taken over, as proposals." in html
    assert f"Resident 0 {CANARY}" in html
    assert "1 label discarded." in clients["anna"].post(
        page, {"act": "discard", "label": [third]}, follow=True).content.decode()
    assert not BlindLabel.objects.exists()
    assert StanceAnnotation.objects.filter(coder=coders["anna"], status="proposed").count() == 2
