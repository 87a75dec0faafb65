"""What sliders of pools and shares can't say: aims, least projects, groups, years, one county's pool; and a trial on paper."""

import re

import pytest
from test_pages import check_accessibility
from test_work import try_plan

PROVEN = "#answer:has-text('已证明')"


def proven(page):
    page.wait_for_selector("#answer:not(.busy) .cards:has-text('已证明'), #answer:not(.busy) .cards:has-text('proven')", timeout=90_000)


def land_county(city):
    return city.sql("SELECT p.region, r.name, p.before / 10000 FROM plan.pool p JOIN policy.region r ON (r.city, r.code) = (p.city, p.region) "
                    "WHERE p.run = 1 AND p.factor = 'land' AND p.vintage = 2026 AND p.region <> p.city ORDER BY p.before DESC LIMIT 1").split("|")


def test_one_countys_supply_by_slider_and_by_amount(city, visit):
    planner = visit("hq-1")
    region, name, held = land_county(city)
    page = planner.open("/runs/1/try")
    page.select_option("#county [name=region]", region)
    page.select_option("#county [name=factor]", "land")
    page.click("#county button")
    row = page.locator("#counties li")
    assert name in row.inner_text() and row.locator("input[type=range]").evaluate("one => one === document.activeElement")
    for _ in range(4):
        page.keyboard.press("PageDown")
    proven(page)
    change = row.locator("input:not([type=range])").input_value()
    assert change.endswith("%") and int(change[:-1]) < 100 and "→" in row.inner_text(), "the pool's amount before and after"
    status, answer = try_plan(planner, 1, {"supply": [{"factor": "land", "region": region, "vintage": 2026, "change": change}]})
    assert status == 200
    page = planner.open("/runs/1/try")
    page.select_option("#county [name=region]", region)
    page.click("#county button")
    page.click("#county button")
    assert page.locator("#counties li").count() == 1, "a pool once"
    page.locator("#counties li input:not([type=range])").fill("+200")
    page.keyboard.press("Tab")
    page.wait_for_selector("#prices:has-text('+200')", timeout=90_000)
    assert name in page.inner_text("#prices")
    check_accessibility(page)
    planner.picture("trial-county")
    page.locator("#counties li input:not([type=range])").fill("-999999999")
    page.keyboard.press("Tab")
    page.wait_for_selector("#answer .fault")
    assert "supply.0.change" in page.inner_text("#answer .fault")
    page.locator("#counties button").click()
    proven(page)
    assert page.locator("#counties li").count() == 0
    other = {"factor": "land", "region": region, "change": "+1"}
    for wrong, field in [({"region": "371500000"}, None), ({"change": "many"}, "wish.supply.0.change"), ({"vintage": 2031}, "wish.supply.0.region")]:
        status, problem = try_plan(planner, 1, {"supply": [{**other, **wrong}]})
        assert status == 422 and (field is None or problem["errors"][0]["field"] == field), problem
    planner.faults.clear()


def test_aims_and_least_projects_are_tried_and_kept(city, visit):
    planner = visit("hq-1")
    # With little land a county loses projects; a floor keeps one more of them.
    def served(wish):
        status, answer = try_plan(planner, 1, wish)
        assert status == 200, answer
        return {county["region"]: county["served"] for county in answer["counties"]}

    little = {"supply": [{"factor": "land", "change": "40%"}]}
    (all_served, fewer) = (served({}), served(little))
    county = max(all_served, key=lambda region: all_served[region] - fewer[region])
    assert fewer[county] < all_served[county]
    kept = served({**little, "floors": [{"region": county, "projects": fewer[county] + 1}]})
    assert kept[county] > fewer[county]
    page = planner.open("/runs/1/try")
    page.locator("#aims li[data-aim=fairness] [type=checkbox]").check()
    proven(page)
    page.locator("#aims li[data-aim=fairness] [name=give]").fill("1")
    page.keyboard.press("Tab")
    page.select_option("#floor [name=region]", county)
    page.fill("#floor [name=projects]", str(all_served[county]))
    page.click("#floor button")
    page.wait_for_selector("#prices:has-text('≥')", timeout=120_000)
    text = page.inner_text("#prices")
    assert "目标" in text and "1%" in text and f"≥ {all_served[county]}" in text, text
    check_accessibility(page)
    planner.picture("trial-aims")
    page.evaluate("document.querySelector('#aims').scrollIntoView()")
    planner.picture("trial-aims-controls")
    page.fill("#exact [name=title]", "均衡")
    page.click("#exact button")
    page.wait_for_selector(".state.done", timeout=120_000)
    page.click("text=打开方案")
    run = re.search(r"/runs/(\d+)", page.url)[1]
    content = city.sql(f"SELECT scenario_content->'aims', scenario_content->'floors' FROM plan.run WHERE run = {run}")
    assert "fairness" in content and county in content, content
    assert city.sql(f"SELECT is_rehearsal FROM plan.run WHERE run = {run}") == "f", "an aim is no change of policy"
    # On the plan that has them they can be taken away.
    page = planner.open(f"/runs/{run}/try")
    assert page.locator("#aims li").first.get_attribute("data-aim") == "fairness" and page.locator("#aims li").first.locator("[type=checkbox]").is_checked()
    assert "≥" in page.inner_text("main")
    page.locator("#aims li").first.locator("[type=checkbox]").uncheck()
    page.wait_for_selector("#prices:has-text('只看得分')", timeout=120_000)
    page.goto(f"/language?to=en&back=/runs/{run}/try")
    check_accessibility(page)
    planner.picture("trial-aims-en")


@pytest.mark.parametrize("wish, field", [
    ({"aims": [{"aim": "fairness", "give": "150%"}]}, "wish.aims.0.give"),
    ({"aims": [{"aim": "fairness"}, {"aim": "fairness"}]}, "wish.aims.1.aim"),
    ({"floors": [{"projects": 3}, {"region": "371522", "projects": 1}]}, "wish.floors.1.projects"),
    ({"withoutGroups": ["没有"]}, "wish.withoutGroups.0"),
    ({"years": 2}, "wish.years"),
])
def test_what_cannot_be_wished_is_refused(visit, wish, field):
    planner = visit("hq-1")
    status, problem = try_plan(planner, 1, wish)
    assert status == 422 and problem["errors"][0]["field"] == field, problem
    planner.faults.clear()


def test_no_plan_keeps_such_a_floor(city, visit):
    planner = visit("hq-1")
    status, problem = try_plan(planner, 1, {"floors": [{"region": "371522", "projects": 900}]})
    assert status in (409, 422) and "莘县" in problem["detail"], problem
    planner.faults.clear()


def run_of(planner, key, scenario):
    planner.open("/runs/1/try")
    token = planner.page.locator("#trial").get_attribute("data-token")
    asked = planner.context.request.post("/api/v1/jobs", data={**scenario, "seconds": 20}, headers={"X-Form-Token": token, "Idempotency-Key": f"rules-{key}"}).json()
    page = planner.open(f"/jobs/{asked['job']}")
    page.wait_for_selector(".state.done", timeout=120_000)
    return int(page.locator("a[href^='/runs/']:has-text('打开方案')").get_attribute("href").split("/")[2])


def test_groups_and_years_of_a_scenario_are_put_aside(city, visit):
    planner = visit("hq-1")
    codes = city.sql("SELECT DISTINCT project FROM plan.award_line WHERE run = 1 ORDER BY 1 LIMIT 4").split()
    content = (f"title: 分期\nextends: [base]\ngroups:\n  - {{name: 备选, kind: one_of, projects: [{codes[0]}, {codes[1]}]}}\n"
               f"  - {{name: 分期建设, kind: follows, projects: [{codes[2]}, {codes[3]}]}}\n")
    phases = run_of(planner, "phases", {"content": content})
    page = planner.open(f"/runs/{phases}/try")
    assert page.locator("#groups input").count() == 2
    page.locator("#groups input").first.uncheck()
    page.wait_for_selector("#prices:has-text('不计项目组')", timeout=120_000)
    check_accessibility(page)
    years = run_of(planner, "years", {"name": "three-years"})
    page = planner.open(f"/runs/{years}/try")
    page.select_option("#years select", "1")
    page.wait_for_selector("#prices:has-text('只规划 1 年')", timeout=120_000)
    status, answer = try_plan(planner, years, {"years": 1})
    assert status == 200 and answer["served"] < answer["servedBefore"], "one year serves fewer than three"


def test_a_trial_on_paper(city, visit):
    planner = visit("hq-1")
    runs = city.sql("SELECT count(*) FROM plan.run")
    region, name, _ = land_county(city)
    page = planner.open("/runs/1/try")
    slider = page.locator("input[data-kind=supply][data-factor=land]")
    slider.focus()
    for _ in range(4):
        page.keyboard.press("PageDown")
    page.select_option("#floor [name=region]", region)
    page.fill("#floor [name=projects]", "1")
    page.click("#floor button")
    page.wait_for_selector("#prices:has-text('≥')", timeout=90_000)
    with page.context.expect_page() as opened:
        page.click("#paper button")
    paper = opened.value
    paper.wait_for_load_state()
    text = paper.inner_text("main")
    for part in ["推演", "不是方案", "全部县市区和市级", name + "至少保障 1 个项目", "退出", "每项变化的代价", "要素池剩余"]:
        assert part in text, part
    check_accessibility(paper)
    paper.screenshot(path=str(planner_pictures() / "trial-paper.png"), full_page=True)
    paper.close()
    assert city.sql("SELECT count(*) FROM plan.run") == runs, "nothing is stored"
    page.goto("/language?to=en&back=/runs/1/try")
    token = page.locator("#trial").get_attribute("data-token")
    english = page.context.request.post("/runs/1/try/paper", form={"_token": token, "wish": '{"aims": [{"aim": "city_pool", "give": "1%"}]}'})
    assert english.status == 200 and "A trial, not a plan" in english.text() and "spare the city" in english.text()
    sheet = page.context.new_page()
    sheet.set_content(english.text())
    check_accessibility(sheet)
    sheet.screenshot(path=str(planner_pictures() / "trial-paper-en.png"))
    sheet.close()
    for wish, status in [("x", 422), ('{"years": 9}', 422)]:
        assert page.context.request.post("/runs/1/try/paper", form={"_token": token, "wish": wish}).status == status, wish
    assert page.context.request.post("/runs/1/try/paper", form={"wish": "{}"}).status == 403
    clerk = visit("371522-1")
    clerk.open("/proposals")
    token = clerk.page.locator("[name=_token]").first.get_attribute("value")
    assert clerk.context.request.post("/runs/1/try/paper", form={"_token": token, "wish": "{}"}).status == 404
    planner.faults.clear()
    clerk.faults.clear()


def planner_pictures():
    from conftest import PICTURES
    return PICTURES


def test_plans_side_by_side_have_a_map_each(city, visit):
    planner = visit("hq-1")
    runs = [run for run in city.sql("SELECT string_agg(run::text, ' ' ORDER BY run) FROM plan.run").split()][:4]
    address = "/runs/compare?" + "&".join(f"run={run}" for run in (runs if len(runs) > 1 else ["1", "1"]))
    page = planner.open(address)
    assert page.locator(".maps svg").count() == max(len(runs), 2)
    fills = lambda: page.locator(".maps svg path").evaluate_all("all => all.map((one) => one.getAttribute('fill'))")
    before = fills()
    page.select_option("[name=measure]", "investment")
    page.click(".filters button")
    assert page.locator(".maps svg").count() == max(len(runs), 2) and "%" in page.locator(".maps svg").first.text_content()
    assert fills() != before
    check_accessibility(page)
    for width in (1366, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"the page is cut off at {width}"
        planner.picture(f"compare-maps-{width}")
    page.goto("/language?to=en&back=" + address.replace("&", "%26"))
    check_accessibility(page)
    planner.picture("compare-maps-en")
    assert planner.context.request.get(address + "&measure=luck").status == 422
    planner.faults.clear()
