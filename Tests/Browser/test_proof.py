"""The proof of a plan as one page: it verifies itself without a network, says what the database says, and fails on whatever was changed."""

import json
import re

import pytest

SCENARIOS = ["base", "exchange", "three-years", "city-pool-limit", "city-share-limit", "holding-limits", "variants", "county-floor", "fair", "years-together", "years-together-limits"]


@pytest.fixture(scope="module")
def proofs(city):
    made = {}

    def make(scenario):
        if scenario not in made:
            city.yaosu("scenario", "run", scenario, "--seconds", "15", check=False)
            run = city.sql("SELECT max(run) FROM plan.run")
            path = f"{city.folder.name}/proof-{scenario}.html"
            city.yaosu("plan", "proof", run, "--out", path, "--lang", "en")
            made[scenario] = (run, path)
        return made[scenario]
    return make


@pytest.fixture
def offline(browser):
    context = browser.new_context(offline=True)
    yield context
    context.close()


def verdict(context, path):
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"file://{path}")
    assert faults == []
    rows = page.eval_on_selector_all("#tiers tr", "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))")
    return page.get_attribute("#verdict", "class"), rows, page


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_it_says_what_the_database_says(city, proofs, offline, scenario):
    run, path = proofs(scenario)
    standing, rows, page = verdict(offline, path)
    assert standing == "holds", rows
    proved = json.loads(city.yaosu("plan", "certificate", run, "--format", "json"))
    assert [(row[0].split("–")[0], row[2], row[3]) for row in rows] == [(str(tier["vintage"]), str(tier["value"]), str(tier["certified"])) for tier in proved]
    if scenario == "base":
        from conftest import PICTURES
        page.screenshot(path=str(PICTURES / "proof.png"))


def first(data, name, holds):
    return next(item for item in data[name] if holds(item))


TAMPERED = {
    "an award gets more": lambda data: data["awards"][0]["lines"][0].update(quantity=data["awards"][0]["lines"][0]["quantity"] + 1),
    "an award is dropped": lambda data: data["awards"].pop(),
    "an award from another pool": lambda data: data["awards"][0]["lines"][0].update(region=(data["awards"][0]["lines"][0]["region"] + 1) % len(data["regions"])),
    "a project twice": lambda data: data["awards"].append(data["awards"][0]),
    "a score": lambda data: data["projects"][data["awards"][0]["project"]].update(score=data["projects"][data["awards"][0]["project"]]["score"] + 1),
    "a demand": lambda data: data["projects"][data["awards"][0]["project"]]["demands"][0].update(needed=1),
    "a pool": lambda data: first(data, "supply", lambda pool: pool["available"] > 0).update(available=1),
    "what was given": lambda data: data["pools"][0].update(given=data["pools"][0]["given"] + 1),
    "a price": lambda data: first(data, "tiers", lambda tier: tier["prices"])["prices"][0].update(price="1"),
    "a bound": lambda data: data["tiers"][0].update(certified=str(int(data["tiers"][0]["certified"]) - 1)),
    "points": lambda data: data["tiers"][0].update(value=data["tiers"][0]["value"] + 1),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_no_longer_holds(proofs, offline, tmp_path, what):
    _, path = proofs("base")
    text = open(path, encoding="utf-8").read()
    found = re.search(r'(<script type="application/json" id="plan">)(.*?)(</script>)', text, re.S)
    data = json.loads(found[2])
    TAMPERED[what](data)
    changed = tmp_path / "changed.html"
    changed.write_text(text[:found.start(2)] + json.dumps(data) + text[found.end(2):], encoding="utf-8")
    standing, rows, _ = verdict(offline, changed)
    assert standing == "fails" and any(row[-1].startswith("✗") for row in rows)


def test_it_comes_from_the_plan_page(visit):
    planner = visit("hq-1")
    planner.open("/runs/1")
    answer = planner.context.request.get(planner.page.locator("a[href$='/proof']").get_attribute("href"))
    assert answer.status == 200 and "attachment" in answer.headers["content-disposition"] and 'id="verdict"' in answer.text()
    assert visit("371522-1").context.request.get("/runs/1/proof").status == 404
