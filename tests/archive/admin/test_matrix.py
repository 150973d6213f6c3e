"""Role by verb, over every model of the admin: who sees, adds, changes and deletes what."""
import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from archive import models
from archive.provenance.ledger import record_event
from archive.provenance.revise import keep_revision
from archive.workflow.policy import rule_for
from archive.workflow.policy_words import kind_of
from tests.base import make_agent, make_codebook, make_document

pytestmark = pytest.mark.django_db

VERBS = ("view", "add", "change", "delete")
NOBODY, READ, EDIT, KEEP = "", "view", "view add change delete", "view add change"
# model: (cataloguer, reviewer, administrator)
POLICY = {
    "agent": (EDIT, EDIT, EDIT),
    "subject": (EDIT, EDIT, EDIT),
    "place": (EDIT, EDIT, EDIT),
    "collection": (EDIT, EDIT, EDIT),
    "genre": (EDIT, EDIT, EDIT),
    "stancetarget": (EDIT, EDIT, EDIT),
    "codebook": (READ, READ, READ),
    "loadedword": (READ, EDIT, EDIT),
    "takedowncase": (NOBODY, KEEP, KEEP),
    "curator": (NOBODY, NOBODY, KEEP),
    "event": (READ, READ, READ),
    "revision": (READ, READ, READ),
    "ingestbatch": (READ, READ, READ),
    "original": (READ, READ, READ),
    "textversion": (READ, READ, READ),
}
ROLES = ("cataloguer", "reviewer", "administrator")


@pytest.fixture
def rows(cast):
    """One row of every model of the admin, by model name, that nothing else refers to."""
    document = make_document(cast["cataloguer"])
    original = models.Original.objects.create(sha256="a" * 64, size=1, media_type="text/plain")
    make = {
        "agent": lambda: make_agent("A"),
        "subject": lambda: models.Subject.objects.create(label="S"),
        "place": lambda: models.Place.objects.create(label="P"),
        "collection": lambda: models.Collection.objects.create(code="c", title="C"),
        "genre": lambda: models.Genre.objects.create(code="letter", label="letter"),
        "stancetarget": lambda: models.StanceTarget.objects.create(kind="entity", label="T"),
        "codebook": make_codebook,
        "loadedword": lambda: models.LoadedWord.objects.create(phrase="w", reason="It insults."),
        "takedowncase": lambda: models.TakedownCase.objects.create(
            document=document, request="Remove it.", ground="privacy"),
        "curator": lambda: cast["outsider"],
        "event": lambda: models.Event.objects.last(),
        "revision": lambda: models.Revision.objects.last(),
        "ingestbatch": lambda: models.IngestBatch.objects.create(label="B", started_by=cast["cataloguer"]),
        "original": lambda: original,
        "textversion": lambda: models.TextVersion.objects.create(
            original=original, kind="raw", text="w", sha256="b" * 64, length=1, tool="t"),
    }
    made = {name: maker() for name, maker in make.items()}
    for name in ("agent", "subject", "place", "collection", "stancetarget", "loadedword", "takedowncase"):
        keep_revision(made[name], cast["cataloguer"])
    return made


def address(name, verb, row):
    view = {"view": "change"}.get(verb, verb)
    return reverse(f"admin:archive_{name}_{view}", args=[] if verb == "add" else [row.pk])


def may(browser, name, verb, row):
    """Whether the server lets this person do it, judged by what it answers."""
    if verb == "change":
        page = browser.get(address(name, "change", row))
        return page.status_code == 200 and page.context["has_change_permission"]
    if verb == "view":
        listed = browser.get(reverse(f"admin:archive_{name}_changelist")).status_code == 200
        return listed and browser.get(address(name, "view", row)).status_code == 200
    return browser.get(address(name, verb, row)).status_code == 200


def test_every_model_of_the_admin_is_enrolled_here():
    admin.site.load_screens()
    assert {model._meta.model_name for model in admin.site._registry} == set(POLICY)


def test_the_policy_here_is_the_policy_of_the_table():
    admin.site.load_screens()
    verbs = {"view": "see", "add": "add", "change": "change", "delete": "delete"}
    for model, screen in admin.site._registry.items():
        name = model._meta.model_name
        for place, role in enumerate(ROLES):
            rules = {verb: rule_for(kind_of(model), verbs[verb]) for verb in VERBS}
            said = [verb for verb, rule in rules.items()
                    if rule and ROLES.index(rule.role) <= place and (verb == "view" or not screen.is_read_only)]
            assert " ".join(said) == POLICY[name][place], (name, role)


@pytest.mark.parametrize("who", ROLES)
def test_each_role_may_do_what_the_policy_says_and_no_more(clients, rows, who):
    allowed = {name: " ".join(verb for verb in VERBS if may(clients[who], name, verb, row))
               for name, row in rows.items()}
    assert allowed == {name: verbs[ROLES.index(who)] for name, verbs in POLICY.items()}


@pytest.mark.parametrize("who", ["reader", "outsider"])
def test_without_a_role_every_page_asks_for_a_login(clients, rows, who):
    for name, row in rows.items():
        for verb in VERBS:
            answer = clients[who].get(address(name, verb, row))
            assert answer.status_code == 302, (name, verb)
            assert answer["Location"].startswith("/admin/login/"), (name, verb)


def test_the_audit_trail_cannot_be_written_by_anybody(clients, rows):
    trail = {name: rows[name] for name, policy in POLICY.items() if policy[2] == READ}
    before = {name: list(type(row).objects.values()) for name, row in trail.items()}
    for name, row in trail.items():
        for verb in ("add", "change", "delete"):
            answer = clients["administrator"].post(address(name, verb, row), {"post": "yes", "detail": "x"})
            assert answer.status_code == 403, (name, verb)
        clients["administrator"].post(reverse(f"admin:archive_{name}_changelist"), {
            "action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert {name: list(type(row).objects.values()) for name, row in trail.items()} == before


def test_the_roles_themselves_have_no_screens():
    admin.site.load_screens()
    assert not admin.site.is_registered(Group)


def test_the_index_shows_each_person_only_their_own_groups(clients, cast):
    names = lambda who: [app["name"] for app in clients[who].get("/admin/").context["app_list"]]
    assert names("cataloguer") == ["Authorities", "Vocabularies", "Audit trail, read-only"]
    assert names("administrator") == [
        "Authorities", "Vocabularies", "Requests and people", "Audit trail, read-only"]


def test_the_ledger_is_filtered_and_searched_by_object(clients, cast):
    document, other = make_document(cast["cataloguer"]), make_document(cast["reviewer"])
    record_event("fixity check", document, outcome="fail", note="<b>damaged</b>")
    page = clients["reviewer"].get(reverse("admin:archive_event_changelist"), {"q": document.identifier})
    listed = page.context["cl"].result_list
    assert {event.object_id for event in listed} == {document.identifier}
    assert other.identifier not in page.content.decode()
    page = clients["reviewer"].get(reverse("admin:archive_event_changelist"),
                                   {"outcome__exact": "fail", "type__exact": "fixity check", "object_type": "document"})
    event = page.context["cl"].result_list.get()
    detail = clients["reviewer"].get(reverse("admin:archive_event_change", args=[event.pk])).content.decode()
    assert "&lt;b&gt;damaged&lt;/b&gt;" in detail
    assert "<b>damaged" not in detail


def test_lists_cost_the_same_for_few_and_for_many(clients, cast, django_assert_max_num_queries):
    def cost():
        spent = 0
        for name in POLICY:
            with django_assert_max_num_queries(30) as queries:
                clients["administrator"].get(reverse(f"admin:archive_{name}_changelist"))
            spent += len(queries)
        return spent

    def more(start, count):
        for number in range(start, start + count):
            make_document(cast["cataloguer"])
            agent = make_agent(f"Agent {number}")
            agent.names.create(text=f"Name {number}")
            agent.types.create(type="ngo")
            models.StanceTarget.objects.create(kind="entity", label=f"T {number}", agent=agent)
            models.IngestBatch.objects.create(label=f"B {number}", started_by=cast["cataloguer"])
            models.Subject.objects.create(label=f"S {number}")

    more(0, 2)
    few = cost()
    more(2, 30)
    assert cost() == few
