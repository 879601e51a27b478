import csv

from django.core.management.base import BaseCommand

from members.chat import register


class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *args, **options):
        with open(options["file"]) as rows:
            for row in csv.DictReader(rows):
                register(row["id"], row["name"])
