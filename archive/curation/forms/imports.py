"""The forms of an import: the sheets and the intake whose files they describe; and what to export."""
from django import forms
from django.utils.translation import gettext_lazy as _

from archive.curation.arrivals import batches_for
from archive.curation.forms.intake import ManyFilesField, ManyFilesInput
from archive.ingest.importing.unpacking import MOST_BYTES, MOST_ROWS
from archive.ingest.uploads.sending import collections_for
from archive.models import IngestBatch


def intake_batches(user):
    """The batches with files that this person may look at."""
    return batches_for(user).exclude(kind=IngestBatch.Kind.IMPORT)


class ImportForm(forms.Form):
    sheets = ManyFilesField(
        label=_("Sheets"), widget=ManyFilesInput(attrs={"accept": ".csv,.xlsx,.zip"}), allow_empty_file=True,
        help_text=_("One XLSX workbook, several CSV files, or one ZIP of them."),
    )
    files_of = forms.ModelChoiceField(
        label=_("File names are those of this intake"), queryset=None, required=False, to_field_name="identifier",
        empty_label=_("none: the column “id” holds identifiers, or file names that only one draft has"),
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files_of"].queryset = intake_batches(user)
        self.fields["files_of"].choices = [("", self.fields["files_of"].empty_label)] + [
            (one.identifier, f"{one.label} · {one.started_at:%Y-%m-%d %H:%M}") for one in intake_batches(user)[:100]]

    def clean_sheets(self):
        """[(name, bytes)], never more than one import takes."""
        files = self.cleaned_data["sheets"]
        if sum(file.size for file in files) > MOST_BYTES:
            raise forms.ValidationError(
                _("The files have more than %(n)d MB together: send at most %(rows)d rows at a time."),
                params={"n": MOST_BYTES // 1024**2, "rows": MOST_ROWS})
        return [(file.name, file.read()) for file in files]


class ExportForm(forms.Form):
    files_of = forms.ModelChoiceField(label=_("Drafts of this intake"), queryset=None, required=False,
                                      to_field_name="identifier", empty_label=_("any"))
    collection = forms.ModelChoiceField(label=_("Drafts of this collection"), queryset=None, required=False,
                                        to_field_name="identifier", empty_label=_("any"))

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files_of"].queryset = intake_batches(user)
        self.fields["files_of"].choices = [("", self.fields["files_of"].empty_label)] + [
            (one.identifier, f"{one.label} · {one.started_at:%Y-%m-%d %H:%M}") for one in intake_batches(user)[:100]]
        self.fields["collection"].queryset = collections_for(user)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("files_of") and not cleaned.get("collection") and not self.errors:
            raise forms.ValidationError(_("Choose an intake or a collection."))
        return cleaned
