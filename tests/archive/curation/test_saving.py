"""A save that leaves the page where it is: what it answers, where it goes on, and what it costs."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Contribution, Document, Subject, UnsavedEntries
from tests.archive.curation.conftest import everything, filled
from tests.base import make_agent, make_document

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def address_of(document):
    return reverse("curation:describe", args=[document.identifier])


def save(client, document, **changes):
    page = client.get(address_of(document))
    return client.post(address_of(document), filled(page, **changes), headers=JSON)


def test_the_answer_names_the_version_and_what_is_still_missing(clients, draft):
    answer = save(clients["cataloguer"], draft, title="Saved", rights="Known")
    said = answer.json()
    assert (said["version"], said["words"], said["address"]) == (2, "Saved as version 2.", "")
    assert {"text": "No publisher is named.", "at": "id_publisher"} in said["missing"]
    assert not [one for one in said["missing"] if one["at"] == "id_rights"]
    assert Document.objects.get(pk=draft.pk).title == "Saved"


def test_the_same_page_saves_again_with_the_version_it_was_told(clients, draft):
    make_agent("Valley Herald")
    page = clients["cataloguer"].get(address_of(draft))
    data = filled(page, **{"publisher-0-agent": "Valley Herald", "publisher-0-basis": "external"})
    first = clients["cataloguer"].post(address_of(draft), data, headers=JSON).json()
    again = clients["cataloguer"].post(address_of(draft), {**data, "version": first["version"], "rights": "Known"},
                                       headers=JSON).json()
    assert again["version"] == 3
    assert Contribution.objects.filter(document=draft).count() == 1


def test_a_save_that_changes_nothing_leaves_the_version_the_history_and_the_ledger(clients, draft):
    save(clients["cataloguer"], draft, rights="Known")
    before = everything()
    data = filled(clients["cataloguer"].get(address_of(draft)), reason="Nothing, really")
    clients["cataloguer"].post(reverse("curation:keep-entries", args=[draft.identifier]),
                               {"version": 2, "entries": data}, content_type="application/json")
    again = clients["cataloguer"].post(address_of(draft), data, headers=JSON).json()
    assert (again["version"], again["words"]) == (2, "Nothing changed; version 2 stands.")
    assert everything() == before
    assert not UnsavedEntries.objects.exists(), "what was kept is what is saved"
    moved = save(clients["cataloguer"], draft, then="submit").json()
    assert moved["words"] == "Nothing changed; version 2 was sent to review."


def test_a_row_alone_is_a_change(clients, draft):
    make_agent("Valley Herald")
    said = {"publisher-0-agent": "Valley Herald", "publisher-0-basis": "external"}
    assert save(clients["cataloguer"], draft, **said).json()["version"] == 2
    assert save(clients["cataloguer"], draft).json()["version"] == 2
    assert save(clients["cataloguer"], draft, **{
        "publisher-0-basis": "inferred", "publisher-0-certainty": "certain"}).json()["version"] == 3
    assert save(clients["cataloguer"], draft, **{"publisher-0-DELETE": "on"}).json()["version"] == 4


def test_a_late_save_that_changes_nothing_is_no_conflict_and_goes_on_with_what_is_saved(clients, draft):
    page = clients["cataloguer"].get(address_of(draft))
    save(clients["reviewer"], draft, title="Theirs")
    before = everything()
    answer = clients["cataloguer"].post(address_of(draft), filled(page), headers=JSON)
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert answer.json()["address"] == address_of(draft), "the page shows what the other saved"
    assert everything() == before
    assert clients["cataloguer"].post(address_of(draft), filled(page)).status_code == 302
    assert clients["cataloguer"].post(address_of(draft), filled(page, rights="Mine")).status_code == 409


def test_complaints_are_told_by_the_name_of_their_input(clients, draft):
    before = everything()
    answer = save(clients["cataloguer"], draft, title="", **{"creator-0-agent": "Nobody", "creator-0-as_printed": "N."})
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"title", "creator-0-agent"}
    assert "There is no record named “Nobody”" in answer.json()["errors"]["creator-0-agent"][0]
    assert everything() == before


def test_a_printed_name_that_nobody_can_see_is_none(clients, draft):
    make_agent("The Paper")
    answer = save(clients["cataloguer"], draft, **{
        "publisher-0-agent": "The Paper", "publisher-0-as_printed": "\u200b"})
    assert set(answer.json()["errors"]) == {"publisher-0-as_printed"}


def test_what_was_typed_stands_escaped_in_a_complaint_and_choices_stay_a_list(clients, draft):
    typed = "<img src=x onerror=alert(1)>"
    wrong = save(clients["cataloguer"], draft, issued="03/04/2018", **{
        "creator-0-agent": typed, "creator-0-as_printed": typed}).json()["errors"]
    assert "“&lt;img src=x onerror=alert(1)&gt;”" in wrong["creator-0-agent"][0]
    assert "<img" not in str(wrong)
    assert "<li><bdi>2018-03-04</bdi>" in wrong["issued"][0]


def test_a_whole_goes_to_review_with_its_parts_and_says_so(clients, draft, cast):
    part = make_document(cast["cataloguer"], parent=draft, sequence=1)
    page = clients["cataloguer"].get(address_of(draft))
    assert "Save and send to review with its parts" in page.content.decode()
    answer = clients["cataloguer"].post(address_of(draft), filled(page, then="submit"), headers=JSON).json()
    assert answer["refusal"] == ""
    part.refresh_from_db()
    assert part.state == "in_review"
    shown = clients["cataloguer"].get(answer["address"]).content.decode()
    assert "sent to review. 1 part went with it." in shown


def test_one_agent_twice_in_one_role_is_refused(clients, draft):
    make_agent("Valley Herald")
    answer = save(clients["cataloguer"], draft, **{
        "publisher-TOTAL_FORMS": "2", "publisher-0-agent": "Valley Herald", "publisher-0-basis": "external",
        "publisher-1-agent": "Valley Herald", "publisher-1-basis": "inferred",
        "publisher-1-certainty": "certain"})
    assert answer.json()["errors"] == {"publisher": ["“Valley Herald” stands here twice: remove one of the rows."]}


def test_a_row_is_removed_by_its_mark_or_by_emptying_it(clients, draft):
    for name in ("Valley Herald", "Hill Gazette"):
        Contribution.objects.create(document=draft, agent=make_agent(name), role="publisher", basis="external")
    save(clients["cataloguer"], draft, **{"publisher-0-DELETE": "on", "publisher-1-agent": ""})
    assert not Contribution.objects.filter(document=draft).exists()


def test_save_and_send_to_review(clients, draft):
    answer = save(clients["cataloguer"], draft, rights="Known", then="submit").json()
    assert answer["address"] == reverse("curation:document", args=[draft.identifier])
    saved = Document.objects.get(pk=draft.pk)
    assert (saved.rights, saved.state, saved.submitted_by.username) == ("Known", "in_review", "cataloguer")


def test_save_and_next_goes_to_the_next_draft_of_the_same_list(clients, cast, draft):
    older = draft
    newer = make_document(cast["cataloguer"], title="Newer")
    page = clients["cataloguer"].get(address_of(newer) + "?from=queue:drafts")
    assert (page.context["near"].before, page.context["near"].after) == ("", older.identifier)
    answer = clients["cataloguer"].post(
        address_of(newer), filled(page, then="next", **{"from": "queue:drafts"}), headers=JSON).json()
    assert answer["address"] == address_of(older) + "?from=queue:drafts"


@pytest.mark.parametrize(("queue", "page"), [("mine", "/curation/"), ("drafts", "/curation/queues/drafts/")])
def test_each_draft_of_a_queue_is_described_from_there(clients, draft, queue, page):
    assert f'href="{address_of(draft)}?from=queue:{queue}"' in clients["cataloguer"].get(page).content.decode()


def test_each_draft_of_a_batch_is_described_from_there_and_the_next_one_follows(clients):
    files = [SimpleUploadedFile(f"{n}.txt", f"Words of page {n}.".encode()) for n in (1, 2)]
    page = clients["cataloguer"].post(reverse("curation:intake"), {"files": files}, follow=True)
    first, second = Document.objects.order_by("pk")
    batch = page.context["batch"].identifier
    addresses = [f"{address_of(draft)}?from=batch:{batch}" for draft in (first, second)]
    shown = page.content.decode()
    assert [shown.count(f'href="{address}"') for address in addresses] == [2, 1]  # the first one twice: begin there
    data = filled(clients["cataloguer"].get(addresses[0]), then="next", **{"from": f"batch:{batch}"})
    assert clients["cataloguer"].post(addresses[0], data, headers=JSON).json()["address"] == addresses[1]


@pytest.mark.parametrize("came_from", ["", "queue:none", "batch:none", "x", "queue:", "queue:drafts:1"])
def test_an_unknown_list_has_no_neighbours(clients, draft, came_from):
    page = clients["cataloguer"].get(address_of(draft), {"from": came_from})
    assert (page.context["near"].before, page.context["near"].after) == ("", "")


def queries_of_save(clients, document, **changes):
    page = clients["cataloguer"].get(address_of(document))
    with CaptureQueriesContext(connection, ) as queries:
        answer = clients["cataloguer"].post(address_of(document), filled(page, **changes), headers=JSON)
    assert answer.status_code == 200, answer.json()
    return len(queries)


def test_the_queries_of_a_save_do_not_grow_with_the_record_or_the_archive(clients, cast, draft):
    first = queries_of_save(clients, draft, rights="one")
    for number in range(12):
        make_document(cast["cataloguer"], title=f"Another {number}")
        draft.subjects.add(Subject.objects.create(label=f"subject {number}"))
    make_document(cast["reviewer"], title="Theirs")
    assert queries_of_save(clients, Document.objects.get(pk=draft.pk), rights="two",
                           subjects="subject 1") - first < 12
    alone = queries_of_save(clients, Document.objects.get(pk=draft.pk), rights="three")
    for number in range(12, 30):
        make_document(cast["cataloguer"], title=f"Another {number}")
    assert queries_of_save(clients, Document.objects.get(pk=draft.pk), rights="four") == alone
    assert alone <= 85
