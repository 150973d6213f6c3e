"""Works off the addresses that people asked to capture."""
import signal
import sys

from django.core.management.base import BaseCommand, CommandError

from archive.accounts.switches import is_on
from archive.ingest.capture.working import follow, only_worker, put_back, work_off
from archive.models import CaptureRequest, Switch


class Command(BaseCommand):
    help = (
        "Fetch the pages that people asked for at the desk, one after the other, and end. "
        "What a worker that was killed left behind is taken up again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--follow", action="store_true", help="stay, and look for more every second")
        parser.add_argument("--once", metavar="ID", help="only the request with this identifier")

    def handle(self, *args, **options):
        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, lambda *_: sys.exit(0))
        if options["follow"]:
            if options["once"]:
                raise CommandError("--follow and --once exclude each other")
            follow()
            return
        if not is_on(Switch.Name.CAPTURE):
            raise CommandError("captures are switched off; an administrator can switch them on, on the desk's page "
                               "Policy")
        with only_worker() as is_alone:
            if not is_alone:
                raise CommandError("another worker captures on this machine already; it will see to what waits")
            put_back()
            self._work(options["once"])

    def _work(self, identifier):
        before = set(CaptureRequest.objects.filter(state="failed").values_list("pk", flat=True))
        n = work_off(identifier)
        failed = CaptureRequest.objects.filter(state="failed").exclude(pk__in=before)
        for request in failed:
            self.stderr.write(f"{request.address}: {request.failure}")
        self.stdout.write(f"Captures: {n - len(failed)} finished, {len(failed)} failed.")
        if failed:
            raise CommandError("some captures failed; the reasons stand above")
        if identifier and not n:
            raise CommandError(f"no capture with the identifier {identifier} waits")
