"""Queues: who waits for whom, counted in one question, at the same cost however many documents there are."""
import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from archive.curation.counting import MOST
from archive.curation.queues import QUEUES, counts_for, documents_in, next_waiting
from archive.discussion.comment import comment_on, settle_comment
from archive.models import (
    CaptureRequest,
    Collection,
    CollectionGrant,
    Curator,
    Document,
    Event,
    IngestBatch,
    Original,
    TakedownCase,
)
from archive.provenance.ledger import Entry, record_events
from archive.stance.blind import submit_labels
from archive.stance.rounds import close_round, open_round
from archive.workflow.assign import assign_document
from archive.workflow.transitions import embargo_document, return_document, submit_document
from tests.archive.curation.conftest import give_text
from tests.base import make_agent, make_curator, make_document, publish

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date


def afresh(user):
    """The same person as the next request finds them: nothing counted, no roles kept."""
    return Curator.objects.get(pk=user.pk)


def counted(user):
    return {name: count for name, count in counts_for(afresh(user)).items() if count}


def titles(queue, user):
    return [document.title for document in documents_in(QUEUES[queue], user)]


def test_what_is_assigned_waits_until_it_is_decided(cast):
    document = make_document(cast["cataloguer"], title="given")
    assign_document(document, cast["reviewer"], cast["cataloguer"])
    assert titles("assigned", cast["reviewer"]) == ["given"]
    assert counted(cast["reviewer"])["waiting"] == 1
    publish(document, {**cast, "reviewer": cast["administrator"]})
    assert titles("assigned", cast["reviewer"]) == []


def test_a_coder_finds_what_to_label_until_they_submit_or_the_round_is_closed(cast, coders, draft, opened):
    anna, bela = coders["anna"], coders["bela"]
    assert titles("to-label", anna) == titles("to-label", bela) == ["On the dam"]
    assert counted(anna)["waiting"] == 1
    assert titles("to-label", cast["cataloguer"]) == titles("to-label", cast["reviewer"]) == []
    submit_labels(opened, anna)
    assert titles("to-label", anna) == []
    assert "waiting" not in counted(anna)
    assert titles("to-label", bela) == ["On the dam"]
    close_round(opened, cast["reviewer"], "Enough.")
    assert titles("to-label", bela) == []
    open_round(draft, coders.values(), cast["reviewer"])
    assert titles("to-label", anna) == ["On the dam"]  # what was submitted in an earlier round is no answer to this one


def test_a_part_to_label_is_found_beside_its_whole(cast, coders):
    whole = make_document(cast["cataloguer"], title="whole")
    part = make_document(cast["cataloguer"], title="part", parent=whole, sequence=1)
    open_round(part, coders.values(), cast["reviewer"])
    assert titles("to-label", coders["anna"]) == ["part"]


def test_the_desk_of_a_coder_leads_to_the_labelling_page_and_names_no_other_coder(clients, coders, draft, opened):
    for address in (reverse("curation:desk"), reverse("curation:queue", args=["to-label"])):
        page = clients["anna"].get(address).content.decode()
        assert "To label blindly" in page
        assert f'href="{reverse("curation:label", args=[draft.identifier])}">On the dam</a>' in page
        assert "Nothing waits for you" not in page
    assert "Coder Bela" not in clients["anna"].get(reverse("curation:desk")).content.decode()
    other = clients["anna"].get(reverse("curation:queue", args=["drafts"])).content.decode()
    assert f'href="{reverse("curation:document", args=[draft.identifier])}">On the dam</a>' in other


def test_what_another_coder_submits_changes_nothing_on_the_desk_of_who_still_labels(clients, coders, draft, opened):
    addresses = [reverse("curation:desk"), reverse("curation:queue", args=["to-label"])]

    def shown():
        return [clients["anna"].get(address).content.decode().count("On the dam") for address in addresses]

    before, numbers = shown(), counted(coders["anna"])
    assert all(before)
    submit_labels(opened, coders["bela"])
    assert (shown(), counted(coders["anna"])) == (before, numbers)


def test_a_coder_submits_on_the_page_of_the_round(clients, cast, coders, draft, opened):
    page = reverse("curation:round", args=[draft.identifier])
    submit = reverse("curation:submit-labels", args=[opened.identifier])
    html = clients["anna"].get(page).content.decode()
    assert f'<form method="post" action="{submit}">' in html
    assert "Submit my labels" in html
    assert submit not in clients["reviewer"].get(page).content.decode()
    clients["anna"].post(submit)
    assert opened.submissions.get().coder == coders["anna"]
    assert submit not in clients["anna"].get(page).content.decode()
    close_round(opened, cast["reviewer"], "Enough.")
    assert submit not in clients["bela"].get(page).content.decode()


def test_open_comments_of_others_on_what_concerns_me(cast):
    mine, foreign = (make_document(cast["cataloguer"], title=title) for title in ("mine", "foreign"))
    submit_document(mine, cast["cataloguer"])
    own = comment_on(mine, cast["cataloguer"], "my own")
    made = comment_on(mine, cast["reviewer"], "a question")
    comment_on(foreign, cast["reviewer"], "about somebody else's")
    assert titles("comments", cast["cataloguer"]) == ["mine"]
    assert titles("comments", cast["reviewer"]) == ["mine"]  # who commented hears the answer
    settle_comment(made, cast["cataloguer"])
    settle_comment(own, cast["cataloguer"])
    assert titles("comments", cast["cataloguer"]) == titles("comments", cast["reviewer"]) == []


def test_what_came_back_with_comments_stands_among_what_came_back_alone(cast):
    document = make_document(cast["cataloguer"], title="back")
    submit_document(document, cast["cataloguer"])
    comment_on(document, cast["reviewer"], "Which day?", "title")
    assert titles("comments", cast["cataloguer"]) == ["back"]
    return_document(document, cast["reviewer"], "See the comment.")
    assert titles("returned", cast["cataloguer"]) == ["back"]
    assert titles("comments", cast["cataloguer"]) == []


def test_embargoes_that_end_soon_or_are_past(cast):
    for title, days in (("past", -3), ("soon", 29), ("later", 45)):
        document = publish(make_document(cast["cataloguer"], title=title), cast)
        Document.objects.filter(pk=document.pk).update(
            embargo_until=TODAY() + datetime.timedelta(days=days), embargo_reason="a trial")
    make_document(cast["cataloguer"], title="proposed", embargo_until=TODAY(), embargo_reason="x")
    assert titles("embargo", cast["reviewer"]) == ["past", "soon"]


def test_requests_for_removal_that_are_open_or_due_again(cast):
    for title, decision, days in (("open", "open", None), ("due", "refused", 0), ("done", "refused", 9)):
        document = make_document(cast["cataloguer"], title=title)
        decided = {} if decision == "open" else {
            "decided_by": cast["reviewer"], "decided_at": timezone.now(), "rationale": "why"}
        TakedownCase.objects.create(
            document=document, request="Remove it.", ground="privacy", decision=decision, **decided,
            review_on=None if days is None else TODAY() + datetime.timedelta(days=days))
    assert set(titles("takedown", cast["reviewer"])) == {"open", "due"}
    assert counted(cast["reviewer"])["waiting"] == 2
    assert "takedown" not in counts_for(afresh(cast["cataloguer"]))


def test_tasks_that_failed_lately_are_listed_with_their_reason(clients, cast):
    batch = IngestBatch.objects.create(label="Night run", started_by=cast["cataloguer"], state="failed",
                                       failure="the disk was full")
    old = IngestBatch.objects.create(label="Long ago", started_by=cast["cataloguer"], state="failed")
    IngestBatch.objects.filter(pk=old.pk).update(started_at=timezone.now() - datetime.timedelta(days=40))
    CaptureRequest.objects.create(address="https://example.org/x", asked_by=cast["reviewer"], state="failed",
                                  failure="it did not answer")
    CaptureRequest.objects.create(address="https://example.org/y", asked_by=cast["reviewer"], state="finished")
    page = clients["cataloguer"].get(reverse("curation:queue", args=["tasks"])).content.decode()
    for words in ("Night run", "the disk was full", "https://example.org/x", "it did not answer",
                  reverse("curation:batch", args=[batch.identifier])):
        assert words in page
    assert "Long ago" not in page
    assert "https://example.org/y" not in page
    assert counted(cast["cataloguer"])["tasks"] == 2


def sweep(*failed, bytes_read=100):
    """Record what a check of the store records: each failure, then the summary."""
    record_events([
        *(Entry("fixity check", "original", sha256, outcome="fail", detail={"reason": "changed"}) for sha256 in failed),
        Entry("fixity check", "store", "originals", outcome="fail" if failed else "success",
              detail={"bytes_read": bytes_read, "checked": 2}),
    ])


def test_fixity_alerts_are_what_the_last_check_found(clients, cast):
    document = make_document(cast["cataloguer"], title="Damaged one")
    give_text(document, filename="page.txt")
    sha256 = Original.objects.get().sha256
    sweep("b" * 64)
    sweep(sha256)
    page = clients["reviewer"].get(reverse("curation:queue", args=["fixity"])).content.decode()
    assert "page.txt" in page
    assert "Damaged one" in page
    assert "changed" in page
    assert "b" * 64 not in page
    assert counted(cast["reviewer"])["fixity"] == 1
    sweep(bytes_read=0)  # looked only whether files are there: that proves nothing about their bytes
    assert counted(cast["reviewer"])["fixity"] == 1
    sweep()
    assert "fixity" not in counted(cast["reviewer"])
    assert Event.objects.filter(outcome="fail", object_id=sha256).exists()


def test_a_queue_of_reviewers_is_closed_to_others(clients):
    for name in ("deciding", "embargo", "takedown", "fixity"):
        assert clients["cataloguer"].get(reverse("curation:queue", args=[name])).status_code == 403, name


def test_a_grant_for_a_collection_opens_its_documents_and_no_others(cast):
    shelf, other = (Collection.objects.create(code=code, title=code) for code in ("a", "b"))
    granted = make_curator("granted")
    CollectionGrant.objects.create(curator=granted, collection=shelf, role="reviewer", given_by=cast["administrator"])
    CollectionGrant.objects.create(curator=granted, collection=other, role="cataloguer",
                                   given_by=cast["administrator"])
    for title, collection in (("ours", shelf), ("theirs", other), ("nowhere", None)):
        document = make_document(cast["cataloguer"], title=title, collection=collection)
        submit_document(document, cast["cataloguer"])
    assert titles("deciding", granted) == ["ours"]
    assert set(titles("review", granted)) == {"ours", "theirs"}
    assert "takedown" not in counts_for(afresh(granted))
    assert counted(granted)["waiting"] == 1


def test_what_waits_twice_is_counted_once(cast):
    document = make_document(cast["cataloguer"])
    submit_document(document, cast["cataloguer"])
    assign_document(document, cast["reviewer"], cast["cataloguer"], "please")
    seen = counted(cast["reviewer"])
    assert (seen["deciding"], seen["assigned"], seen["waiting"]) == (1, 1, 1)


def test_nobody_counts_beyond_what_anybody_wants_to_know(cast):
    make_document(cast["cataloguer"])
    Document.objects.bulk_create([Document(title=f"{number}") for number in range(MOST + 5)])
    assert counted(cast["reviewer"])["drafts"] == MOST


def test_counting_is_one_question(cast, django_assert_num_queries):
    user = afresh(cast["reviewer"])
    assert user.groups.count() == 1
    counts_for(user)
    del user._waiting_counts
    with django_assert_num_queries(1):
        counts_for(user)


def test_the_next_to_decide_is_the_oldest_other_one(cast):
    first, second = (make_document(cast["cataloguer"], title=title) for title in ("first", "second"))
    for document in (first, second):
        submit_document(document, cast["cataloguer"])
    assert next_waiting(cast["reviewer"], second) == first
    assert next_waiting(cast["reviewer"], first) == second
    assert next_waiting(cast["cataloguer"], first) is None


def fill(cast, number):
    """`number` documents in each queue of the reviewer."""
    for one in range(number):
        agent = make_agent(f"Agent {Document.objects.count()}")
        waiting = make_document(cast["cataloguer"], title=f"waiting {one}")
        waiting.contributions.create(agent=agent, role="publisher", basis="inferred")
        submit_document(waiting, cast["cataloguer"])
        assign_document(waiting, cast["reviewer"], cast["cataloguer"], "look")
        back = make_document(cast["reviewer"], title=f"back {one}")
        submit_document(back, cast["reviewer"])
        return_document(back, cast["administrator"], "mend")
        submit_document(make_document(cast["reviewer"], title=f"sent {one}"), cast["reviewer"])
        draft = make_document(cast["reviewer"], title=f"draft {one}")
        open_round(draft, [cast["reviewer"], cast["cataloguer"]], cast["administrator"])
        out = publish(make_document(cast["cataloguer"], title=f"out {one}"), cast)
        embargo_document(out, cast["reviewer"], TODAY() + datetime.timedelta(days=1), "a trial")
        TakedownCase.objects.create(document=out, request="Remove it.", ground="privacy")
        IngestBatch.objects.create(label=f"batch {one}", started_by=cast["reviewer"], state="failed")
        give_text(out, f"text {Document.objects.count()}")
    sweep(*Original.objects.values_list("sha256", flat=True))


def test_the_desk_and_every_queue_cost_the_same_for_five_and_for_twenty(clients, cast, django_assert_max_num_queries):
    addresses = [reverse("curation:desk"), *(reverse("curation:queue", args=[name]) for name in QUEUES)]

    def costs():
        found = {}
        for address in addresses:
            with django_assert_max_num_queries(35) as spent:
                assert clients["reviewer"].get(address).status_code == 200
            found[address] = len(spent)
        return found

    fill(cast, 5)
    few = costs()
    assert all(count >= 5 for name, count in counts_for(afresh(cast["reviewer"])).items() if name != "withdrawn")
    fill(cast, 15)
    assert costs() == few
