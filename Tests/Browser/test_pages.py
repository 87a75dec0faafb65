"""Every page, by who uses it: it answers, says what it should, is accessible, prints, and speaks two languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PLANNER = [
    "/", "/wall", "/?measure=served", "/library", "/library?stage=reserved&order=investment&page=2", "/library?search=茌平&column=owner", "/pools", "/pools?factor=land",
    "/pools/land/371503/2026", "/proposals", "/runs", "/runs/1", "/runs/1/try", "/runs/1/explore", "/rehearsal", "/work", "/cases", "/start", "/start/consultation?project=LC-G-0039", "/meetings", "/reports",
    "/reports/pool_balance", "/import", "/account", "/admin", "/admin/policy", "/brief",
]
PICTURED = {"/": "wall", "/library": "library", "/pools": "pools", "/runs/1": "plan", "/runs/1/try": "trial", "/runs/1/explore": "explore", "/proposals": "proposals", "/work": "inbox",
            "/start/consultation?project=LC-G-0039": "start", "/import": "import", "/admin": "administration", "/reports": "reports", "/wall": "wall-screen"}


def check_accessibility(page):
    assert "</" not in page.inner_text("body"), "markup that was shown as text"
    found = [f"{item['id']}: {item['help']} ({item['nodes'][0]['html'][:120]})" for item in Axe().run(page).response["violations"]]
    assert found == []


@pytest.mark.parametrize("path", PLANNER)
def test_pages_of_a_planner(visit, path):
    planner = visit("hq-1")
    page = planner.open(path)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    check_accessibility(page)
    if path in PICTURED:
        planner.picture(PICTURED[path])


@pytest.mark.parametrize("person, path, text", [
    ("371522-1", "/", "莘县"), ("land-1", "/work", "待办"), ("system-1", "/admin", "账号"), ("security-1", "/admin", "会话"), ("audit-1", "/admin/audit", "signed_in"),
    ("ent-1", "/library", "个项目"), ("hq-2", "/proposals", "双人复核"),
])
def test_pages_by_role(visit, person, path, text):
    visitor = visit(person)
    page = visitor.open(path)
    assert text in page.inner_text("main")
    check_accessibility(page)
    visitor.picture(f"{person}{path.replace('/', '-')}")


def test_every_project_row_leads_to_its_page(visit):
    page = visit("hq-1").open("/library?order=investment")
    page.click("tbody tr:first-child a")
    assert page.locator("dl.facts").count() == 1 and "要素需求" in page.inner_text("main")


def test_english(visit):
    planner = visit("hq-1")
    page = planner.open("/")
    page.click("text=English")
    assert page.inner_text("h1") == "Key projects, wall chart"
    assert page.locator("html").get_attribute("lang") == "en"
    for path in ["/library", "/pools", "/runs", "/work", "/reports", "/admin"]:
        planner.open(path)
        assert page.locator("nav[aria-label=Main]").count() == 1
    planner.picture("english")


def test_keyboard(visit):
    page = visit("hq-1").open("/library")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.fill("[name=search]", "LC-G-0039")
    page.keyboard.press("Enter")
    page.wait_for_url("**search=LC-G-0039**")
    assert page.locator("tbody tr").count() == 1


def test_print_leaves_navigation_out(visit):
    planner = visit("hq-1")
    page = planner.open("/library")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible() and not page.locator(".filters").is_visible() and page.locator("table").is_visible()
    planner.picture("library-print")


def test_papers_and_files(visit):
    planner = visit("hq-1")
    page = planner.open("/documents/dispatch/now")
    assert "周调度单" in page.inner_text("h1")
    planner.open("/runs/1/report")
    planner.picture("report")
    for path, kind in [("/library?format=csv", "text/csv"), ("/reports/pool_balance?format=xlsx", "spreadsheetml"), ("/runs/1/report?format=xlsx", "spreadsheetml")]:
        answer = planner.context.request.get(path)
        assert answer.status == 200 and kind in answer.headers["content-type"] and "attachment" in answer.headers["content-disposition"]


def test_small_and_large_screens(visit):
    for width, height in [(1366, 768), (2560, 1440), (420, 800)]:
        visitor = visit("hq-2", viewport={"width": width, "height": height})
        page = visitor.open("/")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width
        visitor.picture(f"wall-{width}")
