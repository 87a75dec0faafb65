"""The API against its own OpenAPI document: asked at random, it answers what it says, and never with a fault of its own."""

import os
import pathlib
import re
import subprocess
import sys

from test_attacks import make_token


def test_random_requests(city, visit, tmp_path):
    token = make_token(city, visit, "hq-1", "read write")
    program = pathlib.Path(sys.executable).parent / "schemathesis"
    command = [
        str(program), "--config-file", str(pathlib.Path(__file__).with_name("schemathesis.toml")), "run", city.base + "/api/v1/openapi.json", "--url", city.base + "/api/v1", "-H", f"Authorization: Bearer {token}",
        "--phases", "examples,coverage,fuzzing", "--max-examples", os.environ.get("YAOSU_CONTRACT_EXAMPLES", "15"), "--seed", "1", "--rate-limit", "80/s", "--request-timeout", "40",
        "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,negative_data_rejection,ignored_auth",
        "--exclude-operation-id", "cancelJob", "--suppress-health-check", "all", "--no-color",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, cwd=tmp_path)
    failures = re.sub(r"(?m)^.{300,}$", lambda line: line[0][:300] + " …", done.stdout)
    assert done.returncode == 0, failures[-8000:] + done.stderr[-2000:]
    tested = re.search(r"Tested:\s+(\d+)", done.stdout)
    assert tested and int(tested[1]) >= 80, "it was the service's operations that were asked"
