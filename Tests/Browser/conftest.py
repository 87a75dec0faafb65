"""One city and one browser for all tests; a page knows what went wrong in it."""

import pathlib
import re

import pytest
from playwright.sync_api import Error, sync_playwright

from city import City, PASSWORD, ROOT

PICTURES = ROOT / ".yaosu/browser/pictures"


@pytest.fixture(scope="session")
def city():
    city = City()
    yield city
    assert city.stop() == 0, "the server ends in good order when it is asked to"


@pytest.fixture(scope="session")
def browser():
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        # The distribution's Chromium; as root it runs without its sandbox only.
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


class Visitor:
    """Somebody at a browser."""

    def __init__(self, city, browser, person, state=None, **options):
        self.city, self.person = city, person
        options = {"locale": "zh-CN", "viewport": {"width": 1440, "height": 900}, **options}
        self.context = browser.new_context(base_url=city.base, storage_state=state, **options)
        self.page = self.context.new_page()
        self.faults = []
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def sign_in(self, password):
        for _ in range(30):
            self.page.goto("/sign-in")
            self.page.fill("[name=person]", self.person)
            self.page.fill("[name=password]", password)
            with self.page.expect_navigation():
                self.page.click("button.button")
            if not self.is_slowed():
                return

    def is_slowed(self):
        """All tests come from one address, which may sign in only so often; waits where it was too often."""
        if "H429" not in self.page.inner_text("body"):
            return False
        self.faults = [fault for fault in self.faults if "429" not in fault]
        self.page.wait_for_timeout(2_000)
        return True

    def open(self, path, status=200):
        answer = self.page.goto(path)
        assert answer.status == status, f"{path}: {answer.status}\n{self.page.inner_text('body')[:600]}"
        if status >= 400:
            # The browser itself notes that a page came with an error.
            self.faults = [fault for fault in self.faults if "Failed to load resource" not in fault]
        return self.page

    def picture(self, name):
        path = str(PICTURES / f"{name}.png")
        try:
            self.page.screenshot(path=path)
        except Error:
            # Without a graphics card Chromium sometimes can't at first.
            self.page.wait_for_timeout(500)
            self.page.screenshot(path=path)


@pytest.fixture(scope="session")
def states(city, browser):
    """Signs everybody in once: the first password must be changed, then the session is kept."""
    kept = {}

    def state(person):
        if person not in kept:
            visitor = Visitor(city, browser, person)
            visitor.sign_in(city.first[person])
            assert "/password" in visitor.page.url, "a first password opens nothing but its change"
            for _ in range(30):
                visitor.page.goto("/password")
                visitor.page.fill("[name=old]", city.first[person])
                visitor.page.fill("[name=new]", PASSWORD)
                visitor.page.fill("[name=again]", PASSWORD)
                visitor.page.click("button.button")
                if not visitor.is_slowed():
                    break
            assert re.search(r"/$", visitor.page.url), visitor.page.inner_text("main")
            kept[person] = visitor.context.storage_state()
            visitor.context.close()
        return kept[person]

    return state


@pytest.fixture
def visit(city, browser, states):
    """`visit("hq-1")`: a browser in which this person is signed in. Faults of pages fail the test."""
    visitors = []

    def begin(person=None, **options):
        visitor = Visitor(city, browser, person, states(person) if person else None, **options)
        visitors.append(visitor)
        return visitor

    yield begin
    for visitor in visitors:
        visitor.context.close()
        assert visitor.faults == [], f"{visitor.person}: {visitor.faults}"
