"""The API, resource by resource: each answered right and wrong, by who may and who may not, and sent twice."""

import csv
import io
import json
import re
import time
import zipfile

import jsonschema_rs
import pytest

from city import ROOT
from test_attacks import api, ask, token, tokens  # noqa: F401 (fixtures)

COUNTY, OTHER = "371522", "371525"


def finished(city, key, number):
    for _ in range(480):
        _, job, _ = api(city, key, f"/jobs/{number}")
        if job["state"] not in ("waiting", "running"):
            return job
        time.sleep(0.25)
    raise AssertionError(job)


def send(city, key, path, body, idem, kind="text/csv"):
    headers = {"Authorization": f"Bearer {key}", "Content-Type": kind, "Idempotency-Key": idem}
    status, _, answer = ask(city, "/api/v1" + path, "POST", body if isinstance(body, bytes) else body.encode(), headers)
    return status, json.loads(answer)


def raw(city, key, path, accept=None):
    headers = {"Authorization": f"Bearer {key}", **({"Accept": accept} if accept else {})}
    return ask(city, "/api/v1" + path, headers=headers)


def fields(body):
    return {item["field"] for item in body.get("errors", [])}


def decide(city, key, proposal, decision, idem):
    return api(city, key, f"/proposals/{proposal}/decisions", "POST", {"decision": decision}, Idempotency_Key=idem)


# What belongs to the whole city's plans and books.
OF_THE_CITY = [
    "/runs/1", "/runs/1/awards", "/runs/1/pools", "/runs/1/moves", "/runs/1/refusals", "/runs/1/lendable", "/runs/1/certificate", "/runs/1/checks",
    "/runs/1/comparisons/1", "/runs/1/report", "/runs/1/proof", "/funds", "/scenarios", "/scenarios/base", "/surveys?seed=x&count=5", "/ledger/verification",
]
# Lists that everybody of the offices reads; each has rows in the sample city.
OF_ALL = ["/policy/versions", "/policy/parameters?on=2026-07-01", "/regions", "/factors", "/procedures", "/people", "/units", "/roles", "/balances?on=2026-07-20", "/changes?from=2026-06-01&to=2026-07-31"]


@pytest.mark.parametrize("path", OF_THE_CITY)
def test_a_county_has_no_plan_of_the_city(city, token, path):  # noqa: F811
    assert raw(city, token("hq-1"), path)[0] == 200
    status, _, body = raw(city, token("371522-1"), path)
    assert status == 404 and json.loads(body)["status"] == 404, path


@pytest.mark.parametrize("path", OF_ALL + ["/runs/1/awards", "/runs/1/refusals", "/funds"])
def test_lists_as_pages_and_as_files(city, token, path):  # noqa: F811
    key = token("hq-1")
    mark = "&" if "?" in path else "?"
    _, first, _ = api(city, key, f"{path}{mark}limit=1")
    assert len(first["items"]) == 1
    _, _, text = raw(city, key, path, "text/csv")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert set(rows[0]) == set(first["items"][0]) and len(rows) > 1
    assert (first["next"] is None) == (len(rows) == 2)
    _, head, book = raw(city, key, path, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(book)).namelist() and "attachment" in head["Content-Disposition"]


@pytest.mark.parametrize("path, field", [
    ("/balances?on=soon", "on"), ("/balances", "on"), ("/changes?from=2026-07-01&to=2026-06-01", "from"), ("/policy/differences?from=LC-2026&to=nosuch", "to"),
    ("/surveys?seed=x&count=0", "count"), ("/assessments/2026/totals?weights=nosuch%3D5", "weights"), ("/assessments/2026/totals?weights=x", "weights"),
    ("/runs/1/awards?limit=0", "limit"), ("/projects/LC-G-0001/funds?need=0", "need"), ("/people?nosuch=1", "nosuch"),
])
def test_what_is_asked_wrong_is_told_by_field(city, token, path, field):  # noqa: F811
    status, body, _ = api(city, token("hq-1"), path)
    assert status == 422 and field in fields(body), body


@pytest.mark.parametrize("path", ["/runs/9999", "/runs/9999/awards", "/runs/1/comparisons/9999", "/runs/1/refusals/nosuch", "/procedures/nosuch", "/scenarios/nosuch", "/projects/nosuch/demands", "/lots/2147483647/holders", "/jobs/999999/file", "/cases/999999/plan", "/templates/projects?region=nosuch", "/scenarios/..%2F..%2Fbase"])
def test_what_is_not_there(city, token, path):  # noqa: F811
    assert api(city, token("hq-1"), path)[0] == 404


def test_real_answers_are_as_the_document_says(city, token):  # noqa: F811
    key = token("hq-1")
    document = json.loads(ask(city, "/api/v1/openapi.json")[2])
    refused = everything(city, key, "/runs/1/refusals")[0]["project"]
    code = city.sql("SELECT project FROM library.demand ORDER BY project LIMIT 1")
    asked = [
        *OF_ALL, *[path for path in OF_THE_CITY if not path.endswith(("report", "proof"))], f"/runs/1/refusals/{refused}", "/scenarios/stress",
        f"/projects/{code}", f"/projects/{code}/demands", f"/projects/{code}/classes", f"/projects/{code}/history", f"/projects/{code}/districts",
        f"/projects/{code}/evaluations", f"/projects/{code}/funds?need=500", "/absences", "/assessments/2026/totals", "/assessments/2026/points", "/notices", "/meetings",
        "/projects?limit=3", "/reports", "/reports/pool_balance?limit=3", "/runs", "/inbox", "/cases", "/proposals", "/jobs", "/me", "/policy/differences?from=LC-2024&to=LC-2026",
        *[f"/procedures/{row['procedure']}" for row in everything(city, key, "/procedures") if row["procedure"] == "consultation"],
    ]
    for path in asked:
        status, body, _ = api(city, key, path)
        shapes = [item["get"] for name, item in document["paths"].items() if "get" in item and re.fullmatch(re.sub(r"\{[a-z]+\}", "[^/]+", name), path.split("?")[0])]
        assert status == 200 and shapes, (path, body)
        schema = shapes[0]["responses"]["200"]["content"]["application/json"]["schema"]
        validator = jsonschema_rs.validator_for({**schema, "components": document["components"]})
        faults = [f"{'/'.join(map(str, error.instance_path))}: {error.message}"[:300] for error in validator.iter_errors(body)]
        assert faults == [], (path, faults[:5])


# MARK: One plan


def everything(city, key, path):
    rows, cursor = [], ""
    while cursor is not None:
        _, body, _ = api(city, key, f"{path}{'&' if '?' in path else '?'}limit=300{cursor and '&cursor=' + cursor}")
        rows, cursor = rows + body["items"], body["next"]
    return rows


def test_one_plan_says_what_the_database_says(city, token):  # noqa: F811
    key = token("hq-1")
    _, run, head = api(city, key, "/runs/1")
    assert run["served"] == int(city.sql("SELECT count(*) FROM plan.candidate WHERE run = 1 AND served_in IS NOT NULL")) and run["investment"]["unit"] == "万元"
    assert [tier["value"] for tier in run["tiers"]] == [int(x) for x in city.sql("SELECT value FROM plan.tier WHERE run = 1 ORDER BY vintage, tier").split()]
    assert raw(city, key, "/runs/1")[1]["ETag"] == head["ETag"]
    assert ask(city, "/api/v1/runs/1", headers={"Authorization": f"Bearer {key}", "If-None-Match": head["ETag"]})[0] == 304
    awards = everything(city, key, "/runs/1/awards")
    assert len({row["project"] for row in awards}) == run["served"]
    # In ten-thousandths, so that sums are exact.
    exact = lambda text: int(text.split(".")[0]) * 10_000 + int((text.split(".")[1] if "." in text else "0").ljust(4, "0"))
    given = {}
    for row in awards:
        place = (row["pool_region"], row["factor"], row["vintage"])
        given[place] = given.get(place, 0) + exact(row["quantity"])
    pools = {(row["region"], row["factor"], row["vintage"]): row for row in everything(city, key, "/runs/1/pools")}
    assert given and all(exact(pools[place]["given"]) == amount for place, amount in given.items())
    assert all(exact(row["after"]) == exact(row["before"]) + exact(row["moved_in"]) - exact(row["moved_out"]) - exact(row["given"]) for row in pools.values())
    refused = everything(city, key, "/runs/1/refusals")
    assert len(refused) == run["left_out"] and all(row["cause"] and row["reason"] for row in refused)
    _, proof, _ = api(city, key, "/runs/1/certificate")
    assert proof["holds"] and [tier["value"] for tier in proof["tiers"]] == [tier["value"] for tier in run["tiers"]]
    _, check, _ = api(city, key, "/runs/1/checks")
    assert check["holds"] and check["failures"] == [] and check["awards"] == run["served"]
    _, same, _ = api(city, key, "/runs/1/comparisons/1")
    assert same["gained"] == same["lost"] == same["moved"] == same["pools"] == []
    assert b"<svg" in raw(city, key, "/runs/1/report")[2] and b"<script" in raw(city, key, "/runs/1/proof")[2]


def test_why_one_project_is_out(city, token):  # noqa: F811
    key = token("hq-1")
    waiting = [row for row in everything(city, key, "/runs/1/refusals") if row["cause"] == "waitsForQuota"]
    code = waiting[0]["project"]
    _, why, _ = api(city, key, f"/runs/1/refusals/{code}?displacement=true")
    assert not why["is_served"] and why["shortages"] and all(float(item["missing"]) > 0 and item["unit"] for item in why["shortages"])
    assert why["displacement"] is None or why["displacement"]["cost"] >= 0
    served = everything(city, key, "/runs/1/awards")[0]["project"]
    _, why, _ = api(city, key, f"/runs/1/refusals/{served}")
    assert why["is_served"] and why["cause"] is None and why["sentences"]


def test_where_a_newcomer_fits(city, token):  # noqa: F811
    key = token("hq-1")
    _, small, _ = api(city, key, "/runs/1/arrivals", "POST", {"needs": {"land": "0.0001"}, "may_use_city_pool": True})
    _, large, _ = api(city, key, "/runs/1/arrivals", "POST", {"needs": {"land": "90000000"}})
    counties = {row["code"] for row in api(city, key, "/regions?limit=1000")[1]["items"] if row["kind"] in ("county", "zone")}
    assert {item["region"] for item in small["items"]} == {item["region"] for item in large["items"]} == counties
    assert not any(item["fits"] for item in large["items"]) and all(item["shortages"][0]["factor"] == "land" for item in large["items"])
    _, one, _ = api(city, key, "/runs/1/arrivals", "POST", {"needs": {"land": "5"}, "region": COUNTY, "tier": 1, "score": 100})
    assert [item["region"] for item in one["items"]] == [COUNTY]
    status, body, _ = api(city, key, "/runs/1/arrivals", "POST", {"needs": {"nosuch": "5"}, "tier": 99, "region": "x"})
    assert status == 422 and fields(body) == {"needs.nosuch", "tier", "region"}
    assert api(city, key, "/runs/1/arrivals", "POST", {"needs": {"land": "1e3"}})[0] == 422
    assert api(city, token("371522-1"), "/runs/1/arrivals", "POST", {"needs": {"land": "5"}})[0] == 404


def test_publication_wants_an_adopted_plan_as_it_was_read(city, token):  # noqa: F811
    key = token("hq-1")
    tag = api(city, key, "/runs/1")[2]["ETag"]
    status, body, _ = api(city, key, "/runs/1/publications", "POST", {}, Idempotency_Key="p1", If_Match='"0"')
    assert status == 412 and body["code"] == "H412"
    status, body, _ = api(city, key, "/runs/1/publications", "POST", {}, Idempotency_Key="p2", If_Match=tag)
    assert status == 422 and body["code"] == "YS105", "it isn't adopted yet"
    assert api(city, token("371522-1"), "/runs/1/publications", "POST", {}, Idempotency_Key="p3")[0] == 403
    assert api(city, key, "/runs/1/publications", "POST", {})[0] == 422, "every write has its key"


# MARK: Movements


def test_a_movement_is_proposed_and_decided_by_another(city, token):  # noqa: F811
    clerk, leader = token("hq-1"), token("hq-2")
    body = {"event": "deposit", "factor": "land", "region": COUNTY, "vintage": 2031, "quantity": "10.0001", "source": "省级下达", "document": "接口〔2026〕1号", "valid_to": "2032-12-31"}
    status, first, _ = api(city, clerk, "/movements", "POST", body, Idempotency_Key="mv1")
    assert status == 201
    assert api(city, clerk, "/movements", "POST", body, Idempotency_Key="mv1")[1] == first, "a retry is the same proposal"
    assert api(city, clerk, "/movements", "POST", {**body, "quantity": "11"}, Idempotency_Key="mv1")[0] == 409, "another movement wants another key"
    assert decide(city, clerk, first["proposal"], "agree", "mv2")[0] == 403, "who proposes doesn't decide"
    assert city.sql("SELECT count(*) FROM ledger.account WHERE vintage = 2031 AND kind = 'pool'") == "0"
    assert decide(city, leader, first["proposal"], "agree", "mv3")[1] == {"state": "done"}
    assert city.sql("SELECT sum(balance) FROM ledger.account WHERE vintage = 2031 AND kind = 'pool'") == "100001"
    lot = city.sql("SELECT max(lot) FROM ledger.lot")
    assert city.sql(f"SELECT valid_to FROM ledger.lot WHERE lot = {lot}") == "2032-12-31"
    holders = everything(city, clerk, f"/lots/{lot}/holders")
    assert {row["region"] for row in holders} == {COUNTY, "371500"}
    assert {row["region"] for row in everything(city, token("371525-1"), f"/lots/{lot}/holders")} == {"371500"}, "another county sees the city's part only"
    balances = everything(city, clerk, "/balances?on=2026-07-20&vintage=2031")
    assert sum(round(float(row["balance"]) * 10_000) for row in balances) == 100_001
    assert {row["region"] for row in everything(city, token("371525-1"), "/balances?on=2026-07-20")} <= {OTHER, "371500"}


@pytest.mark.parametrize("body, wrong", [
    ({"event": "deposit"}, {"vintage", "quantity"}),
    ({"event": "deposit", "vintage": 2031, "quantity": "1", "due": "2026-12-01"}, {"due"}),
    ({"event": "transfer", "factor": "land", "region": COUNTY, "to": OTHER, "vintage": 2031, "quantity": "1", "price": "1.00001"}, {"price"}),
    ({"event": "give_back", "region": OTHER}, {"quantity", "loan"}),
    ({"event": "grant", "factor": "land", "region": COUNTY}, {"vintage", "quantity", "project"}),
    ({"event": "reclaim", "project": "LC-G-0001", "cause": "other", "factor": "land"}, {"region", "vintage", "quantity"}),
    ({"event": "freeze", "factor": "land"}, {"vintage"}),
    ({"event": "correct", "vintage": 2026}, {"batch", "vintage"}),
    ({"event": "expire"}, {"vintage"}),
    ({"event": "steal"}, {"event"}), ({"event": "advance", "vintage": "2026"}, {"vintage"}), ({"event": "use", "nosuch": 1}, {"nosuch"}),
])
def test_a_movement_that_says_too_little_or_too_much(city, token, body, wrong):  # noqa: F811
    status, answer, _ = api(city, token("hq-1"), "/movements", "POST", {"document": "x", **body}, Idempotency_Key="wrong")
    assert status == 422 and fields(answer) == wrong, answer


def test_every_event_of_the_ledger(city, token):  # noqa: F811
    """Each is proposed; what the books don't hold is refused by the ledger's own rule, which shows that the event was tried."""
    clerk, leader = token("hq-1"), token("hq-2")
    pool = {"factor": "land", "region": COUNTY, "vintage": 2031}
    project = city.sql(f"SELECT code FROM library.project WHERE region = '{COUNTY}' AND stage = 'reserved' ORDER BY code LIMIT 1")
    batch = int(city.sql("SELECT max(batch) FROM ledger.batch WHERE event = 'deposit'"))
    possible = {
        "transfer": {**pool, "to": OTHER, "quantity": "1", "price": "100000"}, "lend": {**pool, "to": OTHER, "quantity": "1", "due": "2026-10-01"},
        "freeze": pool, "expire": {"vintage": 2019}, "settle": {**pool, "region": OTHER, "quantity": "3"}, "correct": {"batch": batch},
    }
    for event, body in possible.items():
        status, answer, _ = api(city, clerk, "/movements", "POST", {"event": event, "document": f"接口{event}", **body}, Idempotency_Key=f"ev-{event}")
        assert status == 201, (event, answer)
        assert decide(city, leader, answer["proposal"], "refuse", f"ev-{event}-no")[1] == {"state": "refused"}
    amount = {**pool, "quantity": "1", "project": project}
    impossible = {
        "grant": (amount, "YS005"), "use": (amount, "YS005"), "release": (amount, "YS005"), "advance": ({**pool, "quantity": "1"}, "YS007"),
        "give_back": ({"region": OTHER, "loan": 999, "quantity": "1"}, None), "reclaim": ({**amount, "cause": "other"}, "YS015"), "unfreeze": (pool, None),
    }
    for event, (body, code) in impossible.items():
        status, answer, _ = api(city, clerk, "/movements", "POST", {"event": event, "document": f"接口{event}", **body}, Idempotency_Key=f"ev-{event}")
        assert 400 <= status < 500 and answer["code"].startswith("YS") and (code is None or answer["code"] == code), (event, answer)


def test_a_project_is_frozen_and_a_part_reclaimed(city, token):  # noqa: F811
    clerk, leader = token("hq-1"), token("hq-2")
    project = city.sql(f"SELECT code FROM library.project WHERE region = '{OTHER}' AND stage = 'reserved' ORDER BY code LIMIT 1")
    opening = f"县市区,要素,年度,数量,单位,文号,类别,项目代码,日期\n{OTHER},land,2031,8,亩,接口旧批文,预留,{project},2026-01-05\n"
    status, body = send(city, clerk, "/imports/quota?name=old.csv&date=2026-07-01", opening, "old")
    job = finished(city, clerk, body["job"])
    result = json.loads(job["result"])
    assert job["state"] == "done" and len(result["proposals"]) == 1, job
    assert decide(city, leader, result["proposals"][0], "agree", "old-yes")[1] == {"state": "done"}
    sources = everything(city, clerk, f"/projects/{project}/sources")
    assert [(row["state"], row["quantity"]) for row in sources] == [("reserved", "8.0000")]
    for event, want in [("freeze", "1"), ("unfreeze", "0")]:
        _, answer, _ = api(city, clerk, "/movements", "POST", {"event": event, "project": project, "document": f"接口{event}"}, Idempotency_Key=f"fz-{event}")
        assert decide(city, leader, answer["proposal"], "agree", f"fz-{event}-yes")[1] == {"state": "done"}
    part = {"event": "reclaim", "project": project, "cause": "other", "factor": "land", "region": OTHER, "vintage": 2031, "quantity": "3.5", "document": "接口收回"}
    _, answer, _ = api(city, clerk, "/movements", "POST", part, Idempotency_Key="rc1")
    assert decide(city, leader, answer["proposal"], "agree", "rc1-yes")[1] == {"state": "done"}
    assert city.sql(f"SELECT sum(reserved) FROM ledger.project_balance WHERE project = '{project}'") == "45000"
    whole = {"event": "reclaim", "project": project, "cause": "other", "document": "接口收回余下", "land_price": "100", "land_years": 50, "land_used_years": 0, "appraisal": "0.5"}
    _, answer, _ = api(city, clerk, "/movements", "POST", whole, Idempotency_Key="rc2")
    assert decide(city, leader, answer["proposal"], "agree", "rc2-yes")[1] == {"state": "done"}
    assert city.sql(f"SELECT coalesce(sum(reserved), 0) FROM ledger.project_balance WHERE project = '{project}'") == "0"
    assert city.sql("SELECT answer->>'compensation' FROM office.proposal ORDER BY proposal DESC LIMIT 1") == "1005000", "100 万元 and the buildings"


def test_a_county_moves_its_own_pools_only(city, token):  # noqa: F811
    county = token("371522-1")
    own = {"event": "deposit", "factor": "land", "vintage": 2031, "quantity": "1", "source": "本县", "document": "莘〔2026〕1号"}
    status, body, _ = api(city, county, "/movements", "POST", {**own, "region": COUNTY}, Idempotency_Key="own")
    assert status == 201
    assert decide(city, county, body["proposal"], "withdraw", "own-no")[1] == {"state": "withdrawn"}
    for wrong in [{**own, "region": OTHER}, own, {"event": "freeze", "factor": "land", "region": COUNTY, "vintage": 2026, "document": "x"}, {"event": "expire", "vintage": 2019, "document": "x"}]:
        assert api(city, county, "/movements", "POST", wrong, Idempotency_Key=json.dumps(wrong)[:150])[0] == 403, wrong
    assert api(city, token("audit-1"), "/movements", "POST", {**own, "region": COUNTY}, Idempotency_Key="audit")[0] == 403
    assert api(city, token("hq-1", "read"), "/movements", "POST", {**own, "region": COUNTY}, Idempotency_Key="read")[1]["code"] == "A403S"
    _, whole, _ = api(city, token("hq-1"), "/ledger/verification")
    assert whole["holds"] and {item["check"] for item in whole["checks"]} >= {"seals", "balances", "lots"}


# MARK: Files


QUOTA = "县市区,要素,年度,数量,单位,来源,文号\n莘县,land,2032,5,亩,省级下达,接口批文甲\n冠县,land,2032,7.5,亩,省级下达,接口批文甲\n冠县,land,2032,2,亩,省级下达,接口批文乙\n"


def test_quota_comes_in_by_two_persons(city, token):  # noqa: F811
    clerk, leader = token("hq-1"), token("hq-2")
    status, body = send(city, clerk, "/imports/quota?name=q.csv&rehearsal=true&date=2026-07-02", QUOTA, "q1")
    assert status == 202
    result = json.loads(finished(city, clerk, body["job"])["result"])
    assert result["counts"] == {"rows": 3, "batches": 2, "booked": 0} and result["mistakes"] == []
    assert city.sql("SELECT count(*) FROM ledger.account WHERE vintage = 2032") == "0", "a rehearsal books nothing"
    _, again = send(city, clerk, "/imports/quota?name=q.csv&rehearsal=true&date=2026-07-02", QUOTA, "q1")
    assert again == body, "the same file under the same key is the same job"
    assert send(city, clerk, "/imports/quota?name=q.csv&date=2026-07-02", QUOTA, "q1")[0] == 409

    def take(idem):
        _, asked = send(city, clerk, "/imports/quota?name=q.csv&date=2026-07-02", QUOTA, idem)
        return json.loads(finished(city, clerk, asked["job"])["result"])

    first = take("q2")
    assert len(first["proposals"]) == 2 and take("q3")["proposals"] == first["proposals"], "the same file waits once"
    assert decide(city, leader, first["proposals"][0], "refuse", "q-no")[1] == {"state": "refused"}
    second = take("q4")
    assert second["proposals"][0] != first["proposals"][0] and second["proposals"][1] == first["proposals"][1], "what was turned down may be proposed anew"
    for number in second["proposals"]:
        assert decide(city, leader, number, "agree", f"q-{number}")[1] == {"state": "done"}
    assert city.sql("SELECT sum(balance) FROM ledger.account WHERE vintage = 2032 AND kind = 'pool'") == "145000"
    third = take("q5")
    assert third["proposals"] == [] and third["counts"]["booked"] == 2, "what is booked isn't booked again"
    path = city.folder.name + "/q.csv"
    open(path, "w").write(QUOTA)
    city.yaosu("import", "quota", path, "--date", "2026-07-02")
    assert city.sql("SELECT sum(balance) FROM ledger.account WHERE vintage = 2032 AND kind = 'pool'") == "145000", "nor by the command line"
    assert send(city, token("371522-1"), "/imports/quota?name=q.csv", QUOTA, "q6")[0] == 404


def test_faults_of_a_file_stand_at_their_cells(city, token):  # noqa: F811
    clerk = token("hq-1")
    _, body = send(city, clerk, "/imports/quota?name=bad.csv&rehearsal=true", QUOTA.replace("冠县,land", "无此县,land"), "b1")
    result = json.loads(finished(city, clerk, body["job"])["result"])
    assert [(item["row"], item["column"]) for item in result["mistakes"]] == [(3, 1), (4, 1)] and result["counts"] == {}
    mended = {"rehearsal": True, "mendings": [{"header": "县市区", "found": "无此县", "becomes": "冠县"}]}
    status, again, _ = api(city, clerk, f"/jobs/{body['job']}/imports", "POST", mended, Idempotency_Key="b2")
    assert status == 202
    result = json.loads(finished(city, clerk, again["job"])["result"])
    assert {item["level"] for item in result["mistakes"]} == {"note"} and result["counts"]["rows"] == 3, "what was mended is told, and no longer wrong"
    _, right = send(city, clerk, "/imports/quota?name=good.csv&rehearsal=true", QUOTA, "b3")
    finished(city, clerk, right["job"])
    _, recipe, _ = api(city, clerk, f"/jobs/{body['job']}/recipe?mended={right['job']}")
    assert recipe["mendings"] == [{"header": "县市区", "found": "无此县", "becomes": "冠县", "code": ""}]
    assert raw(city, clerk, f"/jobs/{right['job']}/file")[2] == QUOTA.encode()
    assert raw(city, token("hq-2"), f"/jobs/{right['job']}/file")[0] == 404, "another's file isn't there"
    assert api(city, token("371522-1"), f"/jobs/{right['job']}/imports", "POST", {"rehearsal": True}, Idempotency_Key="b4")[0] == 404
    assert send(city, clerk, "/imports/quota?name=x.exe", QUOTA, "b5")[0] == 422 and send(city, clerk, "/imports/quota?name=x.csv", "{}", "b6", "application/json")[0] == 415


def test_enterprises_and_estimates(city, token):  # noqa: F811
    clerk = token("hq-1")
    text = "年份,企业名称,县市区,行业,用地（亩）,税收（万元）\n2024,接口企业,莘县,纺织,12.5,300\n"
    _, body = send(city, clerk, "/imports/enterprises?name=e.csv&rehearsal=true", text, "e1")
    assert json.loads(finished(city, clerk, body["job"])["result"])["counts"]["taken"] == 1
    assert city.sql("SELECT count(*) FROM library.enterprise_year WHERE name = '接口企业'") == "0"
    for idem, taken in [("e2", 1), ("e3", 0)]:
        _, body = send(city, clerk, "/imports/enterprises?name=e.csv", text, idem)
        assert json.loads(finished(city, clerk, body["job"])["result"])["counts"]["taken"] == taken
    _, body = send(city, clerk, "/imports/enterprises?name=e.csv", text.replace("12.5", "many"), "e4")
    result = json.loads(finished(city, clerk, body["job"])["result"])
    assert result["counts"] == {} and result["mistakes"][0]["row"] == 2
    assert send(city, token("371522-1"), "/imports/enterprises?name=e.csv", text, "e5")[0] == 404
    _, body, _ = api(city, clerk, "/estimates", "POST", {"date": "2026-07-01"}, Idempotency_Key="e6")
    job = finished(city, clerk, body["job"])
    assert job["state"] == "done" and set(json.loads(job["result"])) == {"demands", "projects"}
    assert api(city, token("371522-1"), "/estimates", "POST", {}, Idempotency_Key="e7")[0] == 403


def test_template_and_annotated_file(city, token):  # noqa: F811
    county = token("371522-1")
    city.sql(f"UPDATE library.project SET phone = '13912345678' WHERE code = (SELECT min(code) FROM library.project WHERE region = '{COUNTY}')")

    def strings(data):
        book = zipfile.ZipFile(io.BytesIO(data))
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))

    status, _, own = raw(city, county, "/templates/projects")
    theirs = city.sql(f"SELECT min(code) FROM library.project WHERE region = '{OTHER}'")
    assert status == 200 and theirs not in strings(own) and city.sql(f"SELECT min(code) FROM library.project WHERE region = '{COUNTY}'") in strings(own)
    assert "13912345678" not in strings(own), "numbers of people don't go out with it"
    assert "LC-" not in strings(raw(city, county, "/templates/projects?empty=true")[2])
    _, body = send(city, county, "/imports?name=x.csv&rehearsal=true", "项目代码,项目名称,所属县区,总投资(亿元)\nAPI-9,错,无此县,1\n", "t1")
    finished(city, county, body["job"])
    assert "无此县" in strings(raw(city, county, f"/jobs/{body['job']}/annotated")[2])


def test_papers_of_explorations(city, token):  # noqa: F811
    clerk = token("hq-1")
    doubts = [{"factor": "land", "low": "70%", "high": "100%"}, {"factor": "energy", "low": "80%", "high": "100%"}]
    status, body, _ = api(city, clerk, "/runs/1/explorations", "POST", {"what": "advance", "confidence": "95%", "doubts": doubts}, Idempotency_Key="adv1")
    assert status == 202
    job = finished(city, clerk, body["job"])
    assert job["state"] == "done", job
    served = int(city.sql("SELECT count(*) FROM plan.candidate WHERE run = 1 AND served_in = 2026"))
    assert len(json.loads(job["result"])["rows"]) == served
    assert "预支" in raw(city, clerk, f"/jobs/{body['job']}/paper")[2].decode()
    assert raw(city, token("371522-1"), f"/jobs/{body['job']}/paper")[0] == 404
    status, body, _ = api(city, clerk, "/runs/1/explorations", "POST", {"what": "advance", "confidence": "0", "doubts": doubts + doubts[:1]}, Idempotency_Key="adv2")
    assert status == 422 and fields(body) == {"confidence", "doubts"}


# MARK: Scenarios, procedures


SCENARIO = "title: 接口情景\ntitle_en: by the API\nextends: [base]\nsupply:\n  - {factor: land, times: 80%}\n"


def test_scenarios(city, token):  # noqa: F811
    key = token("hq-1")
    _, body, _ = api(city, key, "/scenarios")
    known = {item["name"]: item for item in body["items"]}
    assert known["base"]["is_sound"] and known["base"]["scenarios"] == 1 and all(item["is_sound"] for item in known.values())
    batch = next(item for item in known.values() if item["scenarios"] > 1)
    assert len(api(city, key, f"/scenarios/{batch['name']}")[1]["scenarios"]) == batch["scenarios"]
    _, base, _ = api(city, key, "/scenarios/coordination-40")
    assert "coordination_share" in base["source"] and base["scenarios"][0]["is_rehearsal"]
    _, sound, _ = api(city, key, "/scenarios/checks", "POST", {"content": base["scenarios"][0]["content"]})
    assert sound == {"is_sound": True, "problems": []}, "what is written reads back"
    _, body, _ = api(city, key, "/scenarios/checks", "POST", {"content": "title: x\nhorizn: 2\nsupply:\n  - {factor: nosuch, times: 80%}\n"})
    assert not body["is_sound"] and {item["line"] for item in body["problems"]} == {2, 4}
    status, body, _ = api(city, key, "/jobs", "POST", {"content": SCENARIO, "seconds": 10, "title": "接口"}, Idempotency_Key="sc1")
    assert status == 202
    run = json.loads(finished(city, key, body["job"])["result"])["run"]
    _, found, _ = api(city, key, f"/runs/{run}")
    assert found["title"] == "接口情景" and found["is_rehearsal"]
    _, change, _ = api(city, key, f"/runs/1/comparisons/{run}")
    assert change["pools"] and {item["factor"] for item in change["pools"]} == {"land"} and change["pools"][0]["unit"] == "亩"
    assert api(city, key, "/jobs", "POST", {"content": SCENARIO, "name": "base"}, Idempotency_Key="sc2")[0] == 422
    assert api(city, token("371522-1"), "/scenarios/checks", "POST", {"content": SCENARIO})[0] == 404


@pytest.mark.parametrize("name", ["/etc/passwd", "../procedures/consultation", "/etc/hostname.yaml"])
def test_a_scenario_is_no_way_to_other_files(city, token, name):  # noqa: F811
    key = token("hq-1")
    _, body, _ = api(city, key, "/scenarios/checks", "POST", {"content": f"title: x\nextends: ['{name}']\n"})
    assert [item["line"] for item in body["problems"]] == [2] and "root:" not in json.dumps(body), "it isn't there, whatever lies on the server"
    _, body, _ = api(city, key, "/jobs", "POST", {"name": name}, Idempotency_Key="way" + name)
    job = finished(city, key, body["job"])
    assert job["state"] == "failed" and "root:" not in job["fault"]


def test_procedures(city, token):  # noqa: F811
    county = token("371522-1")
    _, found, head = api(city, county, "/procedures/consultation")
    assert found["procedure"] == "consultation" and found["steps"] and head["ETag"]
    status, head, chart = raw(city, county, "/procedures/consultation/chart")
    assert status == 200 and head["Content-Type"] == "image/svg+xml" and chart.startswith(b"<svg")
    text = (ROOT / "Scenarios/liaocheng/procedures/consultation.yaml").read_text()
    assert api(city, county, "/procedures/checks", "POST", {"content": text})[1] == {"is_sound": True, "problems": []}
    _, body, _ = api(city, county, "/procedures/checks", "POST", {"content": "procedure: x\nsteps: []\n"})
    assert not body["is_sound"] and body["problems"][0]["text"]
    assert api(city, county, "/procedures/checks", "POST", {"content": 5})[0] == 422
    assert api(city, county, "/procedures/consultation?on=1999-01-01")[0] == 404


# MARK: People, assessment, records


def test_people_are_listed_with_masked_numbers(city, token):  # noqa: F811
    city.sql("UPDATE office.person SET phone = '13712345678' WHERE code = 'land-1'")
    people = {row["code"]: row for row in everything(city, token("hq-1"), "/people?unit=land")}
    assert people["land-1"]["phone"] == "137****78" and all(row["unit"] == "land" for row in people.values())
    assert raw(city, token("ent-1"), "/people")[0] == 404 and raw(city, token("ent-1"), "/absences")[0] == 404


def test_absences(city, token):  # noqa: F811
    own, admin = token("land-1"), token("system-1")
    away = {"delegate": "land-2", "from": "2026-09-01", "until": "2026-09-05", "reason": "出差"}
    status, body, _ = api(city, own, "/absences", "POST", away, Idempotency_Key="ab1")
    assert status == 201 and body == {"person": "land-1", "delegate": "land-2"}
    assert api(city, own, "/absences", "POST", away, Idempotency_Key="ab1")[0] == 201, "the same again is the same absence"
    assert city.sql("SELECT count(*) FROM office.absence WHERE person = 'land-1'") == "1"
    assert api(city, own, "/absences", "POST", {**away, "delegate": "land-3"}, Idempotency_Key="ab2")[0] in (409, 422)
    assert api(city, own, "/absences", "POST", {**away, "from": "2026-10-01", "until": "2026-10-02", "delegate": "hq-1"}, Idempotency_Key="ab3")[0] == 403, "nobody hands the own rights to another office"
    assert api(city, own, "/absences", "POST", {**away, "person": "land-2", "delegate": "land-1"}, Idempotency_Key="ab4")[0] == 403
    assert api(city, own, "/absences", "POST", {**away, "from": "2026-10-05", "until": "2026-10-02"}, Idempotency_Key="ab5")[0] == 422
    assert api(city, admin, "/absences", "POST", {"person": "371525-1", "delegate": "371525-2", "from": "2026-10-01", "until": "2026-10-02"}, Idempotency_Key="ab6")[0] == 201
    assert {"land-1", "371525-1"} <= {row["person"] for row in everything(city, token("hq-1"), "/absences")}
    assert "away" in city.sql("SELECT string_agg(kind, ' ') FROM access.event WHERE person = 'land-1'"), "that it was said is noted"


def test_assessment_what_if_survey_and_rating(city, token):  # noqa: F811
    key = token("hq-1")
    own = city.sql(f"SELECT code FROM library.project WHERE region = '{COUNTY}' ORDER BY code DESC LIMIT 1")
    problem = {"procedure": "problem", "project": own, "form": {"problem": "接口考核", "level": "县级", "unit": "land"}}
    assert api(city, token("371522-1"), "/cases", "POST", problem, Idempotency_Key="as1")[0] == 201, "something to be measured by"
    points = everything(city, key, "/assessments/2026/points")
    indicator = points[0]["indicator"]
    assert {row["unit"] for row in everything(city, key, f"/assessments/2026/points?unit={points[0]['unit']}")} == {points[0]["unit"]}
    as_is = everything(city, key, "/assessments/2026/totals")
    assert all(row["moved"] == "0" for row in as_is)
    what_if = everything(city, key, f"/assessments/2026/points?weights={indicator}%3D99")
    assert {row["weight"] for row in what_if if row["indicator"] == indicator} == {"99"}
    city.sql("UPDATE library.project SET stage = 'allocated' WHERE code IN (SELECT code FROM library.project WHERE stage = 'construction' LIMIT 1)")
    drawn = everything(city, key, "/surveys?seed=聊城2026&count=3".replace("聊城", "%E8%81%8A%E5%9F%8E"))
    assert drawn == everything(city, key, "/surveys?seed=%E8%81%8A%E5%9F%8E2026&count=3"), "the seed decides"
    project = city.sql("SELECT code FROM library.project ORDER BY code LIMIT 1")
    answer = {"project": project, "unit": "land", "points": "92.5", "remark": "好"}
    for _ in range(2):
        assert api(city, key, "/ratings", "POST", answer, Idempotency_Key="rate1")[0] == 201
    assert city.sql(f"SELECT count(*), max(tenths) FROM work.rating WHERE project = '{project}' AND kind = 'satisfaction'") == "1|925"
    _, body, _ = api(city, key, f"/projects/{project}/evaluations")
    assert [row["points"] for row in body["evaluations"] if row["kind"] == "satisfaction"] == ["92.5"]
    assert api(city, key, "/ratings", "POST", {**answer, "points": "101"}, Idempotency_Key="rate2")[0] == 422
    assert api(city, key, "/ratings", "POST", {**answer, "unit": "nosuch"}, Idempotency_Key="rate3")[0] in (404, 422)
    assert api(city, token("371522-1"), "/ratings", "POST", answer, Idempotency_Key="rate4")[0] == 403


def test_the_record_is_verified_by_its_administrator(city, token):  # noqa: F811
    _, body, _ = api(city, token("audit-1"), "/record/verification")
    assert body["holds"]
    assert api(city, token("hq-1"), "/record/verification")[0] == 404 and api(city, token("system-1"), "/record/verification")[0] == 404


# MARK: Projects


def test_what_belongs_to_a_project(city, token):  # noqa: F811
    county = token("371522-1")
    own = city.sql(f"SELECT d.project FROM library.demand d JOIN library.project p ON p.code = d.project WHERE p.region = '{COUNTY}' ORDER BY 1 LIMIT 1")
    theirs = city.sql(f"SELECT code FROM library.project WHERE region = '{OTHER}' ORDER BY code LIMIT 1")
    for part in ["demands", "classes", "history", "sources", "life", "districts", "evaluations"]:
        assert api(city, county, f"/projects/{own}/{part}")[0] == 200, part
        assert api(city, county, f"/projects/{theirs}/{part}")[0] == 404, part
    demands = everything(city, county, f"/projects/{own}/demands")
    assert demands and all(row["unit"] and float(row["quantity"]) >= 0 for row in demands)
    assert len(everything(city, county, f"/projects/{own}/classes")) == 7
    _, body, _ = api(city, county, "/cases", "POST", {"procedure": "problem", "project": own, "form": {"problem": "接口", "level": "县级", "unit": "land"}}, Idempotency_Key="pl1")
    assert "case" in body, body
    plan = everything(city, county, f"/cases/{body['case']}/plan")
    assert plan and any(row["critical"] == "★" for row in plan)
    assert api(city, token("371525-1"), f"/cases/{body['case']}/plan")[0] == 404
    assert [row["case"] for row in everything(city, county, f"/projects/{own}/life")][0] == str(body["case"])
    assert raw(city, county, "/notices")[0] == 200


def test_funds_of_one_and_of_all(city, token):  # noqa: F811
    key = token("hq-1")
    listed = everything(city, key, "/funds")
    assert listed and all(row["unit"] == "万元" and float(row["covered"]) <= float(row["need"]) for row in listed)
    code = listed[0]["project"]
    _, one, _ = api(city, key, f"/projects/{code}/funds?need=1000")
    assert one["need"] == "1000" and one["instruments"] and all((item["quantity"] is None) != (item["why_not"] is None) for item in one["instruments"])
    assert sum(float(item["quantity"] or 0) for item in one["instruments"]) == float(one["covered"])
    assert api(city, token("371522-1"), f"/projects/{code}/funds")[0] == 404


def test_the_page_of_commands_names_what_there_is(city):
    _, _, body = ask(city, "/api/v1/openapi.json")
    known = [(method.upper(), re.sub(r"\{[a-z]+\}", "[^/]+", path)) for path, item in json.loads(body)["paths"].items() for method in item]
    page = (ROOT / "docs/reference/api.md").read_text()
    named = {(method, path.split("?")[0]) for method, path in re.findall(r"`(GET|POST|PUT|DELETE) (/[^` ]+)`", page)}
    missing = [(method, path) for method, path in sorted(named) if not any(method == other and re.fullmatch(shape, path) for other, shape in known)]
    assert len(named) > 60 and missing == []
    commands = re.findall(r"(?m)^## yaosu ([a-z -]+)$", (ROOT / "docs/reference/cli.md").read_text())
    table = page.replace("`", " ").replace(",", " ").split()
    missing = [command for command in commands if command.split()[-1] not in table]
    assert len(commands) > 50 and missing == []
