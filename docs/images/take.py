"""Takes the README's screenshots of a running site: `python docs/images/take.py http://127.0.0.1:8000`."""
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
TITLE = "The Night Water"


def take(base):
    """Write home.png and document.png as a reader with a wide, light screen sees them."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1280, "height": 860})
        page.goto(f"{base}/")
        page.screenshot(path=HERE / "home.png")
        page.goto(f"{base}/documents/?page=1")
        while not page.get_by_role("link", name=TITLE).count():
            page.get_by_role("link", name="Next").click()
        page.get_by_role("link", name=TITLE).first.click()
        page.screenshot(path=HERE / "document.png")
        chromium.close()


if __name__ == "__main__":
    take(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")
