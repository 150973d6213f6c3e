"""Choices of the labelling screen: radio buttons with a key each, and the target of a label."""
from django import forms

from archive.models import StanceTarget


class KeyedRadios(forms.RadioSelect):
    """Radio buttons; the n-th answers to the n-th of `keys` (a space: to none)."""

    def __init__(self, *args, keys="", **kwargs):
        super().__init__(*args, **kwargs)
        self.keys = keys

    def create_option(self, name, value, label, selected, index, **kwargs):
        option = super().create_option(name, value, label, selected, index, **kwargs)
        option["key"] = self.keys[index:index + 1].strip()
        if option["key"]:
            option["attrs"]["data-key"] = option["key"]
        return option


class TargetField(forms.ModelChoiceField):
    """One stance target; those that the document's labels are about come first."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.Select(attrs={"data-filtered": "", "dir": "auto"}))
        super().__init__(queryset=StanceTarget.objects.all(), empty_label="", **kwargs)

    def put_first(self, targets):
        """Order the choices so that these StanceTargets come first, in their order."""
        first = {target.pk: target.label for target in targets or ()}
        others = [row for row in self.queryset.values_list("pk", "label") if row[0] not in first]
        self.widget.choices = [("", ""), *first.items(), *others]
