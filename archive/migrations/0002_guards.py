"""Rules that the database itself keeps: append-only rows, immutable texts, evidence that resolves."""
from django.db import migrations

from archive.provenance.guards import create_guards, drop_guards


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_initial")]

    operations = [migrations.RunPython(
        lambda apps, editor: create_guards(editor.connection),
        lambda apps, editor: drop_guards(editor.connection),
    )]
