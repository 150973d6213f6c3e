"""Things that the demo collection lacks, made in a running site's own archive: python -m tests.browser.desk_material.

Writes as JSON {name: identifier} of what the pages of the desk are about. It works on drafts of its own.
"""
import json
import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    import django

    django.setup()
    sys.stdout.write(json.dumps({**found(), **made()}))


def found():
    """{name: identifier} of what the demo collection has."""
    from archive.models import Agent, Curator, Document, IngestBatch, Place, StanceTarget, Subject

    documents = Document.objects.filter(collection__is_fictional=True)
    published = documents.filter(state="published", parent__isnull=True)
    return {
        "published": published.filter(stances__isnull=False, parts__isnull=True).first().identifier,
        "digest": published.filter(parts__isnull=False).first().identifier,
        "part": documents.filter(parent__isnull=False).first().identifier,
        "picture": published.filter(holdings__original__media_type__startswith="image").first().identifier,
        "in_review": documents.filter(state="in_review").first().identifier,
        "returned": documents.filter(state="draft").exclude(review_comment="").first().identifier,
        "withdrawn": documents.filter(state="withdrawn").first().identifier,
        "batch": IngestBatch.objects.order_by("pk").first().identifier,
        "target": StanceTarget.objects.filter(annotations__isnull=False).first().identifier,
        **{kind.__name__.lower(): kind.objects.first().identifier for kind in (Agent, Subject, Place)},
        "other_agent": Agent.objects.last().identifier,
        "person": Curator.objects.get(username="cataloguer").identifier,
    }


def made():
    """{name: identifier} of what is made here."""
    from archive.models import Curator, Document
    from archive.stance.rounds import open_round

    person = {one.username: one for one in Curator.objects.all()}
    labelled, blind = (_draft(title, text, person["cataloguer"]) for title, text in (
        ("[A statement about the quay]", "The quay is safe, said the harbour master. It fell."),
        ("[A letter about the quay]", "The quay will fall, wrote a baker.")))
    opened = open_round(blind, [person["administrator"], person["coder-a"]], person["reviewer"])
    return {
        "labelled": labelled.identifier, "blind": blind.identifier, "round": opened.identifier,
        **_labels(labelled, person), **_blind_label(blind, person["administrator"]),
        **_changes(Document.objects.get(pk=labelled.pk), person["administrator"]),
        **_imports(person["administrator"]), **_kept(labelled, person["administrator"]),
    }


def _draft(title, text, by):
    """A draft with a file, taken in as people take it in."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from archive.ingest.described import ingest_described, plan_ingest
    from archive.provenance.revise import revising

    with TemporaryDirectory() as folder:
        (Path(folder) / f"{title.strip('[]').replace(' ', '-')}.txt").write_text(text)
        batch = ingest_described(plan_ingest([Path(folder)])[0], None, by, label="For the pages")
    with revising(batch.items.get().document, by, "described") as document:
        document.title, document.language = title, ["en"]
        document.save()
    return document


def _labels(document, person):
    from archive.discussion.comment import comment_on
    from archive.models import Codebook, StanceTarget
    from archive.stance.anchor import Quote
    from archive.stance.annotate import annotate_claim, annotate_quotation, annotate_stance

    target = StanceTarget.objects.first()
    own = [annotate_stance(document, person[who], holder_kind="narrator", holder="narrator", target=target,
                           position=position, evidence=[Quote("The quay is safe")])
           for who, position in (("administrator", "favor"), ("coder-b", "against"))]
    claim = annotate_claim(document, person["coder-b"], quote=Quote("fell"), value="1", subject="quays",
                           claimant="narrator")
    said = annotate_quotation(document, person["coder-b"], quote=Quote("The quay is safe"),
                              speaker="the harbour master", mode="indirect")
    comment_on(document, person["reviewer"], "Which quay?", "title")
    return {"stance": own[0].identifier, "claim": claim.identifier, "quotation": said.identifier,
            "codebook": Codebook.objects.first().version}


def _blind_label(document, coder):
    from archive.models import BlindLabel, StanceTarget
    from archive.stance.anchor import Quote
    from archive.stance.annotate import annotate_stance

    annotate_stance(document, coder, holder_kind="narrator", holder="narrator", target=StanceTarget.objects.first(),
                    position="against", evidence=[Quote("The quay will fall")])
    return {"blind_label": BlindLabel.objects.get(coder=coder).identifier}


def _changes(document, by):
    from archive.changes.edit import Edit, apply_edit

    change_set = apply_edit([document], [Edit("rights", "set", ("Not known.",))], by,
                            {document.identifier: document.version})
    return {"change": change_set.identifier}


def _imports(by):
    from archive.ingest.importing.opening import discard_import, open_import

    sheet = "id,file,title,issued\na,missing.txt,A missing paper,2011\n"
    opened, discarded = (open_import([("documents.csv", sheet.encode())], by) for _turn in range(2))
    discard_import(discarded, by)
    return {"import": opened.identifier, "discarded": discarded.identifier}


def _kept(document, by):
    """Entries that this person has not saved, of a version that is not the present one."""
    from archive.models import UnsavedEntries

    UnsavedEntries.objects.create(document=document, curator=by, opened_version=1, entries={"title": "Another title"})
    return {}


if __name__ == "__main__":
    main()
