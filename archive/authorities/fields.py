"""Columns that hold a name as it is compared; as `EDTFField` does with its days, every save fills them.

`save` and `bulk_create` fill them; `QuerySet.update` and `save(update_fields=...)` do not.
"""
from django.db import models

from archive.authorities.folding import LONGEST, fold_name, sound_of


class FoldedField(models.CharField):
    """The folded form of the column `of`."""

    def __init__(self, *args, of, **kwargs):
        self.of = of
        super().__init__(*args, **{"max_length": LONGEST, "editable": False, "db_index": True, "default": "",
                                   **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance, add):
        value = self.made_from(getattr(model_instance, self.of) or "")
        setattr(model_instance, self.attname, value)
        return value

    def made_from(self, text):
        return fold_name(text)


class SoundField(FoldedField):
    """The consonants of the column `of`, by which transliterations of one name are found together."""

    def made_from(self, text):
        return sound_of(fold_name(text))
