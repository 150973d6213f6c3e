"""What must be said with each move of a document; the fields are the verbs' arguments."""
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive.models.access import AccessLevel, WithdrawalReason
from archive.workflow.refusal import TransitionRefused
from archive.workflow.transitions import SHOW_NOW, refuse_passed


def to_come(day):
    """A day that is over, or a year mistyped, is refused at its field."""
    try:
        refuse_passed(day)
    except TransitionRefused as refusal:
        raise forms.ValidationError(str(refusal), code="passed") from refusal


class DecisionForm(forms.Form):
    """Carries the version that was looked at: nobody decides about another one."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    with_parts = forms.BooleanField(label=_("with its parts"), required=False, initial=True)

    missing = ()  # Requirements that kept the verb from being done

    def refuse(self, refusal):
        """Show why the verb was refused, as a sentence of its own; what the record lacks also one by one."""
        self.add_error(None, capfirst(str(refusal)))
        self.missing = getattr(refusal, "missing", ())

    def said(self):
        """The arguments of the verb."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("version", "with_parts")}


class CommentForm(DecisionForm):
    comment = forms.CharField(
        label=_("What should change, or why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PublishForm(DecisionForm):
    access = forms.ChoiceField(label=_("Who may read it"), choices=AccessLevel.choices)
    embargo_until = forms.DateField(
        label=_("Hidden until (leave empty to show it now)"), required=False, validators=[to_come],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    embargo_reason = forms.CharField(label=_("Reason for hiding it"), required=False, max_length=500)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("embargo_until") and not cleaned.get("embargo_reason"):
            self.add_error("embargo_reason", _("Say why it is hidden until then."))
        return cleaned

    def said(self):
        """An emptied day is a decision too: no embargo, whatever was proposed."""
        said = super().said()
        if said["embargo_until"] is None:
            said |= {"embargo_until": SHOW_NOW, "embargo_reason": ""}
        return said


class EmbargoForm(DecisionForm):
    until = forms.DateField(
        label=_("Hidden until"), validators=[to_come],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)


class RestrictForm(DecisionForm):
    access = forms.ChoiceField(label=_("Who may still read it"), choices=AccessLevel.choices)
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args, present=AccessLevel.PUBLIC, **kwargs):
        """`present` is the level it has: only stricter ones are offered."""
        super().__init__(*args, **kwargs)
        self.fields["access"].choices = [
            (level.value, level.label) for level in AccessLevel if level.rank > AccessLevel(present).rank]


class WithdrawForm(DecisionForm):
    reason = forms.ChoiceField(
        label=_("Reason, shown on the tombstone"), choices=[("", _("not said")), *WithdrawalReason.choices])
    note = forms.CharField(
        label=_("Public note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Shown on the tombstone: name nobody who could be endangered."),
    )
    is_silent = forms.BooleanField(
        label=_("Silent"), required=False, help_text=_("The tombstone shows no title and no name."),
    )


FORMS = {
    "submit": DecisionForm,
    "recall": DecisionForm,
    "return": CommentForm,
    "publish": PublishForm,
    "embargo": EmbargoForm,
    "lift": DecisionForm,
    "restrict": RestrictForm,
    "unpublish": CommentForm,
    "reopen": DecisionForm,
    "withdraw": WithdrawForm,
    "restore": CommentForm,
}
