"""An import as the desk shows it: its lines by outcome, problems first, and who may look."""
import csv
from io import StringIO

from django.http import Http404
from django.shortcuts import get_object_or_404

from archive.ingest.importing.formulas import escaped
from archive.ingest.importing.lines import REFUSED
from archive.ingest.importing.opening import may_open
from archive.models import BatchItem, IngestBatch
from archive.permissions import has_role_everywhere
from archive.workflow.states import Role


def imports_for(user):
    """The imports that this person may look at, in one query."""
    batches = IngestBatch.objects.filter(kind=IngestBatch.Kind.IMPORT).select_related("started_by")
    return batches if has_role_everywhere(user, Role.CATALOGUER) else batches.filter(started_by=user)


def find_import(user, identifier):
    """The IngestBatch of an import; Http404 if there is none that `user` may look at."""
    found = get_object_or_404(IngestBatch.objects.select_related("started_by"), identifier=identifier,
                              kind=IngestBatch.Kind.IMPORT)
    if not may_open(found, user):
        raise Http404
    return found


def lines_shown(plan, outcome=""):
    """The Lines of one outcome, or all of them: refused ones first, the rest in the order of the sheets."""
    lines = [line for line in plan.lines if outcome in ("", line.outcome)]
    return sorted(lines, key=lambda line: line.outcome != REFUSED)


def outcomes(counts):
    """[(outcome, its words, count)] in the order of the page."""
    return [(value, label, counts[value]) for value, label in BatchItem.Outcome.choices]


def problems_csv(plan):
    """Every problem as CSV in UTF-8, with nothing in it that a spreadsheet program would compute."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["sheet", "row", "column", "problem"])
    for one in plan.all_problems():
        writer.writerow([escaped(one.sheet), one.row or "", escaped(one.column), escaped(str(one.message))])
    return "\ufeff" + out.getvalue()
