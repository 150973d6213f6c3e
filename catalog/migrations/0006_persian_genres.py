"""Adds what the genre of a document is called in Persian; `catalog_rebuild --stale` fills it."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("catalog", "0005_redirects")]

    operations = [
        migrations.AddField(
            "publisheddocument", "genre_label_fa", models.CharField(blank=True, default="", max_length=100),
            preserve_default=False),
    ]
