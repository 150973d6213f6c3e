"""What axe finds on a page, in words: nothing, mostly.

Contrast costs axe more than all other rules together. A crawl therefore judges it on a page that shows each make of
element twice: what has the same tags, classes and states, all the way from the body, has the same colours.
"""
from pathlib import Path

import axe_playwright_python

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text() + "\n;0"
# A framed page is judged as a page of its own: its landmarks are not those of the page around it. Of what axe can
# fetch before it begins, style sheets serve none of the rules that run.
JUDGE = """async (chosen) => {
  const options = { resultTypes: ["violations"], iframes: false, preload: { assets: ["media"] }, ...chosen };
  return (await axe.run(document, options)).violations.map(
    (one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")}`);
}"""
THIN = """() => {
  const states = ["class", "lang", "dir", "type", "role", "open", "hidden", "disabled", "checked", "selected",
    "aria-current", "aria-selected", "aria-pressed", "aria-expanded", "aria-invalid", "data-state"];
  const met = new Map();
  const stays = (element, around) => {
    const make = `${around}>${element.tagName}(${states.map((name) => element.getAttribute(name) ?? "").join()})`;
    met.set(make, (met.get(make) ?? 0) + 1);
    const isNew = met.get(make) <= 2;
    const like = [...element.children].filter((child) => !stays(child, make));
    const isAlike = like.length === element.children.length;
    if (isNew || !isAlike) like.forEach((child) => child.style.setProperty("display", "none", "important"));
    return isNew || !isAlike;
  };
  stays(document.body, "");
}"""


def barriers_on(page):
    """What any rule of axe finds on this page."""
    return _judged(page, {})


def barriers_but_contrast(page):
    return _judged(page, {"rules": {"color-contrast": {"enabled": False}}})


def low_contrast(page):
    """What is hard to see on this page. What repeats itself is hidden first, and stays so."""
    page.evaluate(THIN)
    return _judged(page, {"runOnly": ["color-contrast"]})


def _judged(page, chosen):
    page.wait_for_load_state()  # whoever followed a link may be at its beginning
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(JUDGE, chosen)
