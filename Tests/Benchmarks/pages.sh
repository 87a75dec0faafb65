#!/usr/bin/env bash
# What each page takes the server for one visitor: the median of some visits after the first, and the first after something has changed, when nothing is kept.
# By hand, on the sample city of ./quickstart year, with a release build: Tests/Benchmarks/pages.sh [visits]
set -euo pipefail
cd "$(dirname "$0")/../.."
visits=${1:-9}
. Tests/Benchmarks/service.sh
run=$(psql -c "SELECT max(run) FROM plan.run WHERE NOT is_rehearsal")
refused=$(psql -c "SELECT project FROM plan.shortage WHERE run = $run ORDER BY project LIMIT 1")
project=$(psql -c "SELECT project FROM work.matter WHERE project IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
case=$(psql -c "SELECT number FROM work.matter ORDER BY (SELECT count(*) FROM work.event e WHERE (e.city, e.number) = (matter.city, matter.number)) DESC LIMIT 1")
month=2026-10
visit() { curl -s -o "$folder/page" -w '%{http_code} %{time_starttransfer}\n' -H "Authorization: Bearer $secret" "$base$1"; }
pages=(/ /wall "/?measure=served" /brief /library "/library?page=12" "/library?stage=reserved&order=light" "/library/$project" /pools "/pools?factor=land" "/pools/land/371503/2026"
  /proposals /runs "/runs/$run" "/runs/$run/try" "/runs/$run/why?project=$refused" "/runs/$run/explore" "/runs/compare?run=1&run=$run" "/runs/$run/report" "/runs/$run/proof" /rehearsal
  /work /cases "/cases/$case" /start "/start/consultation?project=$project" /meetings /reports /reports/pool_balance /reports/traffic_light "/documents/book/$project"
  /documents/dispatch/now "/documents/bulletin/$month" /import /admin /admin/policy)
printf '%-46s %6s %12s %12s\n' page status "median, ms" "nothing kept"
for page in "${pages[@]}"; do
  visit "$page" >/dev/null
  for _ in $(seq "$visits"); do
    # Told as a change, so that nothing is remembered of the visit before.
    psql -c "NOTIFY yaosu_change"
    sleep 0.02
    visit "$page"
  done | sort -k2 -n >"$folder/cold"
  for _ in $(seq "$visits"); do visit "$page"; done | sort -k2 -n >"$folder/times"
  middle=$(((visits + 1) / 2))
  read -r status time < <(sed -n "${middle}p" "$folder/times")
  read -r _ cold < <(sed -n "${middle}p" "$folder/cold")
  awk -v page="$page" -v status="$status" -v time="$time" -v cold="$cold" 'BEGIN{printf "%-46s %6s %12.0f %12.0f%s\n", page, status, time * 1000, cold * 1000, (cold > 0.2 ? "  *" : "")}'
done
