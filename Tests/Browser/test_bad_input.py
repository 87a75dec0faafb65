"""The sentences of “bad input” that test_attacks.py leaves: slow bodies to their end, forms sent twice, stale windows, script in texts of every kind, names of papers."""

import json
import re
import socket
import time
import urllib.parse

import pytest

from test_attacks import api, ask, token, tokens  # noqa: F401 (fixtures)
from test_work import wait_for_job

# Without an end tag, which other tests take for markup that was shown as text.
EVIL = "<img src=x onerror=document.title='evil'>\"'><script>document.title='evil'//"


def form_token(visitor):
    return visitor.page.locator("[name=_token]").first.get_attribute("value")


def test_slow_bodies_end_and_hold_nobody_up(city):
    """Twenty callers who send a byte now and then: each is told so after a minute at the latest, and others are answered all the while."""
    host, port = re.search(r"//([^:]+):(\d+)", city.base).groups()
    head = b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n"
    lines = [socket.create_connection((host, int(port)), timeout=90) for _ in range(20)]
    try:
        for line in lines:
            line.sendall(head)
        begun, slowest = time.monotonic(), 0.0
        while time.monotonic() - begun < 58:
            for line in lines:
                line.sendall(b"a")
            asked = time.monotonic()
            assert ask(city, "/health")[0] == 200
            slowest = max(slowest, time.monotonic() - asked)
            time.sleep(4)
        assert slowest < 2, slowest
        for line in lines:
            line.settimeout(20)
            answer = line.recv(4096)
            assert b" 408 " in answer.split(b"\r\n")[0] or answer == b"", answer[:100]
    finally:
        for line in lines:
            line.close()


def twice(visitor, path, form):
    """The same form, sent twice at its key: the second is the first's answer, never a second act."""
    key = "form:" + str(time.monotonic_ns())
    answers = [visitor.context.request.post(path, form={"_token": form_token(visitor), "_key": key, **form}, max_redirects=0) for _ in range(2)]
    return [answer.status for answer in answers], [answer.headers.get("location") for answer in answers]


def test_forms_that_are_sent_twice_act_once(city, visit):
    planner = visit("hq-1")
    planner.open("/runs")
    statuses, places = twice(planner, "/runs", {"name": "base", "seconds": "5"})
    assert statuses == [303, 303] and places[0] == places[1], "one job"
    planner.open("/proposals")
    count = lambda: int(city.sql("SELECT count(*) FROM office.proposal"))
    before = count()
    statuses, _ = twice(planner, "/proposals", {"event": "deposit", "factor": "land", "region": "371522", "vintage": "2026", "quantity": "1", "source": "省", "document": "两次",
                                                "date": "2026-07-20"})
    assert statuses == [303, 303] and count() == before + 1
    number = city.sql("SELECT max(proposal) FROM office.proposal")
    statuses, _ = twice(planner, f"/proposals/{number}", {"decision": "withdraw"})
    assert statuses[0] == 303 and statuses[1] in (303, 409) and city.sql(f"SELECT state FROM office.proposal WHERE proposal = {number}") == "withdrawn"
    planner.faults.clear()


def test_script_in_texts_of_every_kind(city, visit, token):  # noqa: F811
    """What people type elsewhere than in the library: titles, names, reasons, documents, decisions, names of files; seen by who reads them."""
    planner, leader = visit("hq-1"), visit("hq-2")
    key = token("hq-1")
    page = planner.open("/account")
    page.fill("form[action='/account/tokens'] [name=name]", EVIL[:100])
    page.click("text=签发令牌")
    planner.open("/runs/1/try")
    wish = json.dumps({"supply": [{"factor": "land", "change": "90%"}]})
    answer = planner.context.request.post("/runs", form={"_token": form_token(planner), "_key": "form:evil", "run": "1", "wish": wish, "title": EVIL, "seconds": "5"}, max_redirects=0)
    job = answer.headers["location"]
    page = planner.open(job)
    wait_for_job(page)
    status, body, _ = api(city, key, "/movements", "POST", {"event": "deposit", "document": EVIL, "factor": "land", "region": "371522", "vintage": 2026, "quantity": "1", "source": EVIL,
                                                            "reason": EVIL}, Idempotency_Key="evil-move")
    assert status == 201, body
    number = body["proposal"]
    planner.open("/proposals")
    name = EVIL.replace("/", "") + ".pdf"
    sent = planner.context.request.post(f"/proposals/{number}/files", multipart={"_token": form_token(planner), "file": {"name": name, "mimeType": "text/html", "buffer": EVIL.encode()}}, max_redirects=0)
    assert sent.status in (303, 422), sent.text()[:300]
    run = planner.context.request.get("/api/v1/runs?limit=1000").json()["items"]
    for visitor in (planner, leader):
        for path in ["/proposals", "/runs", job, "/account", "/work", "/", "/brief", *[f"/runs/{row['run']}" for row in run if "script" in (row["title"] or "")]]:
            page = visitor.open(path)
            assert page.title() != "evil" and page.locator("main img").count() == 0, path
            assert "evil" not in page.title()[:4]
    assert "script" in planner.open("/proposals").inner_text("main"), "it is shown as what it is"
    # A paper comes as a file of its own kind, never as a page of ours.
    for link in planner.page.locator("a[download]").evaluate_all("all => all.map((a) => a.getAttribute('href'))"):
        head = planner.context.request.get(link).headers
        assert "attachment" in head["content-disposition"] and head["x-content-type-options"] == "nosniff" and "\n" not in head["content-disposition"]
    api(city, key, f"/proposals/{number}/decisions", "POST", {"decision": "withdraw"}, Idempotency_Key="evil-back")


@pytest.mark.parametrize("name", ["../../../../tmp/yaosu-paper.pdf", "..\\..\\yaosu-paper.pdf", "/etc/yaosu-paper.pdf", "a\r\nSet-Cookie: x=y.pdf", "\u202egpj.exe", "." * 3, "C:\\boot.ini"])
def test_a_papers_name_is_a_name(city, visit, token, name):  # noqa: F811
    key = token("hq-1")
    status, body, _ = api(city, key, "/movements", "POST", {"event": "deposit", "document": "纸", "factor": "land", "region": "371522", "vintage": 2026, "quantity": "1", "source": "省"},
                          Idempotency_Key="paper" + urllib.parse.quote(name))
    assert status == 201, body
    planner = visit("hq-1")
    planner.open("/proposals")
    answer = planner.context.request.post(f"/proposals/{body['proposal']}/files", multipart={"_token": form_token(planner), "file": {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF"}},
                                          max_redirects=0)
    assert answer.status in (303, 400, 413, 422), answer.text()[:300]
    kept = city.sql(f"SELECT count(*) FROM office.paper WHERE proposal = {body['proposal']} AND name ~ '[/\\\\]'") if city.sql("SELECT to_regclass('office.paper')") else "0"
    assert kept == "0"
    assert "set-cookie" not in {header.lower() for header in answer.headers if header.lower() != "set-cookie"}
    for link in planner.open("/proposals").locator(f"a[href^='/proposals/{body['proposal']}/'][download]").evaluate_all("all => all.map((a) => a.getAttribute('href'))"):
        given = planner.context.request.get(link)
        assert given.body() == b"%PDF" and not re.search(r"[/\\\r\n]", given.headers["content-disposition"].split("''")[-1])
    api(city, key, f"/proposals/{body['proposal']}/decisions", "POST", {"decision": "withdraw"}, Idempotency_Key="paper-back" + urllib.parse.quote(name))


@pytest.mark.parametrize("kind, body", [
    ("multipart/form-data", b"x"), ("multipart/form-data; boundary=", b"--\r\n"), ("multipart/form-data; boundary=a", b"--a\r\n\r\n"), ("multipart/form-data; boundary=a", b"--a\r\nContent-Disposition: form-data\r\n\r\nx\r\n--a--"),
    ("multipart/form-data; boundary=" + "a" * 300, b"x"), ("multipart/form-data; boundary=a", b"--a\r\n" * 500), ("text/html", b"x"), ("", b"x"),
])
def test_odd_uploads_are_refused(visit, kind, body):
    planner = visit("hq-1")
    planner.open("/import")
    answer = planner.context.request.post("/import", data=body, headers={"Content-Type": kind}, max_redirects=0)
    assert 400 <= answer.status < 500 and "<h1>" in answer.text(), answer.status


def test_every_refusal_has_its_number_in_the_log(city, token):  # noqa: F811
    """What a caller is told can be found by who looks after the service, and says nothing of the inside."""
    key = token("hq-1")
    for path, method, body in [("/runs/9999", "GET", None), ("/jobs", "POST", {"name": 5}), ("/projects?limit=0", "GET", None), ("/nosuch", "GET", None)]:
        status, problem, head = api(city, key, path, method, body, Idempotency_Key="log")
        assert status >= 400 and problem["instance"] == head["X-Request-Id"] and problem["type"].startswith("/problems/")
        assert not re.search(r"SELECT |/work|/tmp|\.swift|libpq", json.dumps(problem))
        lines = [json.loads(line) for line in city.read_log().splitlines() if problem["instance"] in line]
        assert any(line["message"] == "request" and line["status"] == str(status) for line in lines)
