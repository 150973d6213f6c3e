"""What genres are called in Persian; those that came with the archive, and are called as they came, get their word."""
from django.db import migrations, models

# {code: (label as shipped, label in Persian)}, as they were when the column came.
SHIPPED = {
    "advocacy-text": ("advocacy text", "متن ترویجی"),
    "clipping": ("clipping", "بریدهٔ نشریه"),
    "commentary": ("commentary", "تفسیر"),
    "dataset": ("dataset", "مجموعه‌داده"),
    "digest": ("digest", "گزیده"),
    "email": ("e-mail", "رایانامه"),
    "event-report": ("event report", "گزارش رویداد"),
    "judgment": ("judgment", "رأی دادگاه"),
    "letter": ("letter", "نامه"),
    "minutes": ("minutes", "صورت‌جلسه"),
    "news-report": ("news report", "گزارش خبری"),
    "op-ed": ("guest column", "یادداشت مهمان"),
    "photograph": ("photograph", "عکس"),
    "poster": ("poster", "پوستر"),
    "press-release": ("press release", "اطلاعیهٔ مطبوعاتی"),
    "recording": ("recording", "صدا یا فیلم ضبط‌شده"),
    "report": ("report", "گزارش"),
    "resolution": ("resolution", "قطعنامه"),
    "speech": ("speech", "سخنرانی"),
    "statement": ("statement", "بیانیه"),
    "testimony": ("testimony", "شهادت‌نامه"),
    "web-page": ("web page", "صفحهٔ وب"),
}


def fill(apps, schema_editor):
    """A genre that somebody renamed keeps only what they called it."""
    genres = apps.get_model("archive", "Genre").objects.using(schema_editor.connection.alias)
    for genre in genres.filter(code__in=SHIPPED):
        label, label_fa = SHIPPED[genre.code]
        if genre.label == label:
            genre.label_fa = label_fa
            genre.save(update_fields=["label_fa"])


class Migration(migrations.Migration):
    dependencies = [("archive", "0008_distinct_records")]

    operations = [
        migrations.AddField("genre", "label_fa", models.CharField(
            "label in Persian", max_length=100, blank=True,
            help_text="What Persian pages call it; where it is empty they show the other label.")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
