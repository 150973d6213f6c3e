"""The plain form by which files come in: one or many, and the collection they belong to."""
from django import forms
from django.utils.translation import gettext_lazy as _

from archive.ingest.uploads.sending import collections_for, may_send_into


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """A list of uploaded files. An empty file is passed on: the intake says what it thinks of it."""

    def clean(self, data, initial=None):
        files = data if isinstance(data, list) and data else [None]
        return [super(ManyFilesField, self).clean(one, initial) for one in files]


class IntakeForm(forms.Form):
    """Who was granted some collections only must choose one of them."""

    files = ManyFilesField(
        label=_("Files"), widget=ManyFilesInput, allow_empty_file=True, max_length=None,
        help_text=_("Each becomes a draft, restricted until it has been reviewed."),
    )
    collection = forms.ModelChoiceField(label=_("Collection"), queryset=None, required=False, empty_label=_("none"))

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["collection"]
        field.queryset = collections_for(user)
        field.required = not may_send_into(user, None)
        if field.required:
            field.empty_label = _("choose one")
