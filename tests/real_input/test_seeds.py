"""The two captured texts walk through the whole house, described as their cataloguer described them.

Skipped when the shared folder is absent. No sentence of the texts stands here:
what must be true is read from the cataloguer's sheets.
"""
import csv
import io
import itertools
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import TestCase, override_settings

from archive.models import Claim, Document, EvidenceSpan, IngestBatch, Quotation, StanceAnnotation
from archive.provenance.revise import revising
from archive.provenance.verification import verify_ledger
from archive.vocabularies import load_vocabularies
from archive.workflow.transitions import publish_document, submit_document
from tests.base import make_cast

SEEDS = settings.PROJECT_ROOT.parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seeds are not here")


def sheet(name):
    with (SEEDS / "described" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def ingest_seeds():
    output = io.StringIO()
    call_command("archive_ingest", SEEDS, description=SEEDS / "described", by="cataloguer", stdout=output,
                 stderr=io.StringIO())
    return output.getvalue()


@pytest.fixture(autouse=True)
def own_media_root():
    """All tests of the class read the originals that were ingested once for it."""


def document_of(part):
    """The Document that the sheets call `part`."""
    row = next(row for row in sheet("parts") if row["part"] == part)
    return Document.objects.get(title=row["title"])


def assess(document, by):
    """What the sheets do not say and a curator does before the review: the language, and that nobody is endangered."""
    with revising(document, by, "risk assessed"):
        document.persons_at_risk, document.language = "no", ["en"]
        document.save(update_fields=["persons_at_risk", "language"])


def text_of(seed):
    return (SEEDS / seed).read_bytes().decode("utf-8")


class SeedsTest(TestCase):
    """One ingest for all tests."""

    @classmethod
    def setUpTestData(cls):
        media = cls.enterClassContext(TemporaryDirectory())
        cls.enterClassContext(override_settings(MEDIA_ROOT=Path(media)))
        cls.cast = make_cast()
        load_vocabularies()
        cls.report = ingest_seeds()

    def test_the_report_reconciles_row_by_row(self):
        counts = IngestBatch.objects.get().counts()
        assert counts["received"] == counts["created"] + counts["unchanged"] + counts["refused"]
        assert counts["refused"] == 0
        assert f"received {counts['received']}" in self.report

    def test_a_repeated_ingest_changes_nothing(self):
        models = (Document, StanceAnnotation, Claim, Quotation, EvidenceSpan)
        before = [model.objects.count() for model in models]
        ingest_seeds()
        assert [model.objects.count() for model in models] == before
        assert IngestBatch.objects.first().counts()["created"] == 0

    def test_the_stored_text_is_the_file_to_the_character(self):
        for seed in {row["seed"] for row in sheet("parts")}:
            document = Document.objects.get(holdings__filename=seed)
            text = document.text_version().text
            assert text == text_of(seed)
            assert text.count("\u00a0") == text_of(seed).count("\u00a0")
        page = Document.objects.get(holdings__filename=sheet("parts")[0]["seed"])
        assert page.text_version().text.count("\u00a0") == 10

    def test_every_part_sits_at_its_exact_offsets(self):
        rows = [row for row in sheet("offsets") if row["part"] != "S0"]
        assert rows
        for row in rows:
            part = document_of(row["part"])
            assert (part.part_start, part.part_end) == (int(row["char_start"]), int(row["char_end"]))
            words = part.part_text.text[part.part_start:part.part_end]
            assert words == text_of(row["seed"])[int(row["char_start"]):int(row["char_end"])]
            assert words.startswith(row["first24"].replace("\r\n", "\n"))
            assert words.endswith(row["last24"])

    def test_nothing_is_lost_between_described_parts(self):
        parts = list(Document.objects.filter(parent__isnull=False).order_by("sequence"))
        text = parts[0].part_text.text
        for before, after in itertools.pairwise(parts):
            assert text[before.part_end:after.part_start].strip() == ""

    def test_every_evidence_span_resolves_to_one_place(self):
        spans = EvidenceSpan.objects.select_related("text_version")
        assert spans.count() >= len({(row["seed"], row["start"]) for row in sheet("stances")})
        for span in spans:
            text, quote = span.text_version.text, span.prefix + span.exact + span.suffix
            assert text[span.start:span.end] == span.exact
            assert text.count(quote) == 1
            assert text.index(quote) + len(span.prefix) == span.start

    def test_every_label_of_the_sheet_is_there_with_its_offsets(self):
        for row in sheet("stances"):
            labels = document_of(row["part"]).stances.filter(holder=row["holder"], position=row["position"])
            assert (int(row["start"]), int(row["end"])) in [(one.evidence.start, one.evidence.end) for one in labels]

    def test_one_part_shows_two_holders_on_opposite_sides(self):
        stances = list(document_of("P10").stances.select_related("target"))
        assert {stance.position for stance in stances} == {"favor", "against"}
        assert {stance.holder_kind for stance in stances} == {"quoted", "narrator"}
        assert len({stance.target for stance in stances}) == 1

    def test_unknown_dates_stay_empty(self):
        undated = [row for row in sheet("parts") if not row["date_edtf"]]
        assert len(undated) >= 3
        for row in undated:
            document = document_of(row["part"])
            assert (document.issued, document.issued_earliest, document.issued_latest) == ("", None, None)

    def test_known_dates_are_kept_as_described(self):
        for row in sheet("parts"):
            assert document_of(row["part"]).issued == row["date_edtf"]

    def test_contradicting_figures_stand_side_by_side(self):
        values = {claim.value: claim for claim in Claim.objects.all()}
        assert {"33,000", "30,000"} <= set(values)
        assert Claim.objects.count() == len(sheet("figures"))
        assert values["33,000"].document == document_of("P05")

    def test_what_the_source_does_not_name_is_not_named(self):
        unnamed = [row for row in sheet("parts") if row["publisher"] == "[not stated]"]
        assert unnamed
        for row in unnamed:
            assert not document_of(row["part"]).contributions.filter(role="publisher").exists()

    def test_inferred_names_say_so(self):
        contribution = document_of("P06").contributions.get(role="creator")
        assert (contribution.basis, contribution.certainty, contribution.as_printed) == ("inferred", "uncertain", "")

    def test_the_cataloguers_remarks_stay_internal(self):
        for row in sheet("parts"):
            document = document_of(row["part"])
            assert row["oddities"].strip() in document.notes
            assert "EXT" not in document.description

    def test_after_review_page_and_digest_are_in_the_catalog(self):
        documents = sorted(Document.objects.filter(version__gt=1) | Document.objects.filter(parent__isnull=False),
                           key=lambda document: (document.is_part, document.pk))
        with self.captureOnCommitCallbacks(execute=True):
            for document in documents:
                assess(document, self.cast["cataloguer"])
                submit_document(document, self.cast["cataloguer"])
                publish_document(document, self.cast["reviewer"])
        for document in documents:
            page = self.client.get(f"/documents/{document.identifier}/")
            assert page.status_code == 200
            body = page.content.decode()
            assert "EXT" not in body
        digest = self.client.get(f"/documents/{document_of('P00').identifier}/").content.decode()
        for part in Document.objects.filter(parent__isnull=False):
            assert part.identifier in digest
        page = Document.objects.get(holdings__filename=sheet("parts")[0]["seed"])
        original = page.holdings.get().original
        filename = page.holdings.get().filename
        download = self.client.get(f"/documents/{page.identifier}/files/{original.sha256}/{filename}")
        assert b"".join(download) == (SEEDS / filename).read_bytes()
        assert verify_ledger().is_good
