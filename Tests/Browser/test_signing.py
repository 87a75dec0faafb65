"""What the city asks of whoever signs in: both profiles, locks, idle sessions, and the second factor with its rotation."""

import base64
import hashlib
import hmac
import time

import pytest

from city import PASSWORD
from conftest import Visitor
from test_attacks import api, ask, token, tokens  # noqa: F401 (fixtures)
from test_pages import check_accessibility

PHRASE = "correct horse battery staple"


def code_of(secret, steps=0):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, (int(time.time()) // 30 + steps).to_bytes(8, "big"), hashlib.sha1).digest()
    place = mac[19] & 15
    return f"{(int.from_bytes(mac[place:place + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def steady():
    """Codes of this step and the next are asked for: not across a step's end."""
    if time.time() % 30 > 20:
        time.sleep(30 - time.time() % 30)


@pytest.fixture
def rules(city):
    """Rules as they are for one test; afterwards those of before."""
    was = city.sql("SELECT to_jsonb(r) FROM access.rules('371500') r")

    def set_rules(**values):
        city.sql("UPDATE access.rule SET " + ", ".join(f"{name} = '{value}'" for name, value in values.items()))

    yield set_rules
    city.sql(f"UPDATE access.rule r SET (profile, second_factor, idle_minutes, lock_after, lock_minutes, password_days) = (SELECT w.profile, w.second_factor, w.idle_minutes, w.lock_after, "
             f"w.lock_minutes, w.password_days FROM jsonb_populate_record(r, $x${was}$x$) w)")


@pytest.fixture
def newcomer(city, browser):
    """Somebody whose account was just opened, before the first password is changed."""
    person = city.sql("SELECT p.code FROM office.person p WHERE p.code ~ '-[12]$' AND NOT EXISTS (SELECT FROM access.account a WHERE a.person = p.code) "
                      "AND EXISTS (SELECT FROM office.post t WHERE t.person = p.code) ORDER BY p.code LIMIT 1")
    first = dict(line.split("\t") for line in city.yaosu("account", "open", person).splitlines())[person]
    visitor = Visitor(city, browser, person)
    visitor.first = first
    yield visitor
    visitor.context.close()
    city.yaosu("account", "close", person)


def press(page, button):
    """A click alone doesn't wait for the page that answers it."""
    with page.expect_navigation():
        page.click(button)


def sign_in(visitor, password, code=""):
    """Signs in; tries of other tests may have used up what an address may."""
    for _ in range(60):
        visitor.page.goto("/sign-in")
        visitor.page.fill("[name=person]", visitor.person)
        visitor.page.fill("[name=password]", password)
        visitor.page.fill("[name=code]", code)
        press(visitor.page, "button.button")
        if "频繁" not in visitor.page.inner_text("body"):
            return visitor.page
        time.sleep(2)
    raise AssertionError("always too many")


def change(visitor, old, new):
    for _ in range(60):
        visitor.page.goto("/password")
        for name, value in [("old", old), ("new", new), ("again", new)]:
            visitor.page.fill(f"[name={name}]", value)
        press(visitor.page, "button.button")
        if "频繁" not in visitor.page.inner_text("body"):
            return visitor.page
        time.sleep(2)
    raise AssertionError("always too many")


def post(visitor, path, form):
    visitor.page.goto("/password")
    token_ = visitor.page.locator("[name=_token]").first.get_attribute("value")
    for _ in range(60):
        answer = visitor.context.request.post(path, form={"_token": token_, **form}, max_redirects=0)
        if answer.status != 429:
            return answer
        time.sleep(2)
    return answer


def test_a_first_password_opens_nothing_but_its_change(city, newcomer):
    """Not even what needs no row of the city: a token, the account, an end of a session."""
    sign_in(newcomer, newcomer.first)
    assert "/password" in newcomer.page.url
    for path in ["/account", "/admin", "/library"]:
        answer = newcomer.context.request.get(path, max_redirects=0)
        assert answer.status == 303 and answer.headers["location"] == "/password", path
    for path, form in [("/account/tokens", {"name": "x", "scopes": "read", "days": "1"}), ("/account/second-factor", {}), ("/admin/accounts", {"person": "hq-1"}),
                       ("/admin/sessions/end", {"session": "1"})]:
        assert post(newcomer, path, form).status == 403, path
    assert city.sql(f"SELECT count(*) FROM access.token WHERE person = '{newcomer.person}'") == "0"


def test_two_profiles_of_passwords(city, newcomer, rules):
    rules(profile="mlps3")
    sign_in(newcomer, newcomer.first)
    page = change(newcomer, newcomer.first, PHRASE)
    assert "至少 3 类" in page.inner_text("[role=alert]"), "mlps3 wants kinds of characters"
    assert "至少 10" in change(newcomer, newcomer.first, "Gz7!x").inner_text("[role=alert]")
    rules(profile="asvs")
    assert "至少 12" in change(newcomer, newcomer.first, "Gz7!xKwQm-L").inner_text("[role=alert]"), "asvs wants length"
    page = change(newcomer, newcomer.first, PHRASE)
    assert page.url.endswith("/"), page.inner_text("body")
    # Age: a hundred days are too old for mlps3, not for asvs.
    city.sql(f"UPDATE access.account SET changed_at = now() - interval '100 days' WHERE person = '{newcomer.person}'")
    newcomer.page.goto("/library")
    assert newcomer.page.url.endswith("/library")
    rules(profile="mlps3", password_days=90)
    newcomer.page.goto("/library")
    assert newcomer.page.url.endswith("/password"), "an old password opens nothing else"
    assert change(newcomer, PHRASE, PASSWORD).url.endswith("/")


def test_locks_and_idle_sessions_by_the_rules(city, newcomer, rules):
    rules(profile="mlps3", lock_after=3, lock_minutes=15, idle_minutes=5)
    sign_in(newcomer, newcomer.first)
    change(newcomer, newcomer.first, PASSWORD)
    newcomer.page.goto("/account")
    assert newcomer.page.url.endswith("/account")
    city.sql(f"UPDATE access.session SET seen_at = now() - interval '6 minutes' WHERE person = '{newcomer.person}' AND ended_at IS NULL")
    newcomer.page.goto("/account")
    assert "/sign-in" in newcomer.page.url, "idle for longer than the rule"
    for _ in range(3):
        sign_in(newcomer, "wrong")
    assert "锁定" in sign_in(newcomer, PASSWORD).inner_text("[role=alert]")
    city.sql(f"UPDATE access.account SET locked_until = now() - interval '1 second' WHERE person = '{newcomer.person}'")
    assert sign_in(newcomer, PASSWORD).url.endswith("/"), "the lock ends by itself"


def begin_factor(visitor, code=""):
    page = visitor.page
    for _ in range(60):
        page.goto("/account")
        page.fill("form[action='/account/second-factor'] [name=code]", code)
        press(page, "text=绑定或更换动态口令")
        if "频繁" not in page.inner_text("body"):
            break
        time.sleep(2)
    return page


def confirm_factor(visitor, code):
    """What the page says. `code`: made when it is sent; tries of other tests may have used up what an address may."""
    page = visitor.page
    page.fill("form[action='/account/second-factor/confirm'] [name=code]", code())
    press(page, "button:has-text('启用')")
    text = page.inner_text("body")
    for _ in range(60):
        if "频繁" not in text:
            return text
        time.sleep(2)
        page.goto("/password")
        form = {"_token": page.locator("[name=_token]").first.get_attribute("value"), "code": code()}
        text = visitor.context.request.post("/account/second-factor/confirm", form=form).text()
    raise AssertionError("always too many")


def test_a_second_factor_is_asked_for_replaced_and_reset(city, newcomer, visit, rules):
    sign_in(newcomer, newcomer.first)
    change(newcomer, newcomer.first, PASSWORD)
    # Asked of everybody: who has none gets to the page on which it is set up, and nowhere else.
    rules(second_factor="everybody")
    newcomer.page.goto("/library")
    assert newcomer.page.url.endswith("/account")
    assert newcomer.context.request.get("/api/v1/me").status == 403
    assert post(newcomer, "/account/tokens", {"name": "x", "scopes": "read", "days": "1"}).status == 403
    steady()
    page = begin_factor(newcomer)
    first = page.inner_text(".told code")
    check_accessibility(page)
    newcomer.picture("second-factor")
    assert "动态口令不正确" in confirm_factor(newcomer, lambda: "000000")
    steady()
    page = begin_factor(newcomer)
    first = page.inner_text(".told code")
    confirm_factor(newcomer, lambda: code_of(first))
    newcomer.page.goto("/library")
    assert newcomer.page.url.endswith("/library")
    # Signing in wants it, and takes no code twice.
    assert sign_in(newcomer, PASSWORD).locator("[role=alert]").count() == 1
    assert sign_in(newcomer, PASSWORD, code_of(first)).locator("[role=alert]").count() == 1, "that code has been used"
    steady()
    city.sql(f"UPDATE access.account SET totp_step = 0 WHERE person = '{newcomer.person}'")
    assert sign_in(newcomer, PASSWORD, code_of(first)).url.endswith("/")
    # Replaced: with a code of the old one alone; then the old one opens nothing.
    assert "更换须填写" in begin_factor(newcomer).inner_text("body")
    assert "更换须填写" in begin_factor(newcomer, "000000").inner_text("body")
    steady()
    city.sql(f"UPDATE access.account SET totp_step = 0 WHERE person = '{newcomer.person}'")
    second = begin_factor(newcomer, code_of(first)).inner_text(".told code")
    assert second != first
    confirm_factor(newcomer, lambda: code_of(second))
    city.sql(f"UPDATE access.account SET totp_step = 0 WHERE person = '{newcomer.person}'")
    for steps in (-1, 0, 1):
        assert sign_in(newcomer, PASSWORD, code_of(first, steps)).locator("[role=alert]").count() == 1, "codes of the old one have stopped"
    steady()
    assert sign_in(newcomer, PASSWORD, code_of(second)).url.endswith("/")
    assert city.sql(f"SELECT string_agg(kind, ' ' ORDER BY event) FROM access.event WHERE subject = '{newcomer.person}' AND kind LIKE 'second%'") == (
        "second_factor_on second_factor_kept second_factor_kept second_factor_replaced")
    # Lost: the security administrator takes it away, nobody else; all sessions end.
    rules(second_factor="own choice")
    assert post(visit("system-1"), "/admin/second-factor/reset", {"person": newcomer.person}).status == 403
    security = visit("security-1")
    page = security.open("/admin")
    row = page.locator(f"tr:has-text('{newcomer.person}')", has=page.locator("button:has-text('重置')"))
    security.picture("administration-security")
    row.locator("button:has-text('重置')").click()
    newcomer.page.goto("/library")
    assert "/sign-in" in newcomer.page.url
    assert sign_in(newcomer, PASSWORD).url.endswith("/")
    newcomer.faults.clear()


def test_administrators_need_a_second_factor_where_the_rules_say_so(visit, rules):
    auditor, planner = visit("audit-1"), visit("hq-1")
    rules(second_factor="administrators")
    assert auditor.context.request.get("/admin", max_redirects=0).headers["location"] == "/account"
    assert planner.context.request.get("/admin", max_redirects=0).status == 200


def test_the_security_administrator_sets_the_rules(city, visit, token, rules):  # noqa: F811
    security = visit("security-1")
    page = security.open("/admin")
    check_accessibility(page)
    page.select_option("[name='rule.profile']", "asvs")
    page.fill("[name='rule.idle_minutes']", "20")
    page.click("button:has-text('设定')")
    assert city.sql("SELECT profile || ' ' || idle_minutes FROM access.rule") == "asvs 20"
    assert city.sql("SELECT detail->'became'->>'profile' FROM access.event WHERE kind = 'rules_changed' ORDER BY event DESC LIMIT 1") == "asvs"
    # Out of bounds: refused as a whole.
    form = {"rule.profile": "mlps3", "rule.idle_minutes": "0"}
    assert post(security, "/admin/rules", form).status == 422 and city.sql("SELECT profile FROM access.rule") == "asvs"
    assert post(visit("system-1"), "/admin/rules", {"rule.profile": "mlps3"}).status == 403
    key = token("security-1")
    status, body, _ = api(city, key, "/sign-in-rules", "PUT", {"profile": "mlps3", "idle_minutes": 30})
    assert status == 200 and body["profile"] == "mlps3" and body["idle_minutes"] == 30 and api(city, key, "/sign-in-rules")[1] == body
    assert api(city, key, "/sign-in-rules", "PUT", {"idle_minutes": 0})[0] == 422
    assert api(city, token("hq-1"), "/sign-in-rules")[0] == 404 and api(city, token("system-1"), "/sign-in-rules", "PUT", {"profile": "asvs"})[0] == 404
    assert api(city, token("hq-1"), "/accounts/hq-2/second-factor", "DELETE")[0] == 404
    security.faults.clear()
