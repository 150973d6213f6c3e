"""An address to be captured, and the collection that its document belongs to."""
from django import forms
from django.utils.translation import gettext_lazy as _

from archive.ingest.capture.addresses import MAX_ADDRESS
from archive.ingest.uploads.sending import collections_for, may_send_into


class CaptureForm(forms.Form):
    """Who was granted some collections only must choose one of them; what the address may be, its verb says."""

    address = forms.CharField(
        label=_("Capture a page by its address"), max_length=MAX_ADDRESS,
        help_text=_("In full, as it stands in the browser's address line. Only what everybody can read without "
                    "logging in."),
        widget=forms.TextInput(attrs={"inputmode": "url", "dir": "ltr", "autocomplete": "off", "spellcheck": "false",
                                      "placeholder": "https://"}),
    )
    collection = forms.ModelChoiceField(label=_("Collection"), queryset=None, required=False, empty_label=_("none"))

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, auto_id="capture-%s", **kwargs)
        field = self.fields["collection"]
        field.queryset = collections_for(user)
        field.required = not may_send_into(user, None)
        if field.required:
            field.empty_label = _("choose one")
