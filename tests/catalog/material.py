"""Things to publish: originals with text, evidence, labels, figures; and the short way to the catalog."""
import hashlib
from io import BytesIO

from django.db import connections, router

from archive.models import (
    Claim,
    Contribution,
    Derivative,
    EvidenceSpan,
    Holding,
    Original,
    Quotation,
    StanceAnnotation,
    StanceTarget,
    TextVersion,
)
from archive.originals.store import default_store, derivative_store
from archive.provenance.revise import keep_revision
from catalog.models import PublishedDocument
from catalog.projection import project_document, project_name
from tests.base import make_agent, make_codebook, make_document, publish

TEXT = (
    "Harbour strike enters its third week\n\n"
    "The union said at least 400 workers had joined. “We will not go back,” said Mira Tal.\n\n"
    "The port authority called the strike unlawful and counted 150 people at the gate.\n"
)


def catalog_connection():
    """The connection on which pages ask their questions, for counting them."""
    return connections[router.db_for_read(PublishedDocument)]


def give_file(document, data=None, *, text=None, filename="strike.txt", media_type="text/plain", sequence=1):
    """Store bytes (by default the text) and let the document hold them; return the Original."""
    data = (text or TEXT).encode() if data is None else data
    blob = default_store().put(BytesIO(data))
    original, _ = Original.objects.get_or_create(
        sha256=blob.sha256, defaults={"size": len(data), "media_type": media_type})
    Holding.objects.create(document=document, original=original, filename=filename, sequence=sequence)
    if text:
        give_text(original, text)
    return original


def give_thumbnail(original, data=b"a picture"):
    """Store a derivative of an original; return the Derivative."""
    blob = derivative_store().put(BytesIO(data))
    return Derivative.objects.create(original=original, sha256=blob.sha256, size=len(data), media_type="image/jpeg",
                                     width=32, height=20, tool="test")


def give_text(original, text, kind="raw"):
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return TextVersion.objects.create(
        original=original, kind=kind, text=text, sha256=sha256, length=len(text), tool="test")


def span(version, exact):
    """The evidence span of `exact`, which must stand once in the text."""
    assert version.text.count(exact) == 1, exact
    start = version.text.index(exact)
    return EvidenceSpan.objects.get_or_create(
        text_version=version, start=start, end=start + len(exact), defaults={"exact": exact})[0]


def give_contribution(document, agent, role="publisher", **fields):
    return Contribution.objects.create(
        **{"document": document, "agent": agent, "role": role, "as_printed": agent.name, **fields})


def public_codebook():
    """The codebook of `make_codebook`, and readers see it."""
    book = make_codebook()
    project_name(book)
    return book


def give_stance(document, coder, evidence, **fields):
    """One label; without more said: the narrator is in favour of “the strike”."""
    target = fields.pop("target", None) or StanceTarget.objects.get_or_create(label="the strike", kind="entity")[0]
    return StanceAnnotation.objects.create(**{
        "document": document, "holder_kind": "narrator", "holder": "narrator", "target": target,
        "position": "favor", "explicitness": "explicit", "confidence": "high", "evidence": evidence,
        "coder": coder, "codebook": public_codebook(), "status": "accepted", **fields})


def give_claim(document, evidence, **fields):
    return Claim.objects.create(**{
        "document": document, "value": "400", "comparator": "at-least", "unit": "workers",
        "subject": "workers on strike", "claimant": "the union", "evidence": evidence, **fields})


def give_quotation(document, evidence, **fields):
    return Quotation.objects.create(**{"document": document, "speaker": "Mira Tal", "mode": "direct",
                                       "evidence": evidence, **fields})


def revise(document, by):
    """Keep what was changed in the database as a new revision of the draft."""
    type(document).objects.filter(pk=document.pk).update(version=document.version + 1)
    document.refresh_from_db()
    keep_revision(document, by, "described")
    return document


def make_public(document, cast, access=None):
    """Revise, publish and project."""
    publish(revise(document, cast["cataloguer"]), cast, access)
    project_document(document.identifier)
    return document


def make_full_document(cast, **fields):
    """A draft with a publisher, a file, text, two coders who differ, two figures and a quotation."""
    coder = cast["cataloguer"]
    document = make_document(coder, **{"title": "Harbour strike enters its third week", "issued": "1998-03~",
                                       "issued_basis": "printed", "description": "Report on a strike.", **fields})
    publisher = make_agent(f"Harbour Post {document.pk}")
    publisher.types.create(type="news-outlet")
    give_contribution(document, publisher)
    version = give_file(document, text=f"{TEXT}No. {document.pk}\n").texts.get()
    agreed = span(version, "at least 400 workers had joined")
    give_stance(document, coder, agreed)
    give_stance(document, cast["reviewer"], span(version, "called the strike unlawful"),
                position="against", status="proposed")
    give_claim(document, agreed)
    give_claim(document, span(version, "counted 150 people"), value="150", comparator="exact",
               claimant="the port authority")
    give_quotation(document, span(version, "We will not go back"))
    return document
