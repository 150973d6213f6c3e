"""The codebook: the present rules, every version with what changed, and the form for the next one."""
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.curation.guards import allowed
from archive.models import Codebook
from archive.permissions import may
from archive.stance.codebook import next_version, publish_codebook
from archive.stance.rules_compared import words_compared
from archive.stance.rules_text import rules_as_html


class CodebookForm(forms.Form):
    """The next version of the rules."""

    version = forms.CharField(label=gettext_lazy("version"), max_length=20)
    change = forms.CharField(
        label=gettext_lazy("what changed"), max_length=500, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("Against the version before, in a sentence."),
    )
    text = forms.CharField(
        label=gettext_lazy("rules"), widget=forms.Textarea(attrs={"rows": 30, "dir": "auto"}),
        help_text=gettext_lazy("A line that begins with “# ” is a heading, with “- ” an item of a list."),
    )


@allowed("codebook", "see")
def codebook(request, version=None):
    """One version, the present one unless named, compared with the version before it or with `against`."""
    versions = list(Codebook.objects.select_related("made_by").order_by("-pk"))
    shown = versions[0] if version is None and versions else get_object_or_404(Codebook, version=version or "")
    earlier = [one for one in versions if one.pk < shown.pk]
    against = next((one for one in versions if one.version == request.GET.get("against")), None)
    return render(request, "curation/codebook.html", {
        "shown": shown, "rules": rules_as_html(shown.text), "versions": versions, "earlier": earlier,
        "against": against, "difference": words_compared(against.text, shown.text) if against else [],
        "is_present": versions[0].pk == shown.pk, "may_write": may(request.user, "add", "codebook"),
    })


@allowed("codebook", "add", "GET", "HEAD", "POST")
def write(request):
    """The form begins with the present rules."""
    present = Codebook.objects.order_by("pk").last()
    form = CodebookForm(request.POST if request.method == "POST" else None, initial={
        "version": next_version(), "text": present.text if present else ""})
    if request.method == "POST" and form.is_valid():
        try:
            made = publish_codebook(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Version %(n)s is the codebook now.") % {"n": made.version})
            return redirect("curation:codebook")
    return render(request, "curation/codebook_write.html", {"form": form, "present": present},
                  status=422 if request.method == "POST" else 200)
