"""Removes what was written and never read: pejorative forms are rows of PublishedName, languages are in the index."""
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("catalog", "0002_headings_names_and_lines")]

    operations = [
        migrations.RemoveField("PublishedAgent", "hidden_names"),
        migrations.RemoveField("PublishedStance", "evidence_count"),
        migrations.DeleteModel("PublishedLanguage"),
    ]
