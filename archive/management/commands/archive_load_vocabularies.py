"""Adds the shipped genres and codebook that are missing."""
from django.core.management.base import BaseCommand

from archive.vocabularies import load_vocabularies


class Command(BaseCommand):
    help = "Add the shipped genres and the first codebook; rows that exist are kept as they are."

    def handle(self, *args, **options):
        self.stdout.write(f"{load_vocabularies()} vocabulary rows added")
