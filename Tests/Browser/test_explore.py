"""Exploring a plan and rehearsing an article: asked by a form, answered by a job with charts; the same by the API."""

import json
import time

import pytest

from test_attacks import api, ask, token, tokens  # noqa: F401 (fixtures)
from test_pages import check_accessibility
from test_work import wait_for_job


@pytest.mark.parametrize("what, fields, told", [
    ("sweep", {"values": "0%,30%,60%"}, "逐值试算"), ("ladder", {"steps": "2"}, "再多一些能带来什么"), ("frontier", {"points": "3"}, "取舍"),
    ("alternatives", {}, "好方案中的项目"), ("stress", {"draws": "4"}, "哪些配置仍能保住"),
])
def test_explore(visit, what, fields, told):
    planner = visit("hq-1")
    page = planner.open("/runs/1/explore")
    form = page.locator(f"form:has(input[value={what}])")
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("button").click()
    wait_for_job(page)
    assert told in page.inner_text("main"), page.inner_text("main")[:500]
    if what != "ladder":
        assert page.locator(".charts svg").count() >= 1 and page.locator("tbody tr").count() >= 1
    check_accessibility(page)
    planner.picture(f"explore-{what}")
    address = page.url
    assert planner.context.request.get(address + "/paper?format=xlsx").body()[:2] == b"PK"
    assert "<svg" in planner.context.request.get(address + "/paper").text() or what == "ladder"


def test_what_cannot_be_explored_is_told_by_field(visit):
    planner = visit("hq-1")
    page = planner.open("/runs/1/explore")
    page.locator("form:has(input[value=sweep]) [name=values]").fill("10%,lots")
    page.locator("form:has(input[value=sweep]) button").click()
    assert "values" in page.inner_text("[role=alert]")
    planner.faults.clear()
    visit("371522-1").open("/runs/1/explore", 404)


def test_rehearsal_by_form(visit):
    planner = visit("hq-1")
    page = planner.open("/rehearsal")
    page.fill("[name=procedure]", "procedure: reclaim\nsteps: []\n")
    page.click("form.stack button")
    assert "procedure" in page.inner_text("[role=alert]"), "every mistake of the file is told before a job begins"
    planner.faults.clear()
    page = planner.open("/rehearsal")
    page.select_option("[name=scenario]", "coordination-40")
    page.click("form.stack button")
    wait_for_job(page)
    text = page.inner_text("main")
    assert "政策预演" in text and "市级统筹部分" in text and "现行规定" in text
    check_accessibility(page)
    planner.picture("rehearsal")
    visit("371522-1").open("/rehearsal", 404)


def finished(city, key, number):
    for _ in range(240):
        _, job, _ = api(city, key, f"/jobs/{number}")
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.25)
    raise AssertionError(job)


def test_the_city_by_api(city, visit, token):  # noqa: F811
    key = token("hq-1")
    status, body, _ = api(city, key, "/runs/1/explorations", "POST", {"what": "sweep", "factor": "land", "change": "supply", "values": ["80%", "120%"]}, Idempotency_Key="x1")
    assert status == 202
    job = finished(city, key, body["job"])
    assert job["state"] == "done" and [row[0] for row in json.loads(job["result"])["rows"]] == ["80%", "120%"]
    status, body, _ = api(city, key, "/runs/1/explorations", "POST", {"what": "stress", "factor": "land"}, Idempotency_Key="x2")
    assert status == 422 and {item["field"] for item in body["errors"]} == {"low", "high", "draws"}
    status, body, _ = api(city, key, "/rehearsals", "POST", {"scenario": "coordination-40", "from": "2026-01-01", "to": "2025-01-01"}, Idempotency_Key="x3")
    assert status == 422 and body["errors"][0]["field"] == "from"
    meeting = {"kind": "special", "title": "接口会议", "held_on": "2026-11-20", "chair": "hq-2", "items": [{"title": "一件事"}]}
    status, body, _ = api(city, key, "/meetings", "POST", meeting, Idempotency_Key="m1")
    assert status == 201
    number = body["meeting"]
    assert api(city, key, "/meetings", "POST", meeting, Idempotency_Key="m1")[1]["meeting"] == number, "a retry is the same meeting"
    decisions = [{"place": 1, "decision": "限期办理", "unit": "land", "due": "2026-12-20"}]
    status, body, _ = api(city, key, f"/meetings/{number}/minutes", "POST", {"minutes": "议定一件事", "decisions": decisions}, Idempotency_Key="m2")
    assert status == 201 and len(body["cases"]) == 1
    assert api(city, key, f"/meetings/{number}")[1]["items"][0]["decision"] == "限期办理"
    assert api(city, key, f"/meetings/{number}/minutes", "POST", {"minutes": "再来"}, Idempotency_Key="m3")[0] == 422


def test_import_by_api(city, token):  # noqa: F811
    key = token("371522-1")
    text = "项目代码,项目名称,所属县区,总投资(亿元)\nAPI-1,接口项目,莘县,1.5\n".encode()

    def send(query, body=text, kind="text/csv", idem="i1"):
        status, _, answer = ask(city, "/api/v1/imports?" + query, "POST", body, {"Authorization": f"Bearer {key}", "Content-Type": kind, "Idempotency-Key": idem})
        return status, json.loads(answer)

    status, body = send("name=x.csv&rehearsal=true")
    assert status == 202 and json.loads(finished(city, key, body["job"])["result"])["counts"]["new"] == 1
    assert city.sql("SELECT count(*) FROM library.project WHERE code = 'API-1'") == "0"
    status, body = send("name=x.csv", idem="i2")
    assert finished(city, key, body["job"])["state"] == "done"
    assert city.sql("SELECT region FROM library.project WHERE code = 'API-1'") == "371522"
    assert send("name=../x.csv", idem="i3")[0] == 422 and send("name=x.exe", idem="i4")[0] == 422
    assert send("name=x.csv", kind="application/json", idem="i5")[0] == 415


def test_accounts_by_api(city, token):  # noqa: F811
    admin, planner = token("system-1"), token("hq-1")
    assert api(city, planner, "/accounts")[0] == 404 and api(city, planner, "/accounts", "POST", {"person": "land-3"}, Idempotency_Key="a0")[0] == 404
    status, body, _ = api(city, admin, "/accounts", "POST", {"person": "market-3"}, Idempotency_Key="a1")
    assert status == 201 and len(body["password"]) >= 16
    assert "market-3" in {item["person"] for item in api(city, admin, "/accounts?limit=1000")[1]["items"]}
    assert api(city, admin, "/accounts/market-3", "DELETE")[0] == 200
    assert api(city, admin, "/accounts", "POST", {"person": "nobody-9"}, Idempotency_Key="a2")[0] == 404


def test_stale_tags_are_refused(city, visit, token):  # noqa: F811
    county, land = token("371522-1"), token("land-1")
    project = city.sql("SELECT code FROM library.project p WHERE region = '371522' AND stage = 'planning' AND category IS NOT NULL AND NOT EXISTS (SELECT FROM work.matter m WHERE m.project = p.code) ORDER BY code LIMIT 1")
    _, body, _ = api(city, county, "/cases", "POST", {"procedure": "consultation", "project": project, "form": {"policy_basis": "鼓励类"}}, Idempotency_Key="c1")
    number = body["case"]
    task = next(item["task"] for item in body["waiting"] if item["unit"] == "land")
    _, _, head = api(city, land, f"/cases/{number}")
    tag = head["ETag"]
    other = next(item["task"] for item in body["waiting"] if item["unit"] == "environment")
    city.yaosu("case", "act", str(other), "agree", "--as", "environment-1", "--set", "opinion=可行", "--today", "2026-11-20")
    answer = {"outcome": "agree", "form": {"opinion": "可行"}}
    status, body, _ = api(city, land, f"/tasks/{task}/outcomes", "POST", answer, Idempotency_Key="c3", If_Match=tag)
    assert status == 412 and body["code"] == "H412"
    _, _, head = api(city, land, f"/cases/{number}")
    assert api(city, land, f"/tasks/{task}/outcomes", "POST", answer, Idempotency_Key="c4", If_Match=head["ETag"])[0] == 201
