"""Statements that two authority records are different, however alike they look."""
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("archive", "0007_queue_indexes")]

    operations = [
        migrations.CreateModel(
            "DistinctRecords",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(
                    max_length=7, choices=[("agent", "agent"), ("subject", "subject"), ("place", "place")])),
                ("one", models.CharField(max_length=36)),
                ("other", models.CharField(max_length=36)),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                ("reason", models.CharField(
                    "reason", max_length=500, blank=True,
                    help_text="How one tells them apart; for curators only.")),
                ("said_by", models.ForeignKey(
                    to=settings.AUTH_USER_MODEL, on_delete=django.db.models.deletion.PROTECT, related_name="+")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=["kind", "one", "other"], name="distinct_records_once"),
                    models.CheckConstraint(condition=Q(one__lt=F("other")), name="distinct_records_in_order"),
                    models.CheckConstraint(
                        condition=Q(kind__in=["agent", "subject", "place"]), name="distinct_kind_known"),
                ],
            },
        ),
    ]
