"""Proof that nothing was changed afterwards: asked for on a page by the audit administrator, as a job, with a result that stays."""

import re

from test_api import finished
from test_attacks import api, token, tokens  # noqa: F401 (fixtures)
from test_pages import check_accessibility
from test_work import wait_for_job


def verify(auditor):
    page = auditor.open("/admin")
    page.click("text=开始核验")
    wait_for_job(page)
    return page


def test_the_audit_administrator_verifies_from_the_page(city, visit):
    auditor = visit("audit-1")
    page = verify(auditor)
    text = page.inner_text("main")
    assert "完好" in text and "有改动" not in text and "封印链" in text and "办理历史" in text
    check_accessibility(page)
    auditor.picture("verification")
    batch = city.sql("SELECT batch || ' ' || seal FROM ledger.batch ORDER BY batch DESC LIMIT 1")
    assert batch.split()[1] in text, "where the chain ended is kept"
    # The second time it is held against the first.
    page = verify(auditor)
    assert "自上次核验" in page.inner_text("main") and "有改动" not in page.inner_text("main")
    page = auditor.open("/admin")
    assert page.locator("section:has-text('核验封印') tbody tr").count() >= 2
    check_accessibility(page)
    auditor.picture("administration-audit")


def test_who_is_no_auditor_cannot(city, visit, token):  # noqa: F811
    for person in ["system-1", "security-1", "hq-1"]:
        visitor = visit(person)
        page = visitor.open("/admin")
        assert page.locator("text=开始核验").count() == 0
        form = page.locator("[name=_token]").first.get_attribute("value")
        answer = visitor.context.request.post("/admin/verification", form={"_token": form}, max_redirects=0)
        assert answer.status == 403, person
        assert api(city, token(person), "/verifications")[0] == 404
        assert api(city, token(person), "/verifications", "POST", Idempotency_Key=f"v-{person}")[0] == 403


def test_programs_verify_and_what_was_changed_is_found(city, token):  # noqa: F811
    key = token("audit-1")

    def run(name):
        status, body, _ = api(city, key, "/verifications", "POST", Idempotency_Key=name)
        assert status == 202 and api(city, key, "/verifications", "POST", Idempotency_Key=name)[1] == body, "sent twice it is asked once"
        import json
        return json.loads(finished(city, key, body["job"])["result"])

    assert run("whole")["holds"]
    change = ("SET session_replication_role = replica; UPDATE ledger.batch SET {} WHERE batch = (SELECT max(batch) FROM ledger.batch)")
    was = city.sql("SELECT reason FROM ledger.batch ORDER BY batch DESC LIMIT 1")
    city.sql(change.format("reason = 'another'"))
    try:
        result = run("changed")
        faults = {(check["part"], check["check"]) for check in result["checks"] if not check["holds"]}
        assert not result["holds"] and faults == {("ledger", "seals")}
    finally:
        city.sql(change.format(f"reason = $x${was}$x$"))
    # A chain that was written anew to its end agrees with itself, not with the seal that was kept.
    seal = city.sql("SELECT seal FROM ledger.batch ORDER BY batch DESC LIMIT 1")
    city.sql(change.format("reason = 'another'") + "; UPDATE ledger.batch b SET seal = ledger.seal_of(b, (SELECT p.seal FROM ledger.batch p WHERE p.city = b.city AND p.batch = b.batch - 1)) "
             "WHERE batch = (SELECT max(batch) FROM ledger.batch)")
    try:
        faults = {(check["part"], check["check"]) for check in run("rewritten")["checks"] if not check["holds"]}
        assert ("since", "ledger") in faults and ("ledger", "seals") not in faults, faults
    finally:
        city.sql(change.format(f"reason = $x${was}$x$, seal = '{seal}'"))
    assert all(check["holds"] for check in run("mended")["checks"] if check["part"] != "since")
    rows = api(city, key, "/verifications")[1]["items"]
    assert {row["holds"] for row in rows if row["state"] == "done"} == {"true", "false"}
    assert re.fullmatch(r"\d+", rows[0]["job"])
