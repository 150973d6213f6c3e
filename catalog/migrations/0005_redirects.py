"""Adds where the addresses of merged records lead."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("catalog", "0004_codebook")]

    operations = [
        migrations.CreateModel(
            name="PublishedRedirect",
            fields=[
                ("identifier", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=7)),
                ("to", models.CharField(db_index=True, max_length=36)),
            ],
        ),
    ]
