"""Adds the versions of the codebook to what readers see."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("catalog", "0003_dead_storage")]

    operations = [
        migrations.CreateModel(
            name="PublishedCodebook",
            fields=[
                ("version", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("sequence", models.PositiveBigIntegerField(unique=True)),
                ("text", models.TextField()),
                ("change", models.CharField(blank=True, max_length=500)),
                ("published_on", models.DateField()),
            ],
            options={"ordering": ["-sequence"]},
        ),
    ]
