"""A server of its own on a small sample city, for as long as the tests run."""

import os
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["YAOSU_BINARY"]
TODAY = "2026-07-20"
PEOPLE = ["hq-1", "hq-2", "371522-1", "371525-1", "land-1", "land-2", "system-1", "security-1", "audit-1", "ent-1", "conference-1"]
# Long enough for any rule, with all kinds of characters, and nobody's name.
PASSWORD = "Gz7!xKwQm-Lc"


class City:
    """Makes the database, opens accounts, starts the server; stops and removes all of it."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="yaosu-browser-", dir="/var/tmp")
        home = pathlib.Path(self.folder.name)
        home.chmod(0o755)
        for name in ["sql", "Scenarios", "Sources"]:
            (home / name).symlink_to(ROOT / name)
        solver = ROOT / ".yaosu/lib/libhighs.so.1"
        self.environment = {**os.environ, "YAOSU_HOME": str(home), "YAOSU_ACTOR": "test", "LANG": "C.UTF-8", "LOG_LEVEL": "info"}
        if solver.exists():
            self.environment.setdefault("YAOSU_HIGHS", str(solver))
        self.environment.pop("YAOSU_DATABASE_URL", None)
        self.yaosu("db", "migrate")
        self.conninfo = self.yaosu("db", "start").strip().splitlines()[-1]
        self.fill()
        clerks = self.sql("SELECT code FROM office.person WHERE unit LIKE 'hq-%' AND code LIKE '%-1'").split()
        people = sorted(set(PEOPLE + clerks))
        self.first = dict(line.split("\t") for line in self.yaosu("account", "open", *people).splitlines() if "\t" in line)
        self.start()

    def sql(self, statement):
        command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", self.conninfo, "-c", statement]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def yaosu(self, *arguments, check=True):
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=self.environment, cwd=ROOT)
        if check and done.returncode:
            raise RuntimeError(f"yaosu {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def fill(self):
        city = self.folder.name + "/city"
        self.yaosu("sample", "--projects", "400", "--out", city)
        self.yaosu("import", "projects", city + "/projects.csv", "--date", "2026-07-01")
        self.yaosu("import", "quota", city + "/quota.csv", "--date", "2026-07-01")
        self.yaosu("import", "quota", city + "/openings.csv", "--date", "2026-07-01")
        self.yaosu("estimate", "--date", "2026-07-01")
        self.yaosu("import", "enterprises", city + "/enterprises.csv")
        self.yaosu("officer", "import", city + "/officers.csv")
        self.yaosu("procedure", "load")
        self.yaosu("scenario", "run", "base", "--seconds", "20")

    def start(self):
        self.log = open(self.folder.name + "/serve.log", "w+")
        command = [PROGRAM, "serve", "--insecure", "--port", "0", "--today", TODAY, "--lang", "en", "--log-format", "json"]
        self.process = subprocess.Popen(command, stderr=self.log, env=self.environment, cwd=ROOT)
        for _ in range(300):
            found = re.search(r"running at (http://\S+)", self.read_log())
            if found:
                self.base = found[1]
                return
            if self.process.poll() is not None:
                break
            subprocess.run(["sleep", "0.1"])
        raise RuntimeError("the server did not start: " + self.read_log())

    def read_log(self):
        with open(self.folder.name + "/serve.log") as log:
            return log.read()

    def stop(self):
        self.process.terminate()
        status = self.process.wait(20)
        self.log.close()
        self.yaosu("db", "wipe", "--yes")
        self.folder.cleanup()
        return status
