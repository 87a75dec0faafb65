"""Two windows on one plan. It comes after the other tests of work: what is adopted here is no longer asked for."""

from test_bad_input import form_token


def test_two_browsers_adopt_the_same_plan(city, visit, browser, states):
    """Two windows on one proposal, both pressing at the same moment, from pages that both still show the button."""
    from conftest import Visitor
    city.yaosu("scenario", "run", "base", "--seconds", "20", check=False)
    run = city.sql("SELECT max(run) FROM plan.run WHERE NOT is_rehearsal AND adopted_at IS NULL")
    planner = visit("hq-1")
    page = planner.open(f"/runs/{run}")
    page.fill("#decide [name=document]", "聊指办〔2026〕两窗")
    page.click("text=提请采纳")
    proposal = city.sql(f"SELECT max(proposal) FROM office.proposal WHERE kind = 'plan.adopt' AND content->>'run' = '{run}'")
    windows = [Visitor(city, browser, "hq-2", states("hq-2")) for _ in range(2)]
    for window in windows:
        window.open("/proposals")
    script = """async ([path, token]) => {
      const send = () => fetch(path, {method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded'}, body: new URLSearchParams({_token: token, decision: 'agree'}), redirect: 'manual'})
      return (await Promise.all([send(), send(), send()])).map((answer) => answer.type === 'opaqueredirect' ? 303 : answer.status)
    }"""
    statuses = [status for window in windows for status in window.page.evaluate(script, [f"/proposals/{proposal}", form_token(window)])]
    # Pools may hold less than the plan takes by now; then all are refused with the reason.
    assert statuses.count(303) <= 1 and set(statuses) <= {303, 409, 422}, statuses
    adopted = city.sql(f"SELECT count(*) FROM plan.run WHERE run = {run} AND adopted_at IS NOT NULL")
    assert adopted == str(statuses.count(303))
    assert "✗" not in city.yaosu("ledger", "verify")
    for window in windows:
        window.context.close()
