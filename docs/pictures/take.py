"""Take the pictures of the public pages: `python docs/pictures/take.py http://127.0.0.1:8000`.

The site must be serving the demo. Pictures go beside this file as page-width.png; --dark takes the dark ones,
--into puts them elsewhere, --full takes whole pages.
"""

import argparse
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGES = {
    "home": "/",
    "search": "/search?q=alternatives+to+detention",
    "resolution": "/A/RES/76/172",
    "paragraph": "/A/RES/76/172/op/5/a",
    "topic": "/topics/alternatives-to-detention/",
    "instrument": "/instruments/international-covenant-on-civil-and-political-rights/",
}
WIDTHS = {1280: 900, 390: 844}
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


def main() -> None:
    """Read the command line, take every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("--into", type=Path, default=Path(__file__).parent)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--page", action="append", metavar="NAME=PATH", help="only these pages")
    options = parser.parse_args()
    pages = dict(one.split("=", 1) for one in options.page) if options.page else PAGES
    options.into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, height in WIDTHS.items():
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if options.dark else "light",
                reduced_motion="reduce",
            )
            for name, path in pages.items():
                page.goto(options.site.rstrip("/") + path)
                page.wait_for_function("document.fonts.ready.then(() => true)")
                target = options.into / f"{name}-{width}{'-dark' if options.dark else ''}.png"
                page.screenshot(path=target, full_page=options.full)
                print(target, target.stat().st_size // 1024, "KB")
        browser.close()


if __name__ == "__main__":
    main()
