"""Spreadsheet import: upload, preview, apply, discard; a template, and the present description to change."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from archive.curation.forms.imports import ExportForm, ImportForm
from archive.curation.guards import allowed
from archive.curation.imported import find_import, imports_for, lines_shown, outcomes, problems_csv
from archive.ingest.description.problems import DescriptionRefused
from archive.ingest.importing.apply import NotApplicable, NotWritten, PlanChanged, apply_import
from archive.ingest.importing.export import TooMany, export_description, exportable
from archive.ingest.importing.kept import SheetsMissing, kept_sheets
from archive.ingest.importing.opening import (
    ImportClosed,
    discard_import,
    files_batch,
    open_import,
    plan_kept,
    replace_sheets,
)
from archive.ingest.importing.template import template_workbook
from archive.ingest.importing.unpacking import MOST_BYTES, MOST_ROWS
from archive.models import BatchItem, Document, IngestBatch

PER_PAGE = 200
LAST_IMPORTS = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allowed("import", "add", "GET", "HEAD", "POST")
def imports(request):
    """Where sheets are uploaded; what is opened here is only previewed."""
    is_sent = request.method == "POST"
    form = ImportForm(request.user, *((request.POST, request.FILES) if is_sent else ()))
    if is_sent and form.is_valid():
        try:
            made = open_import(form.cleaned_data["sheets"], request.user, form.cleaned_data["files_of"])
        except DescriptionRefused as refusal:
            for problem in refusal.problems:
                form.add_error("sheets", str(problem))
        else:
            return redirect("curation:import", made.identifier)
    return show_start(request, form, ExportForm(request.user), status=422 if is_sent else 200)


def show_start(request, form, export_form, status):
    return render(request, "curation/imports/imports.html", {
        "form": form, "export_form": export_form, "recent": imports_for(request.user)[:LAST_IMPORTS],
        "most_rows": MOST_ROWS, "most_megabytes": MOST_BYTES // 1024**2,
    }, status=status)


@allowed("import", "see", "GET", "HEAD", "POST")
def sheet_import(request, identifier):
    """The preview of an import, or its result; mended sheets are posted here."""
    batch = find_import(request.user, identifier)
    if batch.state != IngestBatch.State.RUNNING:
        return show_result(request, batch)
    if request.method == "POST":
        return upload_again(request, batch)
    return show_preview(request, batch)


def upload_again(request, batch):
    form = ImportForm(request.user, request.POST, request.FILES)
    if form.is_valid():
        try:
            replace_sheets(batch, form.cleaned_data["sheets"], request.user, form.cleaned_data["files_of"])
        except DescriptionRefused as refusal:
            for problem in refusal.problems:
                form.add_error("sheets", str(problem))
        except ImportClosed:
            return redirect("curation:import", batch.identifier)
        else:
            messages.success(request, _("The sheets were replaced."))
            return redirect("curation:import", batch.identifier)
    return show_preview(request, batch, form=form, status=422)


def show_preview(request, batch, plan=None, form=None, status=200):
    """What would become of every row; nothing is stored by showing it."""
    files_of = ""
    try:
        files_of = kept_sheets(batch)[0]["files_of"]
        plan = plan_kept(batch, request.user) if plan is None else plan
    except (SheetsMissing, DescriptionRefused):
        plan = None
    outcome = request.GET.get("outcome", "")
    lines = lines_shown(plan, outcome if outcome in BatchItem.Outcome.values else "") if plan else []
    return render(request, "curation/imports/preview.html", {
        "batch": batch, "plan": plan, "counts": plan.counts() if plan else {}, "outcome": outcome,
        "outcomes": outcomes(plan.counts()) if plan else [], "files_of": files_batch(files_of),
        "page": Paginator(lines, PER_PAGE).get_page(request.GET.get("page")),
        "can_apply": bool(plan) and plan.is_applicable(leaving_out=True) and plan.writes_anything(),
        "form": ImportForm(request.user, initial={"files_of": files_of}) if form is None else form,
    }, status=status)


def show_result(request, batch):
    """What became of every row of an import that was applied or discarded."""
    items = batch.items.select_related("document")
    outcome = request.GET.get("outcome", "")
    if outcome in BatchItem.Outcome.values:
        items = items.filter(outcome=outcome)
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    visible = set(Document.objects.visible_to(request.user).filter(
        pk__in=[item.document_id for item in page]).values_list("pk", flat=True))
    counts = batch.counts()
    return render(request, "curation/imports/result.html", {
        "batch": batch, "counts": counts, "outcomes": outcomes(counts), "outcome": outcome, "page": page,
        "visible": visible, "change_set": batch.change_sets.select_related("undone_by").first(),
    })


@allowed("import", "apply", "POST")
def apply(request, identifier):
    """Apply exactly what was previewed, or show what has changed since."""
    batch = find_import(request.user, identifier)
    try:
        apply_import(batch, request.user, request.POST.get("token", ""), "leave_out" in request.POST)
    except PlanChanged as changed:
        messages.error(request, _("Nothing was applied: the sheets or the archive have changed since this preview. "
                                  "This is the new one."))
        return show_preview(request, batch, changed.plan, status=409)
    except NotApplicable as refused:
        messages.error(request, _("Nothing was applied: mend the refused rows, or say that they are to be left out."))
        return show_preview(request, batch, refused.plan, status=422)
    except NotWritten as refused:
        messages.error(request, _("Nothing was applied: %(why)s") % {"why": refused})
        return show_preview(request, batch, status=422)
    except (ImportClosed, SheetsMissing, DescriptionRefused):
        return redirect("curation:import", batch.identifier)
    messages.success(request, _("The import was applied."))
    return redirect("curation:import", batch.identifier)


@allowed("import", "apply", "POST")
def discard(request, identifier):
    """Close an import without applying it."""
    batch = find_import(request.user, identifier)
    try:
        discard_import(batch, request.user)
    except ImportClosed:
        return redirect("curation:import", batch.identifier)
    messages.success(request, _("The import was discarded; nothing was changed."))
    return redirect("curation:imports")


@allowed("import", "see")
def problems(request, identifier):
    """Every problem of a preview as CSV."""
    batch = find_import(request.user, identifier)
    try:
        plan = plan_kept(batch, request.user)
    except (SheetsMissing, DescriptionRefused):
        return redirect("curation:import", batch.identifier)
    return _attachment(problems_csv(plan), "text/csv; charset=utf-8", "problems.csv")


@allowed("import", "see")
def template(request):
    """An empty workbook with every sheet and column."""
    return _attachment(template_workbook(), XLSX, "description.xlsx")


@allowed("import", "see")
def export(request):
    """The present description of chosen drafts, as a workbook that can be imported again."""
    form = ExportForm(request.user, request.GET)
    if form.is_valid():
        chosen = exportable(request.user, form.cleaned_data["files_of"], form.cleaned_data["collection"])
        try:
            return _attachment(export_description(chosen), XLSX, "description.xlsx")
        except TooMany as refusal:
            form.add_error(None, str(refusal))
    return show_start(request, ImportForm(request.user), form, status=422)


def _attachment(content, media_type, name):
    return HttpResponse(content, content_type=media_type, headers={
        "Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"})
