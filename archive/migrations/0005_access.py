"""The table of Django's cache, in which failed log-ins are counted, and a quick way to what one person did."""
from django.core.management import call_command
from django.db import migrations, models


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("archive", "0004_desk")]

    operations = [
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
        migrations.AddIndex("event", models.Index(fields=["agent", "sequence"], name="event_by_agent")),
    ]
