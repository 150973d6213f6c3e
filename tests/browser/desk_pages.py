"""Every page of the desk by its name, with what it is about; `made` is what `desk_material.py` prints."""
from django.urls import reverse

from archive.curation.queues import QUEUES
from archive.workflow.states import TRANSITIONS

# What answers a GET with no page: JSON, files, verbs that take POST only, and what uploads ask a machine.
NO_PAGE = frozenset((
    "announce", "apply-import", "assign", "assign-chosen", "capture-again", "close-round", "comment",
    "copy-as-new", "decide-label", "discard-import", "distinguish", "export-description", "file", "find-agents",
    "find-places", "find-subjects", "give-up", "give-up-rest", "import-problems", "import-template", "keep-entries",
    "read-date", "remove-blind-label", "remove-claim", "remove-quotation", "restore-revision", "settle-comment",
    "submit-labels", "switch", "take-in", "thumbnail", "upload", "upload-digest", "uploads", *TRANSITIONS,
))
ACCOUNT = ("mfa_index", "account_change_password", "account_reauthenticate", "mfa_activate_totp",
           "mfa_add_webauthn", "mfa_generate_recovery_codes", "account_logout", "account_inactive")
ADMIN = ("agent", "subject", "place", "collection", "genre", "stancetarget", "codebook", "loadedword", "takedowncase",
         "curator", "event", "revision", "ingestbatch", "original", "textversion")
ADDED = ("agent", "subject", "place", "collection", "genre", "stancetarget", "takedowncase", "curator")


def curation_pages(made):
    """{URL name: [address, ...]} of the desk's own pages."""
    def about(name, *records, end=""):
        return [reverse(f"curation:{name}", args=[made[record]]) + end for record in records]

    documents = ("returned", "labelled", "blind", "in_review", "published", "digest", "part", "picture", "withdrawn")
    plain = ("desk", "overview", "intake", "captures", "imports", "people", "policy", "changes", "documents",
             "agreement", "codebook", "write-codebook")
    merging = reverse("curation:merge-authority", args=["agents", made["agent"]])
    chosen = "".join(f"&chosen={made[name]}" for name in ("returned", "labelled"))
    keys = ("agents", "subjects", "places")
    return {
        **{name: [reverse(f"curation:{name}")] for name in plain},
        "queue": [reverse("curation:queue", args=[name]) for name in QUEUES],
        "document": about("document", *documents),
        "describe": [*about("describe", "returned", "labelled", "blind", "published")],
        "carry": about("carry", "returned"), "split": about("split", "returned", "digest"),
        "history": about("history", "labelled", "withdrawn"),
        "compare": about("compare", "labelled", end="?a=1&b=2"),
        "revision": [reverse("curation:revision", args=[made["published"], 1])],
        "label": about("label", "labelled", "blind"), "claim": about("claim", "labelled"),
        "quotation": about("quotation", "labelled"), "round": about("round", "labelled", "blind"),
        "adjudicate": about("adjudicate", "labelled"), "agreement-target": about("agreement-target", "target"),
        "codebook-version": about("codebook-version", "codebook"), "correct-label": about("correct-label", "stance"),
        "change-claim": about("change-claim", "claim"), "change-quotation": about("change-quotation", "quotation"),
        "change-blind-label": about("change-blind-label", "blind_label"),
        "batch": about("batch", "batch"), "import": about("import", "import", "discarded"),
        "person": about("person", "person"), "change": about("change", "change"),
        "undo-changes": about("undo-changes", "change"),
        "edit-many": [f"{reverse('curation:edit-many')}?{chosen}", reverse("curation:edit-many")],
        "replace-many": [f"{reverse('curation:replace-many')}?{chosen}"],
        "create-authority": [reverse("curation:create-authority", args=[key]) for key in keys],
        "duplicates": [f"{reverse('curation:duplicates')}?kind={key}" for key in keys],
        "left-labels": about("left-labels", "labelled", "blind"),
        "merge-authority": [merging, f"{merging}?other={made['other_agent']}"],
    }


def other_pages(page, made):
    """Addresses of previews, the account's pages and the administration's screens; of each list its first row too."""
    addresses = [*(reverse(name) for name in ACCOUNT), reverse("admin:index"),
                 *(reverse("preview", args=[made[name]]) for name in ("in_review", "labelled")),
                 *(reverse(f"admin:archive_{model}_add") for model in ADDED)]
    for model in ADMIN:
        rows = reverse(f"admin:archive_{model}_changelist")
        page.goto(rows)
        links = page.locator(f"#result_list a[href*='{rows}']")
        addresses += [rows, *([links.first.get_attribute("href")] if links.count() else [])]
    return addresses
