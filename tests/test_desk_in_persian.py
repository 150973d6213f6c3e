"""The curators' desk speaks Persian to a Persian curator: its pages, its refusals, the admin and the account.

What a page shows of the archive's own records stands apart from it (`foreign_words`): in <bdi>, or with a direction
or a language of its own. So this finds words that were not translated and names that are not isolated.
"""
import lxml.html
import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from archive.accounts.switches import set_switch
from archive.changes.change_set import open_change_set
from archive.curation.queues import QUEUES
from archive.discussion.comment import comment_on
from archive.models import CaptureRequest, IngestBatch, StanceTarget
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_claim, annotate_quotation, annotate_stance
from archive.stance.rounds import open_round
from tests.archive.curation.conftest import desk_addresses, give_text
from tests.archive.curation.test_matrix import WITHOUT_RECORD
from tests.base import make_agent, make_codebook, make_document
from tests.catalog.material import make_full_document
from tests.test_translations import foreign_words

pytestmark = pytest.mark.django_db(databases="__all__")

TEXT = "The ministry said that the dam is safe. Residents said: “the dam will break”. About 1,500 left."
# Kinds of files, standards, keys, and hidden fields of forms, which are called the same in every language.
CALLED_SO = {
    "XLSX", "CSV", "ZIP", "EDTF", "JSON", "GPS", "HTTP", "WARC", "DCMI", "Enter", "Ctrl", "Alt", "Shift", "EXIF",
    "MIME", "XML", "PDF", "UTF", "GB", "id", "English", "INITIAL", "TOTAL", "FORMS",
}
# What the archive holds, where a page of forms or of Django's admin shows it: options that name records, rows, values.
HELD = ("//select/option[@value!='']", "//*[@id='result_list']/tbody", "//*[@class='readonly']", "//nav[@aria-label]/*",
        "//div[@class='breadcrumbs']", "//div[@id='content']/h2", "//*[@id='user-tools']/strong", "//tbody//img",
        "//form[@id='changelist-search']//img", "//nav[@id='changelist-filter']", "//pre[@class='text']",
        "//label[input[@name='coders' or @name='groups']]", "//tr[contains(@class, 'has_original')]",
        "//*[@class='change-history']")
ANSWERS_DATA = {"upload", "uploads", "import-template", "export-description", "import-problems", "file", "thumbnail"}
ACCOUNT = ("mfa_index", "account_change_password", "mfa_activate_totp", "mfa_add_webauthn", "account_logout",
           "account_reauthenticate", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "account_inactive")


@pytest.fixture
def browser(cast):
    return persian(cast["administrator"])


def persian(person):
    client = Client(headers={"accept-language": "fa"})
    if person.is_authenticated:
        client.force_login(person)
    return client


def english_of(answer):
    """The Latin words that a page says itself; no words for an answer that is no page."""
    if not answer.get("content-type", "").startswith("text/html") or answer.status_code in (302, 405):
        return set()
    assert 'lang="fa"' in answer.content.decode(), answer.request["PATH_INFO"]
    page = lxml.html.document_fromstring(answer.content.decode())
    for element in page.xpath("|".join(HELD)):
        element.drop_tree()
    return foreign_words(lxml.html.tostring(page, encoding="unicode")) - CALLED_SO


@pytest.fixture
def records(cast):
    """{name of an address: what it names}: a draft with everything that a page can show of one, and the rest."""
    make_codebook()
    person = cast["administrator"]
    document = make_full_document(cast)
    draft = make_document(cast["cataloguer"], title="On the dam")
    give_text(draft, TEXT)
    target = StanceTarget.objects.create(kind="entity", label="the dam")
    stance = annotate_stance(draft, person, holder_kind="narrator", holder="narrator", target=target,
                             position="favor", evidence=[Quote("the dam is safe")])
    claim = annotate_claim(draft, person, quote=Quote("About 1,500"), value="1500", subject="people", claimant="they")
    said = annotate_quotation(draft, person, quote=Quote("the dam will break"), speaker="Residents", mode="direct")
    comment = comment_on(draft, cast["reviewer"], "Which dam?")
    batch = IngestBatch.objects.create(label="upload", started_by=person, kind="upload")
    CaptureRequest.objects.create(address="https://example.org/", asked_by=person)
    set_switch("capture", True, person)
    make_document(cast["cataloguer"], title="In parts", parent=draft, sequence=1)
    one = {"identifier": draft.identifier}
    of = lambda record, *names: {name: {"identifier": record.identifier} for name in names}
    return {
        "": one, "full": {"identifier": document.identifier}, **{name: {} for name in WITHOUT_RECORD},
        "queue": {"name": "drafts"}, "duplicates": {}, "distinguish": {"key": "agents"},
        "create-authority": {"key": "agents"}, "switch": {"name": "capture"}, "codebook-version": {"version": "1.0"},
        "merge-authority": {"key": "agents", "identifier": make_agent("An agent").identifier},
        "revision": {**one, "version": 1}, "batch": {"identifier": batch.identifier},
        "file": {**one, "sha256": "0" * 64}, "thumbnail": {**one, "sha256": "0" * 64},
        **of(stance, "correct-label", "decide-label"),
        **of(claim, "change-claim", "remove-claim"),
        **of(said, "change-quotation", "remove-quotation"),
        "agreement-target": {"identifier": target.identifier}, "person": {"identifier": person.identifier},
        "settle-comment": {"identifier": comment.identifier},
        **of(open_change_set("edit", "Nothing", person), "change", "undo-changes"),
    }


@pytest.fixture
def addresses(records):
    """{name: address} of every address of the desk."""
    return desk_addresses(lambda name: records.get(name, records[""]))


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_of_the_desk_speaks_english(browser, addresses, method):
    """A post without entries is answered by a page that says what is missing, in Persian too."""
    asked = {name: address for name, address in addresses.items() if name not in ANSWERS_DATA | {"switch"}}
    said = {name: english_of(getattr(browser, method)(address)) for name, address in asked.items()}
    assert {name: words for name, words in said.items() if words} == {}


def test_no_queue_and_no_full_record_speaks_english(browser, records):
    full = desk_addresses(lambda name: records.get(name, records["full"]))
    pages = [*(reverse("curation:queue", args=[name]) for name in QUEUES),
             *(full[name] for name in ("document", "describe", "history", "label", "split", "round", "carry"))]
    said = {page: english_of(browser.get(page)) for page in pages}
    assert {page: words for page, words in said.items() if words} == {}


def test_no_page_of_blind_labelling_speaks_english(cast, browser, records):
    document = make_document(cast["cataloguer"], title="Read twice")
    give_text(document, f"{TEXT} Read twice.", "twice.txt")
    opened = open_round(document, [cast["administrator"], cast["cataloguer"]], cast["reviewer"])
    annotate_stance(document, cast["administrator"], holder_kind="narrator", holder="narrator", position="favor",
                    target=StanceTarget.objects.get(label="the dam"), evidence=[Quote("safe")])
    label = opened.labels.get()
    pages = [*(reverse(f"curation:{name}", args=[document.identifier]) for name in ("round", "label", "document")),
             reverse("curation:change-blind-label", args=[label.identifier])]
    said = {page: english_of(browser.get(page)) for page in pages}
    assert {page: words for page, words in said.items() if words} == {}


def test_no_page_of_the_admin_speaks_english(browser, records):
    assert records
    pages = ["/admin/"]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model.objects.first()
        pages += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
        pages += [reverse(f"{name}_change", args=[row.pk])] if row else []
    said = {page: english_of(browser.get(page)) for page in pages}
    assert {page: words for page, words in said.items() if words} == {}


def test_no_page_of_the_account_speaks_english(cast, browser):
    said = {name: english_of(browser.get(reverse(name))) for name in ACCOUNT}
    said |= {"login": english_of(persian(cast["reader"]).get(reverse("account_login")))}
    said |= {"refused": english_of(persian(cast["reader"]).post(reverse("account_login"), {"login": "x"}))}
    assert {name: words for name, words in said.items() if words} == {}


def test_nobody_is_refused_in_english(cast, addresses):
    browser = persian(cast["outsider"])
    assert {name: words for name, address in addresses.items() if (words := english_of(browser.get(address)))} == {}
