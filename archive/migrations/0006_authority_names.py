"""Columns that hold each name of an authority record as it is compared, filled for the records that are there."""
from django.db import migrations

from archive.authorities.fields import FoldedField, SoundField

TEXTS = {"agent": "name", "agentname": "text", "subject": "label", "subjectlabel": "text", "place": "label",
         "placename": "text"}


def fill(apps, schema_editor):
    for model_name, column in TEXTS.items():
        for row in apps.get_model("archive", model_name).objects.only("pk", column).iterator(1000):
            row.save(update_fields=["folded", "sound"])


class Migration(migrations.Migration):
    dependencies = [("archive", "0005_access")]

    operations = [
        *(operation for model_name, column in TEXTS.items() for operation in (
            migrations.AddField(model_name, "folded", FoldedField(of=column)),
            migrations.AddField(model_name, "sound", SoundField(of=column)),
        )),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
