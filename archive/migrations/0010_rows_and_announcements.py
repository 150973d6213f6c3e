"""Tells described rows from files in what became of a batch; lets an announcement of files be repeated."""
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q

GROUP = 200


def name_sheets(apps, schema_editor):
    """Give the rows described before their sheet, which is the first word of their name.

    A file that was kept has the SHA-256 of an original; of the rows only those of documents have one, of what they say.
    """
    alias = schema_editor.connection.alias
    BatchItem = apps.get_model("archive", "BatchItem")
    originals = apps.get_model("archive", "Original").objects.using(alias).filter(sha256=OuterRef("sha256"))
    is_row = Q(sha256="") | Q(name__startswith="documents ") & ~Exists(originals)
    rows = BatchItem.objects.using(alias).filter(
        Q(batch__kind="import") | Q(batch__kind="command", outcome__in=["created", "unchanged"]) & is_row)
    found = []
    for item in rows.only("name", "sheet").order_by("pk"):
        item.sheet = item.name.split(" ", 1)[0][:100] or "documents"
        found.append(item)
    BatchItem.objects.using(alias).bulk_update(found, ["sheet"], batch_size=GROUP)


class Migration(migrations.Migration):
    dependencies = [("archive", "0009_persian_genres")]

    operations = [
        migrations.AddField("BatchItem", "sheet", models.CharField(
            "sheet", max_length=100, blank=True, help_text="Of a described row; empty for a file.")),
        migrations.CreateModel(
            "Announcement",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(
                    max_length=36, help_text="Chosen by the sender, one for each announcement.")),
                ("sha256", models.CharField(
                    max_length=64, help_text="Of the names, sizes and digests that were announced.")),
                ("names", models.JSONField(
                    help_text="The names that the files got in the batch, in the order announced.")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("batch", models.ForeignKey(
                    to="archive.ingestbatch", on_delete=django.db.models.deletion.CASCADE, related_name="+")),
                ("sent_by", models.ForeignKey(
                    to=settings.AUTH_USER_MODEL, on_delete=django.db.models.deletion.PROTECT, related_name="+")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=["sent_by", "key"], name="announcement_once"),
                ],
            },
        ),
        migrations.RunPython(name_sheets, migrations.RunPython.noop),
    ]
