#!/usr/bin/env bash
# An hour of an office at the service: pages, the API, sliders, explorations, one after the other; a line a minute with what the server holds in memory.
# By hand, on the sample city of ./quickstart (better: ./quickstart year), with a release build: Tests/Benchmarks/soak.sh [minutes]
set -euo pipefail
cd "$(dirname "$0")/../.."
minutes=${1:-60}
. Tests/Benchmarks/service.sh
run=$(psql -c "SELECT max(run) FROM plan.run WHERE NOT is_rehearsal")
mapfile -t projects < <(psql -c "SELECT code FROM library.project ORDER BY md5(code) LIMIT 200")
get() { curl -s -o /dev/null -w '%{http_code}\n' -H "Authorization: Bearer $secret" "$@" >>"$folder/codes"; }
post() { get -X POST -H 'Content-Type: application/json' -H "Idempotency-Key: soak-$RANDOM$RANDOM" -d "$2" "$base$1"; }

echo "minute  requests  not 2xx  MiB"
echo "     0         0        0  $(memory)"
end=$((SECONDS + minutes * 60)) next=$((SECONDS + 60)) minute=0 turn=0
while [ $SECONDS -lt $end ]; do
  turn=$((turn + 1))
  project=${projects[$((turn % ${#projects[@]}))]}
  for path in / "/library?page=$((turn % 20 + 1))" "/library/$project" "/api/v1/projects/$project" /pools "/runs/$run" /work /proposals "/reports/pool_balance" "/documents/book/$project"; do get "$base$path"; done
  post "/api/v1/runs/$run/trials" "{\"isQuick\": true, \"wish\": {\"supply\": [{\"factor\": \"land\", \"change\": \"$((60 + turn % 80))%\"}]}}"
  [ $((turn % 40)) -ne 0 ] || post "/api/v1/runs/$run/explorations" '{"what": "sweep", "factor": "land", "change": "supply", "values": ["80%", "100%", "120%"]}'
  if [ $SECONDS -ge $next ]; then
    minute=$((minute + 1)) next=$((next + 60))
    printf '%6d %9d %8d  %d\n' $minute "$(wc -l <"$folder/codes")" "$(grep -vc '^2' "$folder/codes" || :)" "$(memory)"
  fi
done
