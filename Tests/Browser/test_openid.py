"""Signing in at another service: a provider of our own on this machine, and what must not open a session."""

import base64
import hashlib
import http.server
import json
import re
import secrets
import subprocess
import threading
import time
import urllib.parse

import pytest

from city import PROGRAM, ROOT, TODAY


class Provider:
    """As much of OpenID Connect as a sign-in needs. `claims` change what the next token says."""

    def __init__(self):
        provider = self
        self.person, self.claims, self.codes = "hq-2", {}, {}

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self, status, body, **headers):
                data = json.dumps(body).encode()
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def do_GET(self):
                url = urllib.parse.urlparse(self.path)
                asked = dict(urllib.parse.parse_qsl(url.query))
                if url.path == "/realm/.well-known/openid-configuration":
                    self.answer(200, {"issuer": provider.issuer, "authorization_endpoint": provider.issuer + "/auth", "token_endpoint": provider.issuer + "/token"})
                elif url.path == "/realm/auth":
                    assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
                    code = secrets.token_hex(8)
                    provider.codes[code] = asked
                    place = asked["redirect_uri"] + "?" + urllib.parse.urlencode({"code": code, "state": asked["state"]})
                    self.answer(302, {}, Location=place)
                else:
                    self.answer(404, {})

            def do_POST(self):
                form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
                asked = provider.codes.pop(form["code"], None)
                challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
                if not asked or form["client_secret"] != "s3cret" or challenge != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
                    return self.answer(400, {"error": "invalid_grant"})
                claims = {"iss": provider.issuer, "aud": "yaosu", "exp": time.time() + 60, "nonce": asked["nonce"], "preferred_username": provider.person, **provider.claims}
                part = lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
                self.answer(200, {"id_token": f"{part({'alg': 'none'})}.{part(claims)}.", "token_type": "Bearer", "access_token": "x"})

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}/realm"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(scope="module")
def provider():
    provider = Provider()
    yield provider
    provider.server.shutdown()


@pytest.fixture(scope="module")
def base(city, provider):
    """A second server on the same city, which knows the provider."""
    import socket
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = f"http://127.0.0.1:{port}"
    command = [PROGRAM, "serve", "--insecure", "--port", str(port), "--workers", "0", "--today", TODAY, "--oidc-issuer", provider.issuer, "--public-url", place]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**city.environment, "YAOSU_OIDC_SECRET": "s3cret"}, cwd=ROOT)
    for line in process.stderr:
        if re.search(r"http://\S+", line):
            break
    yield place
    process.terminate()
    assert process.wait(20) == 0


@pytest.fixture
def page(browser, base):
    context = browser.new_context(base_url=base, locale="zh-CN")
    yield context.new_page()
    context.close()


def arrive(page):
    page.goto("/sign-in")
    page.click("text=统一身份认证登录")


def test_who_signed_in_there_is_here(city, provider, page):
    provider.person, provider.claims = "hq-2", {}
    arrive(page)
    assert page.inner_text("h1") == "重点项目挂图作战", page.inner_text("body")[:300]
    assert city.sql("SELECT detail->>'issuer' FROM access.event WHERE kind = 'signed_in' ORDER BY event DESC LIMIT 1") == provider.issuer
    assert city.sql("SELECT issuer FROM access.session ORDER BY session DESC LIMIT 1") == provider.issuer
    page.click("text=退出")
    assert "/sign-in" in page.url


def test_a_first_password_is_not_asked_for(city, provider, page):
    city.yaosu("account", "open", "construction-1")
    provider.person, provider.claims = "construction-1", {}
    arrive(page)
    assert "/password" not in page.url and page.locator("nav").count() >= 1


@pytest.mark.parametrize("person, claims", [
    ("hq-2", {"iss": "http://127.0.0.1:1/other"}), ("hq-2", {"aud": "another"}), ("hq-2", {"aud": ["yaosu", "another"]}), ("hq-2", {"exp": 1}), ("hq-2", {"nonce": "x" * 64}),
    ("hq-2", {"preferred_username": None}), ("nobody-7", {}), ("water-3", {}), ("hq-2", {"preferred_username": "x" * 65}),
])
def test_what_opens_no_session(city, provider, page, person, claims):
    before = city.sql("SELECT count(*) FROM access.session")
    provider.person, provider.claims = person, claims
    arrive(page)
    assert "统一认证登录未成功" in page.inner_text("[role=alert]")
    page.goto("/library")
    assert "/sign-in" in page.url
    assert city.sql("SELECT count(*) FROM access.session") == before


def test_a_code_of_another_browser_opens_nothing(city, provider, browser, base):
    provider.person, provider.claims = "hq-2", {}
    thief, victim = browser.new_context(base_url=base), browser.new_context(base_url=base)
    # The thief goes as far as the way back, and hands that address to somebody else.
    way = thief.request.get("/sign-in/openid", max_redirects=0).headers["location"]
    back = thief.request.get(way, max_redirects=0).headers["location"]
    assert victim.request.get(back).status == 401
    victim.request.get("/sign-in/openid", max_redirects=0)
    assert victim.request.get(back).status == 401, "nor with a trip of its own"
    assert thief.request.get(back).status == 200
    assert thief.request.get(back).status == 401, "a way back is gone once"
    thief.close()
    victim.close()
