"""Headings, names and lines; rows that were there stay as they are until `catalog_rebuild --stale` completes them."""
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("catalog", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="PublishedHeading",
            fields=[
                ("identifier", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("kind", models.CharField(
                    choices=[("subject", "Subject"), ("place", "Place"), ("target", "Target")], max_length=7)),
                ("label", models.CharField(db_index=True, max_length=500)),
                ("record", models.JSONField(default=dict)),
            ],
            options={"ordering": ["label"]},
        ),
        migrations.CreateModel(
            name="PublishedName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner_kind", models.CharField(
                    choices=[("agent", "Agent"), ("subject", "Subject"), ("place", "Place"), ("target", "Target")],
                    max_length=7)),
                ("owner", models.CharField(db_index=True, max_length=36)),
                ("text", models.CharField(max_length=500)),
                ("folded", models.CharField(db_index=True, max_length=500)),
                ("language", models.CharField(blank=True, max_length=35)),
                ("kind", models.CharField(max_length=16)),
                ("is_hidden", models.BooleanField(default=False)),
            ],
            options={"ordering": ["owner", "pk"]},
        ),
        migrations.AddField("PublishedDocument", "line", models.JSONField(default=dict)),
        migrations.AddField("PublishedStance", "coder", models.CharField(blank=True, max_length=100)),
        migrations.AddField("PublishedStance", "evidence_count", models.PositiveIntegerField(default=0)),
        migrations.CreateModel(
            name="PublishedUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="uses",
                    to="catalog.publisheddocument")),
                ("heading", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="uses",
                    to="catalog.publishedheading")),
            ],
            options={"constraints": [
                models.UniqueConstraint(fields=("document", "heading"), name="published_use_once")]},
        ),
    ]
