"""Form fields by which people write lists and name authority records in plain text."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.authorities.kinds import KINDS
from archive.languages import is_language_tag

MAX_LINES = 200


class LinesField(forms.CharField):
    """A list of strings, one value per line; empty lines are dropped."""

    def __init__(self, *, max_line=1000, rows=2, **kwargs):
        self.max_line = max_line
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "dir": "auto"}))
        kwargs.setdefault("help_text", gettext_lazy("One value per line."))
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value):
        lines = value if isinstance(value, list) else super().to_python(value).splitlines()
        return [line.strip() for line in lines if line.strip()]

    def validate(self, value):
        super().validate(value)
        if len(value) > MAX_LINES:
            raise forms.ValidationError(_("At most %(n)s values.") % {"n": MAX_LINES})
        for number, line in enumerate(value, 1):
            if len(line) > self.max_line:
                raise forms.ValidationError(
                    _("Line %(n)s has %(length)s characters, at most %(most)s fit.")
                    % {"n": number, "length": len(line), "most": self.max_line})

    def run_validators(self, value):
        """Validators of CharField look at a string: each line gets them."""
        for line in value:
            super().run_validators(line)

    def has_changed(self, initial, data):
        return self.to_python(initial or []) != self.to_python(data or "")


class LanguagesField(LinesField):
    """BCP 47 tags, one per line, well-formed as RFC 5646, section 2.1, says."""

    def validate(self, value):
        super().validate(value)
        for tag in value:
            require_language_tag(tag)


def require_language_tag(tag):
    """Refuse what is no language tag, with words for the person who typed it."""
    if not is_language_tag(tag):
        raise forms.ValidationError(
            _("“%(tag)s” is not a language tag: write for example en, fa or zh-Hant.") % {"tag": tag})


class RecordsField(LinesField):
    """Authority records of one model, one name per line: the heading, any recorded name, or the identifier."""

    def __init__(self, *, model, variants, **kwargs):
        self.kind = next(kind for kind in KINDS.values() if kind.model is model)
        super().__init__(**kwargs)
        self.widget.attrs |= {"data-combobox": self.kind.key, "data-several": ""}

    def prepare_value(self, value):
        if isinstance(value, (list, tuple)) and value and isinstance(value[0], self.kind.model):
            value = [self.kind.heading_of(record) for record in value]
        return super().prepare_value(value)

    def clean(self, value):
        lines = super().clean(value)
        return list({record.pk: record for record in (record_named(self.kind, line) for line in lines)}.values())


class RecordField(forms.CharField):
    """One authority record by its heading, any recorded name, or its identifier; the page suggests while typing."""

    def __init__(self, *, kind, **kwargs):
        self.kind = KINDS[kind]
        kwargs.setdefault("max_length", 300)
        kwargs.setdefault("widget", forms.TextInput(attrs={
            "data-combobox": kind, "autocomplete": "off", "dir": "auto",
        }))
        super().__init__(**kwargs)

    def prepare_value(self, value):
        if isinstance(value, int):
            value = self.kind.model.objects.filter(pk=value).first()
        return self.kind.heading_of(value) if isinstance(value, self.kind.model) else value

    def clean(self, value):
        name = super().clean(value)
        return record_named(self.kind, name) if name else None

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")


class AgentField(RecordField):
    """One agent."""

    def __init__(self, **kwargs):
        super().__init__(kind="agents", **kwargs)


def record_named(kind, name):
    """The one record of that heading, identifier or recorded name, or the one that it was merged into.

    Raises ValidationError, in words, where there is none or more than one.
    """
    heading = kind.model.objects.filter(Q(**{kind.heading: name}) | Q(identifier=name)).first()
    if heading:
        return heading.merged_into or heading
    found = list(kind.model.objects.filter(**{f"{kind.names}__text": name}).distinct()[:2])
    if len(found) == 1:
        return found[0]
    raise forms.ValidationError(_not_one(name, len(found)))


def _not_one(name, count):
    if count:
        return _("“%(name)s” is a name of several records: write the heading of the one you mean.") % {"name": name}
    return _("There is no record named “%(name)s”: check the spelling, or add it first.") % {"name": name}
