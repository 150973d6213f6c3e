"""The rows without which nothing works: the ledger's head and the three roles."""
from django.db import migrations

ROLES = ("cataloguer", "reviewer", "administrator")


def create(apps, editor):
    alias = editor.connection.alias
    apps.get_model("archive", "LedgerHead").objects.using(alias).create(pk=1, sequence=0, hash="0" * 64)
    for role in ROLES:
        apps.get_model("auth", "Group").objects.using(alias).create(name=role)


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_guards"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
