"""Uploads the same bytes N times at once from threads, as N curators' requests would; prints what became of each."""
import io
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import django

if __name__ == "__main__":
    django.setup()
    from django.db import connections

    from archive.ingest.intake import ingest_uploads
    from archive.ingest.operator import find_operator

    count, by = int(sys.argv[1]), find_operator()
    barrier = threading.Barrier(max(count, 1))

    def upload(number):
        try:
            barrier.wait()
            batch = ingest_uploads([(f"copy {number}.txt", io.BytesIO(b"The same words for all."))], by)
            return f"{batch.state} {batch.items.get().outcome}"
        finally:
            connections.close_all()

    connections.close_all()
    with ThreadPoolExecutor(max(count, 1)) as threads:
        sys.stdout.write("\n".join(threads.map(upload, range(count))))
