"""Loads the fictional demo collection, once."""
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from archive.demo import DemoRefused, is_loaded, load_demo
from archive.vocabularies import load_vocabularies


class Command(BaseCommand):
    help = ("Load the fictional demo collection with its people into an archive that holds no document; does nothing "
            "if it was loaded before.")

    def handle(self, *args, **options):
        if is_loaded():
            self.stdout.write("The demo collection is loaded.")
            return
        load_vocabularies()
        try:
            with tqdm(unit="file", desc="demo collection", file=self.stderr, disable=None) as bar:
                load_demo(on_progress=lambda count, _size: bar.update(count))
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("The demo collection is loaded now.")
