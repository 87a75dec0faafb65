"""Reports from a server that follows: a real one, behind, away and back."""

import json
import os
import pathlib
import subprocess

import pytest

from city import PROGRAM, ROOT
from test_attacks import ask, make_token, soon


def server(name, *arguments):
    """As the user that servers run as; a server outlives the command and must hold none of its files."""
    folder = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
    subprocess.run([*user, str(folder / name), *arguments], check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)


class Standby:
    def __init__(self, city):
        home = pathlib.Path(city.folder.name) / "standby"
        home.mkdir()
        if os.geteuid() == 0:
            subprocess.run(["chown", "postgres:postgres", str(home)], check=True)
        self.data, self.home = str(home / "data"), str(home)
        primary = city.sql("SHOW unix_socket_directories")
        server("pg_basebackup", "-h", primary, "-U", "yaosu", "-D", self.data, "-R", "-X", "stream", "-c", "fast")
        self.start()
        self.conninfo = f"host='{home}' user=yaosu dbname=yaosu"

    def start(self):
        server("pg_ctl", "-D", self.data, "-w", "-o", f"-c unix_socket_directories={self.home} -c shared_buffers=32MB", "start")

    def stop(self):
        server("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def sql(self, statement):
        return subprocess.run(["psql", "-XAtq", self.conninfo, "-c", statement], check=True, capture_output=True, text=True).stdout.strip()


class Service:
    """A second service of the same city, whose reports are read from the standby."""

    def __init__(self, city, standby):
        self.log = open(city.folder.name + "/standby.log", "w+")
        command = [PROGRAM, "serve", "--insecure", "--port", "0", "--workers", "0", "--lang", "en", "--report-database", standby.conninfo]
        self.process = subprocess.Popen(command, stderr=self.log, env=city.environment, cwd=ROOT)
        assert soon(lambda: "running at http://" in self.read_log()) or soon(lambda: "running at http://" in self.read_log())
        self.base = self.read_log().split("running at ")[1].split()[0]

    def read_log(self):
        with open(self.log.name) as log:
            return log.read()

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        self.log.close()


@pytest.fixture
def standby(city):
    made = Standby(city)
    yield made
    made.stop()


@pytest.fixture
def service(city, standby):
    made = Service(city, standby)
    yield made
    made.stop()


def test_reports_from_a_standby(city, visit, standby, service):
    secret = make_token(city, visit, "hq-1")

    def read(path="/api/v1/reports/pool_balance"):
        status, _, body = ask(service, path, headers={"Authorization": f"Bearer {secret}"})
        return status, json.loads(body) if status == 200 and path.startswith("/api") else body

    # The token is young: where the standby hasn't heard of it, the primary answers.
    assert read()[0] == 200
    reading = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    assert soon(lambda: read()[0] == 200 and int(standby.sql(reading)) > 0), "the standby is asked"
    assert standby.sql("SELECT pg_is_in_recovery()") == "t"
    # What is written at the primary comes here.
    city.sql("UPDATE policy.factor SET name = name || '（改）' WHERE code = 'land'")
    assert soon(lambda: any("（改）" in (row["factor_name"] or "") for row in read()[1]["items"]))
    city.sql("UPDATE policy.factor SET name = replace(name, '（改）', '') WHERE code = 'land'")
    # A browser's session that was last seen minutes ago is noted at the primary, which the standby can't do.
    visitor = visit("hq-1")
    visitor.open("/reports")
    city.sql("UPDATE access.session SET seen_at = now() - interval '3 minutes' WHERE person = 'hq-1' AND ended_at IS NULL")
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in visitor.context.cookies())
    for path in ["/reports/pool_balance", "/documents/dispatch/2026-07-20", "/reports/plan_run?format=csv"]:
        status, _, body = ask(service, path, headers={"Cookie": cookies})
        assert status == 200, body.decode()
    assert city.sql("SELECT count(*) FROM access.session WHERE person = 'hq-1' AND ended_at IS NULL AND seen_at > now() - interval '1 minute'") != "0"
    # Away: from the primary, and the log says so. Back: from it again.
    standby.stop()
    assert read()[0] == 200 and "the standby is away" in service.read_log()
    standby.start()
    assert soon(lambda: read()[0] == 200 and int(standby.sql(reading)) > 0)
    # Ended is ended, however far the standby is behind.
    standby.sql("SELECT pg_wal_replay_pause()")
    city.sql("UPDATE access.token SET revoked_at = now(), revoked_by = 'test' WHERE person = 'hq-1'")
    assert standby.sql("SELECT count(*) FROM access.token WHERE person = 'hq-1' AND revoked_at IS NULL") != "0"
    assert read()[0] == 401
    standby.sql("SELECT pg_wal_replay_resume()")
