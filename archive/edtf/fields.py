"""The model field that holds an EDTF text and keeps its first and last possible day beside it.

The text is what the curator knows and what is shown; the two days exist for sorting and filtering.
They are ordinary columns that the model declares, as ``ImageField`` does for width and height::

    issued = EDTFField(blank=True, earliest="issued_earliest", latest="issued_latest")
    issued_earliest = models.DateField(null=True, editable=False)
    issued_latest = models.DateField(null=True, editable=False)

``save`` and ``bulk_create`` fill the two days. ``QuerySet.update``, ``bulk_update``,
``save(update_fields=...)`` and fixtures write only the columns that they are given: name all three.
"""

from django import forms
from django.core import checks
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.edtf.level1 import MAX_LENGTH, parse_edtf
from archive.edtf.refusals import EDTFError

HELP_TEXT = _(
    # xgettext:no-python-format
    "As much as is known, in the Gregorian calendar: 2018, 2018-02 or 2018-02-15. "
    "Add ? if uncertain, ~ if approximate, % if both; X for unknown digits (201X, 2018-XX). "
    "For a span write 2016/2018, 2016/ (end not known) or 2016/.. (still open). "
    "Leave it empty when the date is not known."
)


class EDTFField(models.CharField):
    """Canonical EDTF text, level 1 at most; the empty text means that the date is not known.

    ``earliest`` and ``latest`` name nullable DateFields declared *after* this field on the same
    model. An invalid text raises ValidationError on clean, on save and in lookups.
    """

    def __init__(self, *args, earliest: str | None = None, latest: str | None = None, **kwargs):
        self.earliest, self.latest = earliest, latest
        kwargs.setdefault("max_length", MAX_LENGTH)
        kwargs.setdefault("help_text", HELP_TEXT)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("help_text") is HELP_TEXT:
            del kwargs["help_text"]
        if self.earliest is not None:
            kwargs["earliest"] = self.earliest
        if self.latest is not None:
            kwargs["latest"] = self.latest
        return name, path, args, kwargs

    def to_python(self, value):
        """Return the canonical text. Django also calls this on clean and before every write."""
        value = super().to_python(value)
        if value is None:
            return None
        if not value.strip():
            return ""
        try:
            return parse_edtf(value).text
        except EDTFError as error:
            raise ValidationError(str(error), code="invalid_edtf") from error

    def pre_save(self, model_instance, add):
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        parsed = parse_edtf(value) if value else None
        if self.earliest:
            setattr(model_instance, self.earliest, parsed.earliest if parsed else None)
        if self.latest:
            setattr(model_instance, self.latest, parsed.latest if parsed else None)
        return value

    def formfield(self, **kwargs):
        # The text runs from left to right on a right-to-left page too.
        widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"})
        return super().formfield(**{"widget": widget, **kwargs})

    def check(self, **kwargs):
        errors = [self._check_sibling(name) for name in (self.earliest, self.latest) if name]
        return [*super().check(**kwargs), *filter(None, errors)]

    def _check_sibling(self, name: str) -> checks.Error | None:
        try:
            sibling = self.model._meta.get_field(name)
        except FieldDoesNotExist:
            hint = f"Declare {name} = models.DateField(null=True, editable=False)."
            return checks.Error(f"There is no field '{name}'.", hint=hint, obj=self, id="edtf.E001")
        if type(sibling) is not models.DateField or not sibling.null:
            message = f"'{name}' must be a DateField with null=True."
            return checks.Error(message, obj=self, id="edtf.E002")
        columns = self.model._meta.local_concrete_fields
        if sibling not in columns or columns.index(sibling) < columns.index(self):
            # Django reads the columns in order: an earlier one is read before it is filled.
            message = f"'{name}' must be declared after '{self.name}', on the same model."
            return checks.Error(message, obj=self, id="edtf.E003")
        return None
