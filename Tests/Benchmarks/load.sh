#!/usr/bin/env bash
# Load on the service, beside a yardstick in the same run: reads of one project against `pgbench -S` with as many connections, then pages, then sliders.
# By hand, on the sample city of ./quickstart (better: ./quickstart year), with a release build: Tests/Benchmarks/load.sh [seconds]
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-8}
for tool in wrk pgbench curl; do command -v $tool >/dev/null || PATH=$PATH:$(echo /usr/lib/postgresql/*/bin); done
command -v wrk >/dev/null || { echo "apt-get install wrk"; exit 69; }
. Tests/Benchmarks/service.sh

measure() { wrk -t1 -c8 -d"${seconds}s" -H "Authorization: Bearer $secret" "$@" | awk '/Requests\/sec/{print $2}'; }
project=$(psql -c "SELECT code FROM library.project WHERE stage = 'construction' ORDER BY code LIMIT 1")
begin=$(memory)

echo "select code, name from library.project where city = '371500' and code = '$project'" >"$folder/read.sql"
createdb=$(psql -c "SELECT 1 FROM pg_database WHERE datname = 'benchmark'")
[ -n "$createdb" ] || { psql -c "CREATE DATABASE benchmark"; pgbench -iq -s 10 "${conninfo/dbname=yaosu/dbname=benchmark}" >/dev/null 2>&1; }
yardstick=$(pgbench -S -c8 -j1 -T"$seconds" "${conninfo/dbname=yaosu/dbname=benchmark}" 2>/dev/null | awk '/^tps/{print $3}')
row=$(pgbench -f "$folder/read.sql" -n -c8 -j1 -T"$seconds" "$conninfo" 2>/dev/null | awk '/^tps/{print $3}')
report() { awk -v name="$1" -v value="$2" -v yard="$yardstick" 'BEGIN{printf "%-34s %9.1f /s   %.4f × pgbench -S\n", name, value, value / yard}'; }
report "pgbench -S, 8 connections" "$yardstick"
report "pgbench, the project's row" "$row"
report "/health (no database)" "$(measure "$base/health")"
report "/api/v1/me (who asks)" "$(measure "$base/api/v1/me")"
report "/api/v1/projects/CODE (JSON)" "$(measure "$base/api/v1/projects/$project")"
report "/library, 50 rows (page)" "$(measure "$base/library")"
report "/ wall chart (page)" "$(measure "$base/")"
# The same while something changes a thousand times a second, so that nothing is remembered: what reading costs.
psql -c "DO 'BEGIN WHILE true LOOP NOTIFY yaosu_change; COMMIT; PERFORM pg_sleep(0.001); END LOOP; END'" >/dev/null 2>&1 &
report "  JSON, nothing remembered" "$(measure "$base/api/v1/projects/$project")"
report "  library, nothing kept" "$(measure "$base/library")"
report "  wall chart, nothing kept" "$(measure "$base/")"
psql -c "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'DO %NOTIFY yaosu_change%' AND pid <> pg_backend_pid()" >/dev/null
run=$(psql -c "SELECT max(run) FROM plan.run WHERE NOT is_rehearsal")
cat >"$folder/slide.lua" <<LUA
local n = 0
request = function()
  n = n + 1
  return wrk.format("POST", "/api/v1/runs/$run/trials", {["Authorization"] = "Bearer $secret", ["Content-Type"] = "application/json"},
    '{"isQuick": true, "wish": {"supply": [{"factor": "land", "change": "' .. (60 + n % 80) .. '%"}]}}')
end
LUA
curl -s -o /dev/null -X POST -H "Authorization: Bearer $secret" -H 'Content-Type: application/json' -d '{"isQuick": true, "wish": {}}' "$base/api/v1/runs/$run/trials"
wrk -t1 -c50 -d"${seconds}s" --latency -s "$folder/slide.lua" "$base" | awk '/50%|99%/{latency = latency " " $1 " " $2} /Non-2xx/{bad = $0} /Requests\/sec/{print "50 people at sliders:            " $2 " answers/s;" latency, bad}'
echo "memory: $begin MiB at first, $(memory) MiB after"
