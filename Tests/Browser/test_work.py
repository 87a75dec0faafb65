"""What people do: sign in, import, move sliders, adopt with two persons, answer a task."""

import concurrent.futures
import re
import time

import pytest

from city import PASSWORD

HEAD = "项目代码,项目名称,所属县区,总投资(亿元),新增建设用地指标(亩)\n"


def wait_for_job(page):
    page.wait_for_selector(".state.done, .state.failed, .state.cancelled", timeout=60_000)


def send_file(visitor, name, text):
    page = visitor.open("/import")
    page.set_input_files("[name=file]", {"name": name, "mimeType": "text/csv", "buffer": text.encode()})
    page.click("button.button")
    wait_for_job(page)
    return page


def test_wrong_password_and_lock(city, visit):
    visitor = visit()
    visitor.person = "land-2"
    for _ in range(5):
        visitor.sign_in("wrong")
        assert "不正确" in visitor.page.inner_text("[role=alert]")
    visitor.sign_in(city.first["land-2"])
    assert "锁定" in visitor.page.inner_text("[role=alert]"), "the right password doesn't open a locked account"
    visitor.faults.clear()
    assert city.sql("SELECT count(*) FROM access.event WHERE kind = 'sign_in_refused' AND subject = 'land-2'") == "6"


def test_sign_out_ends_the_session(city, browser):
    from conftest import Visitor
    city.yaosu("account", "open", "371503-1")
    visitor = Visitor(city, browser, "371503-1")
    first = dict(line.split("\t") for line in city.yaosu("account", "open", "371503-1").splitlines())["371503-1"]
    visitor.sign_in(first)
    before = next(cookie for cookie in visitor.context.cookies() if cookie["name"] == "yaosu")
    for name, value in [("old", first), ("new", PASSWORD), ("again", PASSWORD)]:
        visitor.page.fill(f"[name={name}]", value)
    visitor.page.click("button.button")
    cookies = visitor.context.cookies()
    assert before["value"] not in [cookie["value"] for cookie in cookies], "a new password has a new session's secret"
    thief = browser.new_context(base_url=city.base)
    thief.add_cookies([before])
    assert "/sign-in" in thief.request.get("/library").url, "the old one opens nothing"
    thief.close()
    session = next(cookie for cookie in cookies if cookie["name"] == "yaosu")
    assert session["httpOnly"] and session["sameSite"] == "Lax"
    visitor.page.click("text=退出")
    visitor.context.add_cookies([session])
    visitor.page.goto("/library")
    assert "/sign-in" in visitor.page.url, "a kept cookie opens nothing"
    visitor.context.close()


def test_import_with_errors_then_right(city, visit):
    clerk = visit("371522-1")
    page = send_file(clerk, "莘县.csv", HEAD + "XX-1,轴承园,莘县,很多,10\nXX-2,药厂,火星,1,abc\n")
    text = page.inner_text("main")
    assert "有错误" in text and "火星" in text and "很多" in text
    clerk.picture("import-errors")
    link = page.locator("a[href$='/annotated']").get_attribute("href")
    answer = clerk.context.request.get(link)
    assert answer.status == 200 and answer.body()[:2] == b"PK", "the file comes back with the problems on its cells"
    assert visit("371525-1").context.request.get(link).status == 404, "to nobody else"
    page = send_file(clerk, "莘县.csv", HEAD + "XX-1,轴承园,莘县,1.5,10\n")
    assert city.sql("SELECT count(*) FROM library.project WHERE code = 'XX-1'") == "0", "a rehearsal writes nothing"
    clerk.picture("import-rehearsal")
    page.click("text=确认导入")
    wait_for_job(page)
    assert "已导入" in page.inner_text("main")
    assert city.sql("SELECT region || ' ' || investment FROM library.project WHERE code = 'XX-1'") == "371522 150000000"


def test_a_file_is_mended_on_the_page(city, visit):
    clerk = visit("371522-1")
    page = send_file(clerk, "改.csv", "项目代码,项目名称,所属县区,投资总盘子(亿元),新增建设用地指标(亩)\nXX-5,轴承园,莘县,1.5,十亩\nXX-6,药厂,莘县,2,十亩\n")
    assert "投资总盘子" in page.inner_text("main") and "十亩" in page.inner_text("main")
    assert page.locator("input[aria-label^='十亩']").count() == 1, "the same text is mended once"
    page.select_option("select[aria-label^='投资总盘子']", "总投资")
    page.fill("input[aria-label^='十亩']", "10")
    clerk.picture("import-mending")
    page.locator("section button:has-text('按改正再预演')").click()
    wait_for_job(page)
    assert "已按改正清单改正" in page.inner_text("main") and page.locator("text=确认导入").count() == 1
    # What was guessed right can be corrected too: the column of land is not to be read.
    page.click("summary:has-text('列的对应')")
    page.locator("details select[aria-label^='新增建设用地指标']").select_option("序号")
    page.locator("details button:has-text('按改正再预演')").click()
    wait_for_job(page)
    page.click("text=确认导入")
    wait_for_job(page)
    assert "已导入" in page.inner_text("main")
    assert city.sql("SELECT string_agg(code || ' ' || investment, ', ' ORDER BY code) FROM library.project WHERE code IN ('XX-5', 'XX-6')") == "XX-5 150000000, XX-6 200000000"
    assert city.sql("SELECT count(*) FROM library.demand WHERE project IN ('XX-5', 'XX-6')") == "0", "mendings go on to the import"
    job = page.url.rsplit("/", 1)[1]
    other = visit("371525-1")
    answer = other.context.request.post(f"/import/{job}/take", form={"_token": token(other_page(other)), "_key": "k"})
    assert answer.status == 404, "nobody takes another's file in"


def other_page(visitor):
    visitor.open("/proposals")
    return visitor


def test_a_county_imports_for_itself_only(city, visit):
    clerk = visit("371522-1")
    page = send_file(clerk, "x.csv", HEAD + "XX-9,别县项目,冠县,1,10\n")
    assert "有错误" in page.inner_text("main")
    other = city.sql("SELECT code FROM library.project WHERE region = '371525' ORDER BY code LIMIT 1")
    page = send_file(clerk, "y.csv", HEAD + f"{other},拿过来,莘县,1,10\n")
    assert page.locator(".state.failed").count() == 1 and other in page.inner_text("main")


def test_slider_to_plan(city, visit):
    planner = visit("hq-1")
    page = planner.open("/runs/1/try")
    share = page.locator("input[data-kind=share][data-factor=land]")
    in_force = city.sql("SELECT value FROM policy.parameter p JOIN policy.version v ON (v.city, v.code) = (p.city, p.version) "
                        "WHERE p.key = 'coordination_share' AND p.factor = 'land' AND v.during @> DATE '2026-07-01'")
    assert in_force == "3/10" and share.input_value() == "30", "the slider begins where the policy is"
    slider = page.locator("input[data-kind=supply][data-factor=land]")
    slider.focus()
    for _ in range(40):
        page.keyboard.press("ArrowLeft")
    page.wait_for_selector("#answer .cards", timeout=30_000)
    page.wait_for_selector("#answer:has-text('已证明')", timeout=60_000)
    text = page.inner_text("#answer")
    assert "退出" in text, "with 60 % of the land somebody falls out"
    planner.picture("trial-moved")
    page.locator("#answer .names button").first.click()
    page.wait_for_selector("#pins li")
    page.fill("#exact [name=title]", "土地六成")
    page.click("#exact button")
    wait_for_job(page)
    planner.picture("job")
    page.click("text=打开方案")
    assert "土地六成" in page.inner_text("h1")
    run = re.search(r"/runs/(\d+)", page.url)[1]
    assert city.sql(f"SELECT is_rehearsal FROM plan.run WHERE run = {run}") == "t"
    planner.open(f"/runs/compare?run=1&run={run}")
    assert "失去保障" in page.inner_text("main")
    planner.picture("compare")


def test_why_not(visit):
    planner = visit("hq-1")
    page = planner.open("/runs/1")
    page.locator("a[href*='/why?project=']").first.click()
    assert "出路" in page.inner_text("main")
    planner.picture("why")
    page.click("text=试着保障它")
    page.wait_for_selector("#answer:has-text('已证明'), #answer:has-text('没有满足')", timeout=60_000)
    # Where no plan holds the pin the answer is a refusal, which the browser notes.
    planner.faults = [fault for fault in planner.faults if "422" not in fault]


def test_two_persons_adopt_a_plan(city, visit):
    planner, leader = visit("hq-1"), visit("hq-2")
    page = planner.open("/runs/1")
    page.fill("[name=document]", "聊指办〔2026〕7号")
    page.click("text=提请采纳")
    assert "采纳方案 1" in page.inner_text("main")
    assert page.locator("button[value=agree]").count() == 0, "who proposes is not offered to approve"
    assert city.sql("SELECT adopted_at IS NULL FROM plan.run WHERE run = 1") == "t"
    other = leader.open("/proposals")
    leader.picture("approve")
    other.locator("button[value=agree]").first.click()
    assert "已办理" in other.inner_text("main")
    assert city.sql("SELECT adopted_by FROM plan.run WHERE run = 1") == "hq-1"
    # The leader's other window still shows the button of before.
    proposal = city.sql("SELECT max(proposal) FROM office.proposal WHERE kind = 'plan.adopt' AND content->>'run' = '1' AND state = 'done'")
    again = leader.context.request.post(f"/proposals/{proposal}", form={"_token": token(leader), "decision": "agree"})
    assert again.status == 409
    assert city.sql("SELECT count(*) FROM ledger.batch WHERE reason LIKE '采纳%' OR event = 'reserve'") != "0"


def try_plan(visitor, run, wish):
    visitor.open(f"/runs/{run}/try")
    answer = visitor.context.request.post(
        f"/api/v1/runs/{run}/trials", data={"wish": wish}, headers={"X-Form-Token": visitor.page.locator("#trial").get_attribute("data-token")})
    return answer.status, answer.json()


def test_trials_of_an_adopted_plan_begin_at_the_plan(city, visit):
    """What was given by the plan, and what was booked since, is no change of a trial's own."""
    planner = visit("hq-1")
    served = int(city.sql("SELECT jsonb_array_length(content->'awards') FROM plan.run WHERE run = 1"))
    status, answer = try_plan(planner, 1, {})
    assert status == 200 and answer["served"] == answer["servedBefore"] == served and not answer["gained"] + answer["lost"]
    assert "制定本方案时的账册" in planner.page.inner_text("main")


def test_tiers_and_weights_are_tried(city, visit):
    planner = visit("hq-1")
    page = planner.open("/runs/1/try")
    names = page.locator("#tiers li").evaluate_all("all => all.map((item) => item.dataset.name)")
    assert names[0] == "国家和省级" and len(names) == 4
    page.locator("#tiers li").last.locator("button[data-move='-1']").click()
    page.wait_for_selector("#answer:has-text('已证明')", timeout=60_000)
    page.locator("#tiers li").nth(2).locator("input").check()
    page.wait_for_selector("#answer:has-text('已证明')", timeout=60_000)
    slider = page.locator("input[data-kind=weight][data-factor=A]")
    assert slider.input_value() == "120", "six fifths, as the policy has it"
    slider.focus()
    page.keyboard.press("End")
    page.wait_for_selector("#answer:has-text('已证明')", timeout=60_000)
    planner.picture("trial-tiers")
    page.fill("#exact [name=title]", "次序与权重")
    page.click("#exact button")
    wait_for_job(page)
    page.click("text=打开方案")
    run = re.search(r"/runs/(\d+)", page.url)[1]
    content = city.sql(f"SELECT scenario_content->'tierOrder', scenario_content->'policy' FROM plan.run WHERE run = {run}")
    assert '["政策性资金和市级", "其余储备项目"]' in content and "score.grade.a" in content, content
    assert city.sql(f"SELECT is_rehearsal FROM plan.run WHERE run = {run}") == "t", "another order than the policy's can't be adopted"
    assert "政策性资金和市级、其余储备项目" in page.inner_text("main")
    status, problem = try_plan(planner, 1, {"tiers": [["没有的级别"], ["国家和省级", "国家和省级"]], "weights": [{"grade": "A", "value": "2000%"}]})
    assert status == 422 and problem["errors"][0]["field"] == "wish.weights.0.value"
    status, problem = try_plan(planner, 1, {"tiers": [["没有的级别"], ["国家和省级", "国家和省级"]]})
    assert status == 422 and problem["detail"].count("政策没有保障级别") == 2, problem
    planner.faults.clear()


def test_what_a_county_lends_is_tried(city, visit):
    """So much from one county to another: who falls out, who comes in, and which article objects."""
    planner = visit("hq-1")
    region, name, amount = city.sql(
        "SELECT p.region, r.name, p.before / 10000 FROM plan.pool p JOIN policy.region r ON (r.city, r.code) = (p.city, p.region) "
        "WHERE p.run = 1 AND p.factor = 'land' AND p.vintage = 2026 AND p.region <> p.city ORDER BY p.before DESC LIMIT 1").split("|")
    other = city.sql(f"SELECT region FROM plan.pool WHERE run = 1 AND factor = 'land' AND vintage = 2026 AND region NOT IN (city, '{region}') ORDER BY before LIMIT 1")
    page = planner.open("/runs/1/try")
    page.select_option("#lend [name=from]", region)
    page.select_option("#lend [name=to]", other)
    page.fill("#lend [name=quantity]", str(int(amount) * 3 // 4))
    page.click("#lend button")
    page.wait_for_selector("#answer:has-text('已证明')", timeout=60_000)
    text = page.inner_text("#answer")
    assert "条款只允许" in text and "第十七条" in text, "more than half of a pool isn't lent"
    assert "退出" in text and "要素池剩余" in text
    planner.picture("trial-lend")
    lend = {"factor": "land", "from": region, "to": other, "vintage": 2026}
    status, answer = try_plan(planner, 1, {"lends": [{**lend, "quantity": str(int(amount) // 4)}]})
    assert status == 200 and answer["objections"] == []
    # Two lends of one pool count together.
    status, answer = try_plan(planner, 1, {"lends": [{**lend, "quantity": str(int(amount) // 3)}] * 2})
    assert status == 200 and [one["parameter"] for one in answer["objections"]] == ["loan_limit"]
    for wrong, field in [({"quantity": str(int(amount) + 1)}, "quantity"), ({"quantity": "1", "to": "nowhere"}, "to"), ({"quantity": "1", "from": "nowhere"}, "from"), ({"quantity": "0"}, "quantity")]:
        status, problem = try_plan(planner, 1, {"lends": [{**lend, **wrong}]})
        assert status == 422 and problem["errors"][0]["field"] == f"wish.lends.0.{field}", problem
    # What was tried can be run exactly; it is a rehearsal until the loan is booked.
    page = planner.open("/runs/1/try")
    page.select_option("#lend [name=from]", region)
    page.select_option("#lend [name=to]", other)
    page.fill("#lend [name=quantity]", "1")
    page.click("#lend button")
    page.wait_for_selector("#answer:has-text('已证明')", timeout=60_000)
    page.fill("#exact [name=title]", "借一亩")
    page.click("#exact button")
    page.wait_for_url("**/jobs/*")
    planner.faults.clear()


def test_figures_lead_to_what_they_count(city, visit):
    planner = visit("hq-1")
    page = planner.open("/runs/1")
    assert page.locator(".charts svg").count() >= 3, "map, scores, pools"
    page.locator("#served summary").first.click()
    served = page.locator("#served tbody a").first.get_attribute("href")
    planner.picture("plan-served")
    county = page.locator("a[href*='/reports/unmet_demand?run=1&project_region=']").first.get_attribute("href")
    pool = page.locator("a[href^='/pools/']").first.get_attribute("href")
    for path in [served, county, pool]:
        planner.open(path)
    held = city.sql("SELECT region || '/' || vintage FROM report.pool_balance WHERE factor = 'land' AND reserved > 0 LIMIT 1")
    if held:
        page = planner.open(f"/pools/land/{held}")
        page.click("a.card[href*=project_holding]")
        assert page.locator("tbody a[href^='/library/']").count() > 0
    for view in ["overdue", "task_list", "pool_balance", "ledger_statement", "library_by_stage", "unmet_demand", "loans", "assessment_total"]:
        page = planner.open(f"/reports/{view}")
        for link in set(page.locator("tbody td a").evaluate_all("all => all.slice(0, 40).map((a) => a.getAttribute('href'))")):
            answer = planner.context.request.get(link)
            assert answer.status == 200, (view, link)
    clerk = visit("371522-1")
    page = clerk.open("/runs/1")
    for link in set(page.locator("main a[href^='/']").evaluate_all("all => all.map((a) => a.getAttribute('href'))")):
        assert clerk.context.request.get(link).status == 200, f"a county is led nowhere that it may not go: {link}"


def test_a_projects_history_is_told_in_words(city, visit):
    code = city.sql("SELECT project FROM library.project_history WHERE became ? 'stage' ORDER BY change DESC LIMIT 1")
    text = visit("hq-1").open(f"/library/{code}").inner_text("main")
    assert "→" in text and '{"' not in text and "阶段：" in text


def test_views_are_kept_and_shared(city, visit):
    clerk, other = visit("371522-1"), visit("371525-1")
    page = clerk.open("/library?stage=reserved&order=investment&column=owner&page=2")
    page.click("summary:has-text('保存当前视图')")
    page.fill(".views details [name=name]", "储备<b>按投资")
    page.click(".views button:has-text('保存')")
    link = page.locator(".views a[aria-current]")
    assert link.inner_text() == "储备<b>按投资" and "column=owner" in link.get_attribute("href") and "page=2" not in link.get_attribute("href")
    clerk.picture("views")
    assert other.open("/library").locator(".views").count() == 0, "one's own until it is shared"
    page.click("summary:has-text('保存当前视图')")
    page.fill(".views details [name=name]", "储备<b>按投资")
    page.check(".views [name=shared]")
    page.click(".views button:has-text('保存')")
    page = other.open("/library")
    page.click(".views a:has-text('储备')")
    assert page.input_value("[name=stage]") == "reserved", "the other sees its own county by the same filters"
    assert page.locator(".views li form").count() == 0, "another's isn't one's to forget"
    clerk.open("/library").click(".views li button")
    assert other.open("/library").locator(".views").count() == 0
    answer = clerk.context.request.post("/views", form={"_token": token(clerk), "name": "x", "page": "//evil", "query": ""}, max_redirects=0)
    assert answer.status == 422
    clerk.faults.clear()


def test_a_stage_is_changed_by_two(city, visit):
    planner, leader = visit("hq-1"), visit("hq-2")
    code = city.sql("SELECT code FROM library.project WHERE stage = 'reserved' AND NOT EXISTS (SELECT FROM ledger.account a WHERE a.project = code) ORDER BY code DESC LIMIT 1")
    page = planner.open(f"/library/{code}")
    page.click("summary:has-text('转换阶段')")
    page.fill("form[action$=stage] [name=document]", "聊指办〔2026〕9号")
    page.fill("form[action$=stage] [name=reason]", "企业放弃")
    page.click("form[action$=stage] button")
    assert f"转换阶段 {code} → " in page.inner_text("main") and city.sql(f"SELECT stage FROM library.project WHERE code = '{code}'") == "reserved"
    leader.open("/proposals").locator("button[value=agree]").first.click()
    assert city.sql(f"SELECT stage FROM library.project WHERE code = '{code}'") == "out"
    page = planner.open(f"/library/{code}")
    assert "企业放弃 · 聊指办〔2026〕9号" in page.inner_text("main"), "the history has who, why and on what"
    # A stage that a procedure gives is refused at once, in the words of the database.
    answer = planner.context.request.post(
        f"/api/v1/projects/{code}/stages", data={"stage": "reserved", "document": "x", "reason": "y"}, headers={"X-Form-Token": token(planner), "Idempotency-Key": "stage"})
    assert answer.status == 422 and "YS206" in answer.text(), answer.text()
    county = visit("371522-1")
    county.open("/library")
    answer = county.context.request.post(
        f"/api/v1/projects/{code}/stages", data={"stage": "planning", "document": "x", "reason": "y"}, headers={"X-Form-Token": token(county), "Idempotency-Key": "stage"})
    assert answer.status == 403, "a county proposes no stage"


def test_a_plan_is_adopted_in_the_room(city, visit):
    city.yaosu("scenario", "run", "base", "--seconds", "20", check=False)
    run = city.sql("SELECT max(run) FROM plan.run WHERE NOT is_rehearsal")
    planner, leader = visit("hq-1"), visit("hq-2")
    page = planner.open(f"/runs/{run}")
    page.fill("[name=document]", "聊指办〔2026〕8号")
    page.click("summary:has-text('会上采纳')")
    page.fill("[name=meeting]", "要素配置专题会")
    page.click("text=提请采纳")
    assert "chair" in page.inner_text("[role=alert]"), "a meeting has somebody in the chair, and minutes"
    planner.faults.clear()
    page = planner.open(f"/runs/{run}")
    page.fill("[name=document]", "聊指办〔2026〕8号")
    page.click("summary:has-text('会上采纳')")
    for name, value in [("meeting", "要素配置专题会"), ("chair", "hq-2"), ("attendees", "市发改委、市资源规划局"), ("unit", "land"), ("due", "2026-12-31"), ("minutes", "同意按方案配置。")]:
        page.fill(f"[name={name}]", value)
    planner.picture("adopt-in-a-meeting")
    page.click("text=提请采纳")
    assert city.sql("SELECT count(*) FROM work.meeting WHERE title = '要素配置专题会'") == "0", "what was tried is taken back"
    leader.open("/proposals").locator("button[value=agree]").first.click()
    assert "已办理" in leader.page.inner_text("main")
    assert city.sql(f"SELECT adopted_at IS NOT NULL FROM plan.run WHERE run = {run}") == "t"
    assert city.sql(f"SELECT jsonb_array_length(proof) > 0 FROM plan.certificate WHERE run = {run}") == "t", "the proof is kept with the decision"
    assert city.sql("SELECT state || ' ' || minutes FROM work.meeting WHERE title = '要素配置专题会'") == "closed 同意按方案配置。"
    case = city.sql("SELECT follow_up FROM work.agenda a JOIN work.meeting m USING (city, meeting) WHERE m.title = '要素配置专题会'")
    assert "采纳方案" in city.sql(f"SELECT title FROM work.matter WHERE number = {case}")
    assert city.sql(f"SELECT unit FROM work.task WHERE number = {case}") == "land", "somebody has it to do"


def test_a_plan_is_published_by_two_programs(city, visit):
    from test_attacks import api, make_token
    clerk, leader = make_token(city, visit, "hq-1", "read write"), make_token(city, visit, "hq-2", "read write")
    run = city.sql("SELECT min(run) FROM plan.run WHERE adopted_at IS NOT NULL AND published_at IS NULL")
    tag = api(city, clerk, f"/runs/{run}")[2]["ETag"]
    status, first, _ = api(city, clerk, f"/runs/{run}/publications", "POST", {"document": "聊指办〔2026〕9号"}, Idempotency_Key="pub1", If_Match=tag)
    assert status == 201, first
    assert api(city, clerk, f"/runs/{run}/publications", "POST", {"document": "聊指办〔2026〕9号"}, Idempotency_Key="pub1", If_Match=tag)[1] == first
    decision = f"/proposals/{first['proposal']}/decisions"
    assert api(city, clerk, decision, "POST", {"decision": "agree"}, Idempotency_Key="pub2")[0] == 403
    assert api(city, leader, decision, "POST", {"decision": "agree"}, Idempotency_Key="pub3")[1] == {"state": "done"}
    status, body, _ = api(city, clerk, f"/runs/{run}/publications", "POST", {}, Idempotency_Key="pub4", If_Match=tag)
    assert status == 412, "it was changed since it was read"
    assert api(city, clerk, f"/runs/{run}")[1]["published_at"]


def token(visitor):
    return visitor.page.locator("[name=_token]").first.get_attribute("value")


def test_deposit_by_two_persons(city, visit):
    planner, leader = visit("hq-1"), visit("hq-2")
    before = int(city.sql("SELECT balance FROM ledger.account WHERE kind = 'pool' AND region = '371522' AND factor = 'land' AND vintage = 2026"))
    page = planner.open("/proposals?event=deposit&factor=land&region=371522")
    assert not page.locator("[name=price]").is_visible(), "a deposit has no price"
    for name, value in [("quantity", "100"), ("source", "省级下达"), ("document", "鲁自然资〔2026〕1号")]:
        page.fill(f"[name={name}]", value)
    page.click("text=提出，由另一人批准")
    leader.open("/proposals").locator("button[value=agree]").first.click()
    after = int(city.sql("SELECT balance FROM ledger.account WHERE kind = 'pool' AND region = '371522' AND factor = 'land' AND vintage = 2026"))
    assert after - before == 700_000, "70 % of 100 亩 stay in the county"


def test_papers_stand_behind_a_proposal(city, visit):
    planner, leader = visit("hq-1"), visit("hq-2")
    page = planner.open("/proposals?event=deposit&factor=land&region=371522")
    for name, value in [("quantity", "7"), ("source", "省级下达"), ("document", "鲁自然资〔2026〕9号")]:
        page.fill(f"[name={name}]", value)
    page.click("text=提出，由另一人批准")
    card = page.locator("article:has-text('鲁自然资〔2026〕9号')")
    card.locator("[name=file]").set_input_files({"name": "批复.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 paper"})
    card.locator("text=添加附件").click()
    card = page.locator("article:has-text('鲁自然资〔2026〕9号')")
    assert "批复.pdf" in card.inner_text() and "SHA-256" in card.inner_text()
    planner.picture("proposal-with-paper")
    link = card.locator("a[download]").get_attribute("href")
    answer = leader.context.request.get(link)
    assert answer.body() == b"%PDF-1.4 paper" and "attachment" in answer.headers["content-disposition"], "who decides sees what it rests on"
    assert visit("371525-1").context.request.get(link).status == 404, "another county doesn't"
    number = link.split("/")[2]
    other = leader.context.request.post(f"/proposals/{number}/files", multipart={"_token": token(other_page(leader)), "file": {"name": "x", "mimeType": "text/plain", "buffer": b"x"}})
    assert other.status in (403, 404), "papers are added by who proposed"
    leader.open("/proposals").locator("article:has-text('鲁自然资〔2026〕9号') button[value=agree]").click()
    late = planner.context.request.post(f"/proposals/{number}/files", multipart={"_token": token(other_page(planner)), "file": {"name": "y", "mimeType": "text/plain", "buffer": b"y"}})
    assert late.status == 409, "what was decided gets no other paper"


def test_freeze_correct_and_reclaim_are_the_headquarters_own(city, visit):
    planner, leader = visit("hq-1"), visit("hq-2")

    def propose(event, fields):
        page = planner.open(f"/proposals?event={event}")
        for name, value in {**fields, "document": f"聊指办〔2026〕{event}号"}.items():
            field = page.locator(f"[name={name}]")
            field.select_option(value) if field.evaluate("e => e.tagName") == "SELECT" else field.fill(value)
        page.click("text=提出，由另一人批准")
        leader.open("/proposals").locator(f"article:has-text('聊指办〔2026〕{event}号') button[value=agree]").click()

    propose("freeze", {"factor": "so2", "region": "371525"})
    assert city.sql("SELECT count(*) FROM ledger.freeze WHERE (region, factor, vintage) = ('371525', 'so2', 2026)") == "1"
    propose("unfreeze", {"factor": "so2", "region": "371525"})
    batch = city.sql("SELECT max(batch) FROM ledger.batch WHERE event = 'deposit'")
    propose("correct", {"batch": batch})
    assert city.sql(f"SELECT count(*) FROM ledger.batch WHERE corrects = {batch}") == "1"
    project = city.sql("SELECT project FROM ledger.project_balance WHERE reserved + granted > 0 ORDER BY project LIMIT 1")
    propose("reclaim", {"project": project, "cause": "given_up"})
    assert city.sql(f"SELECT coalesce(sum(reserved + granted), 0) FROM ledger.project_balance WHERE project = '{project}'") == "0"
    clerk = visit("371522-1")
    assert clerk.open("/proposals").locator("select[name=event] option[value=freeze]").count() == 0
    answer = clerk.context.request.post("/proposals", form={"_token": token(clerk), "_key": "f1", "event": "freeze", "factor": "so2", "region": "371522", "vintage": "2026", "document": "x", "date": "2026-11-20"})
    assert answer.status == 403, answer.text()[:300]


def test_loan_waits_for_its_window_and_is_returned(city, visit):
    planner, leader = visit("hq-1"), visit("hq-2")
    page = planner.open("/proposals?event=lend&factor=land&region=371522")
    page.select_option("[name=to]", "371525")
    for name, value in [("quantity", "10"), ("due", "2026-12-01"), ("document", "聊指办〔2026〕21号")]:
        page.fill(f"[name={name}]", value)
    page.click("text=提出，由另一人批准")
    page = leader.open("/proposals")
    page.locator("button[value=agree]").first.click()
    assert "生效" in page.inner_text("main") and "窗口期内撤销" in page.inner_text("main")
    assert city.sql("SELECT count(*) FROM ledger.loan") == "0"
    city.sql("UPDATE office.proposal SET takes_effect_at = now() WHERE state = 'agreed'")
    for _ in range(80):
        if city.sql("SELECT count(*) FROM ledger.loan") == "1":
            break
        time.sleep(0.5)
    loan = city.sql("SELECT loan FROM ledger.loan")
    page = planner.open("/proposals?event=give_back&region=371525")
    assert not page.locator("[name=vintage]").is_visible()
    for name, value in [("quantity", "4"), ("loan", loan), ("document", "聊指办〔2026〕22号")]:
        page.fill(f"[name={name}]", value)
    page.click("text=提出，由另一人批准")
    leader.open("/proposals").locator("button[value=agree]").first.click()
    assert city.yaosu("report", "loans", "--columns", "outstanding", "--format", "csv").split()[-1] == "6.0000"


def test_consultation_from_county_to_department(city, visit):
    project, region = city.sql(
        "SELECT p.code, p.region FROM library.project p JOIN library.demand d ON d.project = p.code AND d.factor = 'land' "
        "WHERE p.stage = 'planning' AND p.region <> p.city AND p.code LIKE 'LC-%' ORDER BY p.code LIMIT 1").split("|")
    clerk = visit(f"{region}-1")
    page = clerk.open(f"/start/consultation?project={project}")
    page.click("main form.stack button.button")
    assert "policy_basis" in page.inner_text("main") or "产业政策依据" in page.inner_text("main"), "what is missing is said"
    clerk.faults.clear()
    page = clerk.open(f"/start/consultation?project={project}")
    page.fill("[name='f.policy_basis']", "鼓励类第十九条")
    page.click("main form.stack button.button")
    assert "/cases/" in page.url
    clerk.picture("case")
    officer = visit("land-1")
    page = officer.open("/work")
    page.locator("a.button.plain[href^='/tasks/']").first.click()
    page.fill("[name='f.opinion']", "符合规划")
    page.fill("[name='f.factors']", "land=99999")
    page.click("button[value=agree]")
    assert "99999" in page.inner_text("[role=alert]"), "more than was asked for isn't agreed to, and both figures are said"
    officer.faults.clear()
    page.go_back()
    asked = city.sql(f"SELECT trim_scale(sum(quantity) / 10000.0) FROM library.demand WHERE project = '{project}' AND factor = 'land'")
    page.fill("[name='f.opinion']", "符合规划")
    page.fill("[name='f.factors']", f"land={asked}")
    officer.picture("task")
    page.click("button[value=agree]")
    assert "/cases/" in page.url, page.inner_text("main")
    assert city.sql(f"SELECT standing FROM library.demand WHERE project = '{project}' AND factor = 'land' AND standing = 'verified' LIMIT 1") == "verified"


def test_administration(city, visit):
    system = visit("system-1")
    page = system.open("/admin")
    page.fill("[name=person]", "water-1")
    page.click("text=生成首次口令")
    assert re.fullmatch(r"(\w{4}-){3}\w{4}", page.inner_text("dd code"))
    system.picture("first-password")
    guard = visit("security-1")
    guard.open("/admin")
    assert guard.page.locator("button:has-text('停用')").count() == 0
    auditor = visit("audit-1")
    page = auditor.open("/admin/audit?search=water-1")
    assert "account_opened" in page.inner_text("main")
    auditor.picture("audit")


def test_meeting_from_problem_to_tasks(city, visit):
    project = city.sql("SELECT code FROM library.project WHERE stage = 'construction' AND region = '371522' ORDER BY code LIMIT 1")
    city.yaosu("problem", "open", project, "--problem", "电力接入容量不足", "--level", "市级", "--unit", "development", "--as", "371522-1", "--today", "2026-07-20")
    office = visit("conference-1")
    page = office.open("/meetings")
    page.fill("[name=title]", "第三次联席会议")
    page.fill("[name=chair]", "conference-2")
    page.click("text=安排，议题为未决问题")
    assert "电力接入容量不足" in page.inner_text("main")
    page.fill("[name=minutes]", "一、协调电力接入。")
    page.fill("[name='decision.1']", "七月底前完成增容方案")
    page.fill("[name='unit.1']", "development")
    page.fill("[name='due.1']", "2026-07-31")
    page.fill("[name=document]", "聊联会纪〔2026〕3号")
    office.picture("meeting")
    before = int(city.sql("SELECT count(*) FROM work.matter WHERE procedure = 'decision-task'"))
    page.click("text=结束，议定事项转为任务")
    assert "七月底前完成增容方案" in page.inner_text("main")
    assert int(city.sql("SELECT count(*) FROM work.matter WHERE procedure = 'decision-task'")) == before + 1
    leader = visit("hq-2")
    assert "等您决定" in leader.open("/brief").inner_text("main")
    leader.picture("brief")


def test_a_killed_worker_leaves_its_job_to_another(city):
    """Without the worker of the service: it would be quicker than the kill."""
    city.sql("INSERT INTO jobs.job (city, kind, key, title, payload, person, state, worker, attempts, begun_at, beat_at) VALUES "
             "('371500', 'scenario', 'killed', 'killed', '{\"name\": \"base\", \"seconds\": 20}', 'hq-1', 'running', 'dead:1', 1, now() - interval '2 minutes', now() - interval '1 minute')")
    for _ in range(120):
        state = city.sql("SELECT state || ' ' || attempts FROM jobs.job WHERE key = 'killed'")
        if state.startswith("done"):
            break
        time.sleep(0.5)
    assert state == "done 2"
    assert city.sql("SELECT count(*) FROM plan.run WHERE key = 'job:' || (SELECT job FROM jobs.job WHERE key = 'killed')") == "1"


def test_pages_are_quick_enough_to_work_with(visit):
    """No assertion on time (machines are noisy): the figures are printed for whoever looks."""
    planner = visit("hq-1")
    for path in ["/", "/library", "/pools", "/runs/1", "/work"]:
        start = time.time()
        planner.open(path)
        print(f"{path}: {1000 * (time.time() - start):.0f} ms")


def test_two_decide_at_once(city, visit):
    """Two windows, two proposals, one plan: it is adopted once, and each of the others is told so. (Last: it takes what the pools have.)"""
    from test_attacks import api, make_token
    city.yaosu("scenario", "run", "base", "--seconds", "20", check=False)
    run = city.sql("SELECT max(run) FROM plan.run WHERE NOT is_rehearsal AND adopted_at IS NULL")
    clerk, first, second = (make_token(city, visit, person, "read write") for person in ["hq-1", "hq-2", "hq-2"])
    proposals = []
    for number in range(2):
        status, body, _ = api(city, clerk, f"/runs/{run}/adoptions", "POST", {"document": f"聊指办〔2026〕{90 + number}号"}, Idempotency_Key=f"at-once-{number}")
        assert status == 201, body
        proposals.append(body["proposal"])
    before = int(city.sql("SELECT count(*) FROM ledger.batch WHERE event = 'reserve'"))
    asks = [(who, proposal) for proposal in proposals for who in (first, second)]
    with concurrent.futures.ThreadPoolExecutor(len(asks)) as pool:
        answers = list(pool.map(lambda one: api(city, one[0], f"/proposals/{one[1]}/decisions", "POST", {"decision": "agree"}, Idempotency_Key=f"at-once-{one[1]}-{one[0][-6:]}"), asks))
    statuses = sorted(answer[0] for answer in answers)
    assert set(statuses) <= {200, 201, 409, 422} and sum(status < 300 for status in statuses) == 1, [answer[:2] for answer in answers]
    assert int(city.sql("SELECT count(*) FROM ledger.batch WHERE event = 'reserve'")) - before <= 1
    assert city.sql(f"SELECT count(*) FROM office.proposal WHERE kind = 'plan.adopt' AND content->>'run' = '{run}' AND state = 'done'") == "1"
    assert "✗" not in city.yaosu("ledger", "verify")
    # What lost can be taken back, and nobody proposes what is adopted already.
    left = city.sql(f"SELECT proposal FROM office.proposal WHERE kind = 'plan.adopt' AND content->>'run' = '{run}' AND state = 'open'")
    assert api(city, clerk, f"/proposals/{left}/decisions", "POST", {"decision": "withdraw"}, Idempotency_Key="at-once-withdraw")[1] == {"state": "withdrawn"}
    status, body, _ = api(city, clerk, f"/runs/{run}/adoptions", "POST", {"document": "x"}, Idempotency_Key="at-once-late")
    assert status == 409 and "已经采纳" in body["detail"], body
