"""Indexes by which the overview is counted without reading every document and every original."""
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0010_rows_and_announcements")]

    operations = [
        migrations.AddIndex("document", models.Index(fields=["created_at"], name="document_by_arrival")),
        migrations.AddIndex("document", models.Index(
            fields=["access_level"], name="document_reviewed_access",
            condition=models.Q(published_revision__isnull=False))),
        migrations.AddIndex("original", models.Index(fields=["media_type", "size"], name="original_by_kind")),
    ]
