"""The plan in the room: a project by name, ways in by a choice, the map, and what each change is worth in points."""

import re

from test_pages import check_accessibility
from test_work import try_plan

PROVEN = "#answer:has-text('已证明')"


def test_a_project_is_pulled_in_by_name_with_the_keyboard(city, visit):
    planner = visit("hq-1")
    name, code = city.sql(
        "SELECT p.name, p.code FROM plan.candidate c JOIN library.project p ON (p.city, p.code) = (c.city, c.project) WHERE c.run = 1 AND c.served_in IS NOT NULL "
        "AND (SELECT count(*) FROM library.project o WHERE o.name LIKE '%' || p.name || '%') = 1 ORDER BY p.code LIMIT 1").split("|")
    page = planner.open("/runs/1/try")
    page.focus("#find")
    page.keyboard.type(name[:6])
    page.wait_for_selector("#found li")
    assert page.get_attribute("#find", "aria-expanded") == "true"
    check_accessibility(page)
    while name not in (page.locator("#found li[aria-selected=true]").first.inner_text() if page.locator("#found li[aria-selected=true]").count() else ""):
        page.keyboard.press("ArrowDown")
    planner.picture("trial-search")
    page.keyboard.press("Enter")
    assert page.input_value("#find") == code and page.get_attribute("#find", "aria-expanded") == "false"
    # Out: by the second button, reached with the keyboard.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#pins li")
    assert name in page.inner_text("#pins") and "不予保障" in page.inner_text("#pins")
    page.wait_for_selector(PROVEN, timeout=60_000)
    assert name in page.inner_text("#answer"), "it falls out"
    # A code that is typed in whole needs no choosing; what nobody has is said.
    page.locator("#pins button").click()
    page.fill("#find", "没有这样的项目名")
    page.click("#pin button[value=must]")
    page.wait_for_selector("#found-count:has-text('没有这样的项目')")
    assert page.locator("#pins li").count() == 0
    page.fill("#find", code)
    page.click("#pin button[value=must]")
    page.wait_for_selector(f"#pins li:has-text('{code}')")


def test_the_answer_has_a_map_and_a_price_for_each_change(city, visit):
    planner = visit("hq-1")
    page = planner.open("/runs/1/try")
    slider = page.locator("input[data-kind=supply][data-factor=land]")
    slider.focus()
    for _ in range(5):
        page.keyboard.press("PageDown")
    share = page.locator("input[data-kind=share][data-factor=land]")
    share.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    # Slow machines answer the first slider before the second is moved: prices of the last wish alone are waited for.
    page.wait_for_selector("#answer:not(.busy) #prices:has-text('30% → 35%')", timeout=90_000)
    rows = page.locator("#prices tbody tr")
    text = page.inner_text("#prices")
    assert rows.count() == 2 and "30% → 35%" in text and "第" in text, "the share is an article's"
    assert "无条款限制" in text, "how much land there is isn't"
    assert page.locator("#answer .map svg path[data-region]").count() >= 8
    marks, land = page.locator("#answer .map svg circle[data-mark='退出']").count(), slider.input_value()
    check_accessibility(page)
    page.evaluate("document.querySelector('#answer .map').scrollIntoView()")
    planner.picture("trial-map")
    page.evaluate("document.querySelector('#prices').scrollIntoView()")
    planner.picture("trial-prices")
    status, answer = try_plan(planner, 1, {"shares": [{"factor": "land", "value": "35%"}], "supply": [{"factor": "land", "change": land + "%"}]})
    assert status == 200 and marks == sum(change.get("longitude") is not None for change in answer["lost"]) > 0
    page.goto("/language?to=en&back=/runs/1/try")
    check_accessibility(page)


def test_prices_are_the_differences_that_they_say(city, visit):
    """Each taken away by itself: as if the plan were asked for without it."""
    planner = visit("hq-1")
    supply = {"supply": [{"factor": "land", "change": "60%"}]}
    loans = {"loans": ["land"]}
    ask = lambda wish, **more: planner.context.request.post(
        "/api/v1/runs/1/trials", data={"wish": wish, **more}, headers={"X-Form-Token": planner.page.locator("#trial").get_attribute("data-token")}).json()
    planner.open("/runs/1/try")
    points = lambda answer: [tier["points"] for tier in answer["tiers"]]
    nothing, both = ask({}), ask({**supply, **loans}, isPriced=True)
    assert [tier["points"] for tier in nothing["tiers"]] == [tier["pointsBefore"] for tier in both["tiers"]]
    assert "prices" not in nothing or nothing["prices"] is None
    prices = {price["change"]["kind"]: price for price in both["prices"]}
    for kind, without in [("supply", loans), ("loan", supply)]:
        other = ask(without)
        assert prices[kind]["points"] == [a - b for a, b in zip(points(both), points(other))], kind
        assert prices[kind]["served"] == both["served"] - other["served"]
    first = next((value for value in prices["supply"]["points"] if value), 0)
    assert first < 0, "less land costs points in the first tier that feels it"
    # A weight is no price: points are those of the plan on the table.
    weighted = ask({"weights": [{"grade": "A", "value": "200%"}]})
    assert sum(points(weighted)) <= sum(points(nothing)) * 1.001, points(weighted)


def test_ways_in_are_chosen_into_the_scenario(city, visit):
    planner = visit("hq-1")
    refused = planner.context.request.get("/api/v1/runs/1/refusals?limit=1000").json()["items"]
    kinds = {}
    for row in refused:
        for way in planner.context.request.get(f"/api/v1/runs/1/refusals/{row['project']}").json()["ways"]:
            kinds.setdefault(way["kind"], row["project"])
        if {"loan", "displacement", "smallerDemand"} <= set(kinds) or len(kinds) > 5:
            break
    assert kinds, "somebody is left out with a way in"
    fields = {"loan": "lend", "paidTransfer": "lend", "reclaim": "supply", "displacement": "instead", "smallerDemand": "less"}
    tried = 0
    for kind, code in kinds.items():
        if kind not in fields:
            continue
        page = planner.open(f"/runs/1/why?project={code}")
        if not tried:
            check_accessibility(page)
            planner.picture("why-ways")
        page.locator(f".ways input[name={fields[kind]}]").first.check()
        page.click("text=带入推演")
        if kind == "displacement":
            page.wait_for_selector("#pins li:nth-child(2)")
        elif kind == "smallerDemand":
            page.wait_for_selector("#ways li:has-text('≤')")
            assert page.locator("#pins li").count() == 0
        else:
            page.wait_for_selector("#ways li button")
            assert page.locator("#ways li").count() == 1 and code in page.inner_text("#pins")
        page.wait_for_selector(f"{PROVEN}, #answer .fault", timeout=60_000)
        if kind == "smallerDemand" and page.locator("#answer .fault").count() == 0:
            planner.picture("trial-less")
        tried += 1
    assert tried >= 2, kinds
    # What isn't written as the pages write it is refused.
    for query in ["lend=x", "supply=land:371522", "less=::", "lend=" + ":".join("abcde")]:
        assert planner.context.request.get(f"/runs/1/try?{query}").status == 422, query
    planner.faults = [fault for fault in planner.faults if "422" not in fault]


def test_a_wish_for_less(city, visit):
    """A project that would do with less is another form of it, and the answer names it."""
    planner = visit("hq-1")
    # One that no other test has moved out of the reserve meanwhile.
    code = city.sql("SELECT s.project FROM plan.shortage s JOIN library.project p ON p.code = s.project AND p.stage = 'reserved' "
                    "WHERE s.run = 1 AND s.factor = 'land' ORDER BY s.project LIMIT 1")
    status, answer = try_plan(planner, 1, {"demands": [{"project": code, "factor": "land", "quantity": "0.1"}]})
    assert status == 200, answer
    assert any(re.match(re.escape(code), change["project"]) for change in answer["gained"]) or answer["served"] >= answer["servedBefore"]
    for wrong, field in [({"quantity": "-1"}, "wish.demands.0.quantity"), ({"quantity": "much"}, "wish.demands.0.quantity")]:
        status, problem = try_plan(planner, 1, {"demands": [{"project": code, "factor": "land", "quantity": "1", **wrong}]})
        assert status == 422 and problem["errors"][0]["field"] == field, problem
    planner.faults.clear()


def test_plans_side_by_side_tell_what_they_asked_and_what_came_of_it(city, visit):
    planner = visit("hq-1")
    planner.open("/runs/1/try")
    runs = [1]
    for number, change in enumerate(["60%", "80%", "130%"]):
        asked = planner.context.request.post(
            "/api/v1/jobs", data={"run": 1, "wish": {"supply": [{"factor": "land", "change": change}]}, "title": f"土地 {change}", "seconds": 10},
            headers={"X-Form-Token": planner.page.locator("#trial").get_attribute("data-token"), "Idempotency-Key": f"side-{number}"}).json()
        page = planner.open(f"/jobs/{asked['job']}")
        page.wait_for_selector(".state.done", timeout=60_000)
        runs.append(int(page.locator("a[href^='/runs/']:has-text('打开方案')").get_attribute("href").split("/")[2]))
        planner.open("/runs/1/try")
    page = planner.open("/runs/compare?" + "&".join(f"run={run}" for run in runs))
    settings = page.inner_text("section:has(h2:text('设定不同之处'))")
    assert all(change in settings for change in ["3/5", "4/5", "13/10"]) and settings.count("●") >= 3, settings
    rows = page.locator("section:has(h2:text('各县区保障项目')) tbody tr")
    served = [[int(cell.split("/")[0]) for cell in row.inner_text().split("\t")[1:] if "/" in cell] for row in rows.all()]
    totals = [sum(row[place] for row in served if len(row) == 4) for place in range(4)]
    assert totals[1] <= totals[2] <= totals[0] <= totals[3], "more land serves more"
    assert page.locator("section:has(h2:text('要素池剩余')) tbody tr").count() > 0
    check_accessibility(page)
    planner.picture("compare-four")
    assert planner.context.request.get("/runs/compare?" + "&".join(f"run={run}" for run in [*runs, 1])).status == 422
    planner.faults.clear()
