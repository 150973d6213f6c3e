"""kill -9 of a real ingest at random points: nothing acknowledged is lost, nothing is half there.

The points are spread over the progress of the batch, not over the clock, so that a
busy machine does not move them all to one stage: a third lies before the first file
is acknowledged, the rest a random moment after a random file was. The seed is
printed; STANDPOINT_SEED repeats it. STANDPOINT_KILLS=25 tries fifty points instead of twelve.
"""
import hashlib
import os
import random
import signal
import subprocess
import time
from collections import Counter
from contextlib import suppress

import pytest
from django.apps import apps

from archive.models import (
    Agent,
    BatchItem,
    Claim,
    Derivative,
    Document,
    Event,
    EvidenceSpan,
    Holding,
    IngestBatch,
    Original,
    Quotation,
    StanceAnnotation,
    TextVersion,
)
from archive.originals.store import default_store, derivative_store
from archive.provenance.fixity import all_holdings, check_fixity
from archive.provenance.verification import verify_ledger
from tests.archive.ingest.description.material import good_sheets, write_csv, write_files
from tests.archive.ingest.extraction.samples import pdf, picture
from tests.slow.own_site import Descendants, OwnSite, opened

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("STANDPOINT_KILLS", "6"))  # of each kind of ingest; another seed every time
KILLS_OF_ONE_SITE = 3
BEFORE_THE_FIRST = 0.35
NOTES = 230  # four groups and more
SEED = int(os.environ.get("STANDPOINT_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)


@pytest.fixture(scope="module")
def received(tmp_path_factory):
    folder = tmp_path_factory.mktemp("received")
    write_files(folder)
    write_files(folder, {f"notes/{number:03}.txt": f"The words of note {number}.\n".encode() * 20
                         for number in range(NOTES)})
    write_files(folder, {f"scans/{number}.jpg": picture("JPEG", size=(300 + number, 200)) for number in range(8)})
    write_files(folder, {f"reports/{number}.pdf": pdf(f"Report {number}") for number in range(4)})
    return folder


@pytest.fixture(scope="module", params=["files alone", "with a description"])
def arguments(request, received, tmp_path_factory):
    if request.param == "files alone":
        return ["manage.py", "archive_ingest", received]
    folder = write_csv(tmp_path_factory.mktemp("described") / "description", good_sheets())
    return ["manage.py", "archive_ingest", received, "--description", folder]


@pytest.fixture(autouse=True)
def unblocked(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def left_behind():
    """All that an ingest leaves, without identifiers, times and the number of attempts."""
    attempts = ("ingestion start", "ingestion end", "transfer", "fixity check")
    return {
        "documents": sorted(Document.objects.values_list(
            "title", "version", "state", "parent__title", "sequence", "part_start", "part_end", "issued").order_by(),
            key=str),
        "holdings": sorted(Holding.objects.values_list("document__title", "original__sha256", "sequence", "filename")),
        "texts": sorted(TextVersion.objects.values_list("original__sha256", "kind", "sha256")),
        "derivatives": sorted(Derivative.objects.values_list("original__sha256", "sha256", "page")),
        "agents": sorted(Agent.objects.values_list("name", "version")),
        "stances": sorted(StanceAnnotation.objects.values_list("holder", "position", "document__title")),
        "claims": sorted(Claim.objects.values_list("value", "evidence__start")),
        "quotations": sorted(Quotation.objects.values_list("speaker", "evidence__start")),
        "spans": sorted(EvidenceSpan.objects.values_list("start", "end", "exact")),
        "events": Counter(Event.objects.exclude(type__in=attempts).values_list("type", "outcome").order_by()),
        "created": sorted(BatchItem.objects.filter(outcome="created").values_list("name", "sha256")),
    }


def described_traces():
    """How much of the description there is, as one number for each kind of row."""
    return (Document.objects.filter(version__gt=1).count(), Document.objects.filter(parent__isnull=False).count(),
            Agent.objects.count(), StanceAnnotation.objects.count(), Claim.objects.count(),
            BatchItem.objects.filter(name__contains=" row ", outcome="created").count())


def public_rows():
    """Rows of the catalog, but for the codebook, which is public from the start, and the line that writers stand in."""
    models = (model for model in apps.get_app_config("catalog").get_models()
              if model.__name__ not in ("PublishedCodebook", "WriterLine"))
    return sum(model.objects.count() for model in models)


class Whole:
    """An uninterrupted run: when it opens and closes its batch (seconds from its start), and what it leaves."""

    def __init__(self, site, arguments):
        began = time.time()
        site.python(*arguments)
        with opened(site):
            batch = IngestBatch.objects.get()
            self.opened_after = batch.started_at.timestamp() - began
            self.closed_after = batch.finished_at.timestamp() - began
            self.files = BatchItem.objects.exclude(name__contains=" row ").count()
            self.result, self.described, self.public = left_behind(), described_traces(), public_rows()
            assert verify_ledger().is_good

    def points(self, generator):
        """Random (acknowledged files, seconds after that) without end, each KILLS of them spread evenly."""
        while True:
            strata = [(number + generator.random()) / KILLS for number in range(KILLS)]
            generator.shuffle(strata)
            for stratum in strata:
                if stratum < BEFORE_THE_FIRST:
                    yield 0, generator.uniform(self.opened_after - 0.1, self.closed_after)
                else:
                    share = (stratum - BEFORE_THE_FIRST) / (1 - BEFORE_THE_FIRST)
                    yield 1 + int(share * self.files), generator.uniform(0, 0.3)


def kill_at(site, arguments, files, seconds):
    """Start, kill some seconds after so many files are acknowledged (one more, if they are already).

    Return whether there was something to kill.
    """
    files = max(files, acknowledged(site) + 1) if files else 0
    process = site.start(*arguments)
    try:
        while files and acknowledged(site) < files and process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.01)
        process.communicate(timeout=seconds)
        return False
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGSTOP)  # so that it starts nothing that is not counted
        descendants = Descendants(process.pid)
        process.kill()
        process.communicate()
    assert descendants.wait(10) == 0, "a process of the killed ingest is still there"
    return True


def acknowledged(site):
    """How many files have their line in a batch."""
    return site.query("SELECT count(*) FROM archive_batchitem WHERE name NOT LIKE '% row %'")[0][0]


def check_after_kill(whole):
    """What must hold at any moment. Return how far the ingest had come."""
    for sha256, size in Original.objects.values_list("sha256", "size"):
        content = default_store().path(sha256).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (sha256, size)
    for sha256 in Derivative.objects.values_list("sha256", flat=True):
        assert hashlib.sha256(derivative_store().path(sha256).read_bytes()).hexdigest() == sha256
    assert Document.objects.whole().filter(holdings=None).count() == 0
    traces = described_traces()
    assert traces in ((0,) * len(traces), whole.described), "a description is half applied"
    report = verify_ledger()
    assert report.is_good, report.fault
    assert public_rows() == whole.public == 0
    files = BatchItem.objects.exclude(name__contains=" row ").count()
    if not files:
        return "nothing yet" if not IngestBatch.objects.exists() else "batch opened"
    return "finished" if IngestBatch.objects.filter(state="finished").exists() else f"{files} files"


def check_completed(whole):
    assert left_behind() == whole.result
    assert not IngestBatch.objects.exclude(state=IngestBatch.State.FINISHED).exists()
    for batch in IngestBatch.objects.all():
        counts = batch.counts()
        assert counts["received"] == counts["created"] + counts["unchanged"] + counts["refused"]
    for holdings in all_holdings():
        holdings.store.discard_incoming(0)
        report = check_fixity(holdings)
        assert report.is_clean, report
    assert verify_ledger().is_good


def test_a_killed_ingest_loses_nothing_and_repeating_completes_it(tmp_path, template_site, arguments):
    print(f"STANDPOINT_SEED={SEED}")
    whole = Whole(OwnSite(tmp_path / "whole", template_site), arguments)
    points, kills, stages = whole.points(random.Random(SEED)), 0, Counter()
    for number in range(10 * KILLS):
        site = OwnSite(tmp_path / str(number), template_site)
        for _attempt in range(KILLS_OF_ONE_SITE):
            if kill_at(site, arguments, *next(points)):
                kills += 1
            with opened(site):
                stage = check_after_kill(whole)
            stages[stage] += 1
            if stage == "finished":
                break
        site.python(*arguments)
        with opened(site):
            check_completed(whole)
        if kills >= KILLS:
            break
    print(f"{kills} kills from {whole.opened_after:.1f} s to {whole.closed_after:.1f} s: {dict(stages)}")
    assert kills >= KILLS
    assert len([stage for stage in stages if stage.endswith(" files")]) >= 2, "the points missed the stages between"
