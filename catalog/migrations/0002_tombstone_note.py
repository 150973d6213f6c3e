"""Room for the public note of a withdrawal; `catalog_rebuild --stale` fills it in."""
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [
        migrations.AddField(model_name="tombstone", name="note", field=models.TextField(blank=True, default=""),
                            preserve_default=False),
    ]
