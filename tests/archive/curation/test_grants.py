"""A person with a role for one collection sees, and changes, what lies there; of the rest no page says a word."""
import json

import pytest
from django.test import Client
from django.urls import reverse

from archive.accounts.grants import give_grant
from archive.changes.change_set import note_change, open_change_set
from archive.curation.queues import QUEUES
from archive.curation.urls import urlpatterns
from archive.discussion.comment import comment_on
from archive.models import (
    Agent,
    BatchItem,
    CaptureRequest,
    Collection,
    Contribution,
    Document,
    Event,
    IngestBatch,
    StanceTarget,
    TakedownCase,
    Upload,
)
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance
from archive.workflow.assign import assign_document
from archive.workflow.transitions import submit_document
from tests.archive.curation.conftest import everything, filled, give_text
from tests.base import make_agent, make_codebook, make_curator, make_document

pytestmark = pytest.mark.django_db
SECRET = "Geheimwort"
ROLES = ("cataloguer", "reviewer")
OF_A_DOCUMENT = ("document", "describe", "split", "label", "claim", "quotation", "history", "compare", "round",
                 "adjudicate", "carry", "copy-as-new", "assign", "comment", "keep-entries", "restore-revision",
                 "submit", "publish", "return", "restrict", "embargo", "withdraw", "reopen", "unpublish")


@pytest.fixture
def places():
    return (Collection.objects.create(code="letters", title="Letters"),
            Collection.objects.create(code="press", title=f"{SECRET} press"))


@pytest.fixture(params=ROLES)
def granted(request, places, cast):
    """The browser of somebody with a role for “Letters” alone."""
    person = make_curator(f"granted-{request.param}")
    give_grant(person, places[0], request.param, cast["administrator"])
    browser = Client()
    browser.force_login(person)
    browser.person = person
    return browser


def a_document(collection, cast, word):
    """A submitted and a drafted document with all that the desk keeps beside them."""
    by = cast["cataloguer"]
    document = make_document(by, title=f"{word} title", collection=collection)
    version = give_text(document, f"It is safe, {word} says.", f"{word}.txt")
    target = StanceTarget.objects.get_or_create(kind="entity", label="the dam")[0]
    stance = annotate_stance(document, by, holder_kind="narrator", holder="narrator", target=target, position="favor",
                             evidence=[Quote(f"It is safe, {word} says.")], rationale=word)
    comment = comment_on(document, cast["reviewer"], f"{word} comment")
    batch = IngestBatch.objects.create(label=f"{word} batch", kind="upload", collection=collection, started_by=by,
                                       state="failed", failure=f"{word} failure")
    BatchItem.objects.create(batch=batch, name=f"{word} item", outcome="created", document=document)
    upload = Upload.objects.create(batch=batch, name=f"{word} upload", size=9, sent_by=by)
    capture = CaptureRequest.objects.create(address=f"https://{word}.example/", collection=collection, asked_by=by,
                                            state="failed", failure=f"{word} failure", batch=batch)
    sheet = IngestBatch.objects.create(label=f"{word} import", kind="import", started_by=by)
    change_set = open_change_set("edit", f"{word} change", by)
    note_change(change_set, document, 1)
    assign_document(document, cast["reviewer"], cast["administrator"])
    waiting = make_document(by, title=f"{word} waiting", collection=collection)
    submit_document(waiting, by)
    return {"document": document, "version": version, "stance": stance, "comment": comment, "batch": batch,
            "upload": upload, "capture": capture, "import": sheet, "change": change_set, "target": target}


@pytest.fixture
def both(places, cast):
    make_codebook()
    return a_document(places[0], cast, "Openword"), a_document(places[1], cast, SECRET)


def lists(theirs):
    """Every address of the desk that is about no document, and searches on them."""
    names = {pattern.name for pattern in urlpatterns if not pattern.pattern.converters}
    walked = [reverse(f"curation:{name}") for name in sorted(names)]
    walked += [reverse("curation:queue", args=[name]) for name in QUEUES]
    walked += [f"{reverse('curation:documents')}?lacks=date", f"{reverse('curation:edit-many')}?all=1",
               reverse("curation:agreement-target", args=[theirs["target"].identifier])]
    return walked


def test_no_list_of_the_desk_says_a_word_of_what_lies_elsewhere(granted, both):
    seen = ""
    for address in lists(both[1]):
        page = granted.get(address)
        text = page.content.decode("utf-8", "replace")
        assert SECRET not in text, address
        seen += text
    for word in ("Openword title", "Openword batch", "Openword change"):
        assert word in seen, f"the walk sees {word}"


def test_a_document_elsewhere_is_not_there(granted, both):
    before = everything()
    for name in OF_A_DOCUMENT:
        address = reverse(f"curation:{name}", args=[both[1]["document"].identifier])
        for answer in (granted.get(address), granted.post(address, {"version": 1, "text": "x", "comment": "x"})):
            assert answer.status_code in (403, 404, 405), name
            assert SECRET not in answer.content.decode(), name
            if answer.status_code == 403:
                assert "This needs the role" in answer.content.decode(), name
                assert name in ("adjudicate", "publish", "return", "restrict", "embargo", "withdraw", "unpublish")
        assert everything() == before, name


def test_nor_are_its_file_revision_label_comment_intake_import_change_and_upload(granted, both):
    theirs = both[1]
    document, sha256 = theirs["document"].identifier, theirs["version"].original.sha256
    is_reviewer = granted.person.grants.get().role == "reviewer"
    addresses = [
        reverse("curation:file", args=[document, sha256]), reverse("curation:thumbnail", args=[document, sha256]),
        reverse("curation:revision", args=[document, 1]),
        reverse("curation:correct-label", args=[theirs["stance"].identifier]),
        *([reverse("curation:decide-label", args=[theirs["stance"].identifier])] if is_reviewer else []),
        reverse("curation:settle-comment", args=[theirs["comment"].identifier]),
        *(reverse(f"curation:{name}", args=[theirs[name].identifier])
          for name in ("batch", "import", "change", "upload")),
        reverse("curation:undo-changes", args=[theirs["change"].identifier]),
        reverse("curation:apply-import", args=[theirs["import"].identifier]),
        reverse("curation:capture-again", args=[theirs["capture"].identifier]),
    ]
    before = everything()
    for address in addresses:
        answer = granted.get(address)
        answer = granted.post(address) if answer.status_code == 405 else answer
        assert (answer.status_code, SECRET in answer.content.decode()) == (404, False), address
    assert everything() == before


def test_a_file_elsewhere_is_not_had_through_a_document_of_ones_own(granted, both):
    mine, theirs = both
    address = reverse("curation:file", args=[mine["document"].identifier, theirs["version"].original.sha256])
    assert granted.get(address).status_code == 404


def test_files_go_into_no_other_collection(granted, places):
    for collection in (places[1].identifier, ""):
        answer = granted.post(reverse("curation:announce"), json.dumps({
            "files": [{"name": "a.txt", "size": 3}], **({"collection": collection} if collection else {})}),
            content_type="application/json")
        assert answer.status_code in (403, 404)
    assert not Upload.objects.exists()
    answer = granted.post(reverse("curation:announce"), json.dumps({
        "files": [{"name": "a.txt", "size": 3}], "collection": places[0].identifier}), content_type="application/json")
    assert answer.status_code == 201
    assert Upload.objects.get().batch.collection == places[0]


def test_a_description_moves_no_document_to_another_collection(granted, places, cast):
    document = make_document(cast["cataloguer"], collection=places[0])
    address = reverse("curation:describe", args=[document.identifier])
    page = granted.get(address)
    assert SECRET not in page.content.decode()
    for collection in (str(places[1].pk), places[1].identifier, ""):
        granted.post(address, filled(page, collection=collection, title="Moved"))
        assert Document.objects.get(pk=document.pk).collection == places[0]


def test_nor_does_a_change_of_many(granted, places, cast):
    document = make_document(cast["cataloguer"], collection=places[0])
    address, chosen = reverse("curation:edit-many"), {"chosen": [document.identifier]}
    page = granted.get(address, chosen)
    assert "Letters" in page.content.decode()
    assert SECRET not in page.content.decode()
    said = {**chosen, "step": "preview", "collection_operation": "set", "collection_value": places[1].pk}
    assert SECRET not in granted.post(address, said).content.decode()
    granted.post(address, {**said, "step": "apply", "seen": f"{document.identifier}:{document.version}"})
    assert Document.objects.get(pk=document.pk).collection == places[0]


def test_who_is_granted_a_collection_adds_the_names_that_are_missing(granted):
    address = reverse("curation:create-authority", args=["agents"])
    answer = granted.post(address, {"heading": "Dam Watch", "kind": "body"}, headers={"Accept": "application/json"})
    assert answer.status_code == 201
    agent = Agent.objects.get()
    assert Event.objects.get(object_id=agent.identifier).agent == f"curator:{granted.person.identifier}"
    found = granted.get(reverse("curation:find-agents"), {"q": "River Watch"}).json()
    assert found["may_create"] is True


def test_how_often_a_name_is_used_elsewhere_is_not_counted(granted, both, places, cast):
    used, like = make_agent("Tehran Times"), make_agent("Teheran Times")
    for one in both:
        Contribution.objects.create(document=one["document"], agent=used, role="publisher", as_printed="T.")
    Contribution.objects.create(document=both[1]["document"], agent=like, role="creator", as_printed="T.")
    def ask(browser):
        found = browser.get(reverse("curation:find-agents"), {"q": "Tehran Times"}).json()["found"]
        near = browser.get(reverse("curation:find-agents"), {"q": "Tehran Timess"}).json()["near"]
        (pair,) = browser.get(reverse("curation:duplicates")).context["pairs"]
        panel = browser.get(reverse("curation:create-authority", args=["agents"]), {"name": "Tehran Times"})
        return ({one["label"]: one["uses"] for one in (*near, *found)}, pair.one_uses, pair.other_uses,
                {one.heading: one.uses for one in panel.context["near"]})
    assert ask(granted) == ({"Tehran Times": 1, "Teheran Times": 0}, 1, 0, {"Tehran Times": 1, "Teheran Times": 0})
    everything_seen = Client()
    everything_seen.force_login(cast["cataloguer"])
    assert ask(everything_seen)[1:3] == (2, 1)


def test_nor_how_many_documents_elsewhere_a_change_touched(granted, both, cast):
    shared = open_change_set("edit", "shared change", cast["cataloguer"])
    for one in both:
        note_change(shared, one["document"], 1)
    rows = {one.label: one.touched for one in granted.get(reverse("curation:changes")).context["page"]}
    assert rows["shared change"] == 1


def test_but_changes_merges_and_tells_apart_none(granted):
    one, other = make_agent("Tehran Times"), make_agent("Teheran Times")
    assert granted.get(reverse("curation:merge-authority", args=["agents", one.identifier])).status_code == 403
    page = granted.get(reverse("curation:duplicates")).content.decode()
    assert "Tehran Times" in page and "They are different" not in page and "Merge…" not in page
    answer = granted.post(reverse("curation:distinguish", args=["agents"]),
                          {"one": one.identifier, "other": other.identifier})
    assert answer.status_code == 403
    assert granted.get(reverse("admin:archive_agent_change", args=[one.pk])).status_code in (302, 403)


def test_a_request_for_removal_is_told_only_to_who_decides_about_all(granted, both, clients):
    document = both[0]["document"]
    TakedownCase.objects.create(document=document, request="Take it away", ground="privacy", requested_by="A lawyer")
    address = reverse("curation:document", args=[document.identifier])
    assert "Requests for removal" not in granted.get(address).content.decode()
    assert "Requests for removal" in clients["reviewer"].get(address).content.decode()


def test_who_may_be_asked_is_who_has_a_role_there(granted, both, places, cast):
    stranger = make_curator("stranger")
    give_grant(stranger, places[1], "reviewer", cast["administrator"])
    address = reverse("curation:document", args=[both[0]["document"].identifier])
    assert stranger.identifier not in granted.get(address).content.decode()
    granted.post(reverse("curation:assign", args=[both[0]["document"].identifier]), {"to": stranger.identifier})
    assert Document.objects.get(pk=both[0]["document"].pk).assigned_to == cast["reviewer"]
