"""Indexes by which the queues of the desk are found and counted without reading every document."""
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0006_authority_names")]

    operations = [
        migrations.AddIndex("document", models.Index(fields=["state", "parent"], name="document_whole_by_state")),
        migrations.AddIndex(
            "document", models.Index(fields=["state", "-published_at"], name="document_by_publication")),
        migrations.AddIndex("document", models.Index(fields=["submitted_by", "state"], name="document_by_submitter")),
        migrations.AddIndex("document", models.Index(
            fields=["embargo_until"], name="document_by_embargo", condition=models.Q(embargo_until__isnull=False))),
        migrations.AddIndex("comment", models.Index(
            fields=["document"], name="comment_open", condition=models.Q(settled_at__isnull=True))),
        migrations.AddIndex("event", models.Index(
            fields=["sequence"], name="event_failed_check",
            condition=models.Q(type="fixity check", outcome="fail"))),
    ]
