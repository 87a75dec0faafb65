#!/usr/bin/env bash
# Eight sessions fight over the last quota of a pool: reserve, grant, release, transfer in all orders. The pool is never overdrawn, nothing is
# lost, nobody dead-locks. TAP on standard output. $1: connection string of a migrated database of its own.
set -uo pipefail
export PGOPTIONS='-c client_min_messages=warning'
database=$1
q() { psql -XAtq "$database" -v ON_ERROR_STOP=1 -c "$1"; }
echo 1..6
q "INSERT INTO library.project (city, code, name, region, stage, created_by)
     SELECT '371500', 'R' || n, 'R' || n, '371522', 'reserved', 'race' FROM generate_series(1, 8) n" || exit 1
q "SELECT ledger.deposit('{\"city\":\"371500\",\"key\":\"race\",\"actor\":\"race\",\"date\":\"2026-03-01\"}',
     '[{\"factor\":\"land\",\"region\":\"371522\",\"vintage\":2026,\"quantity\":1000,\"source\":\"s\",\"city_share\":\"none\"}]')" >/dev/null || exit 1

# 40 rounds a session: reserve 7 (may be refused), then give some back or grant, and lend back and forth.
work() {
  local n=$1 i line log=$2
  for i in $(seq 1 40); do
    line="[{\"factor\":\"land\",\"region\":\"371522\",\"vintage\":2026,\"project\":\"R$n\",\"quantity\":7}]"
    echo "SELECT 'ok' FROM ledger.reserve('{\"city\":\"371500\",\"key\":\"r-$n-$i\",\"actor\":\"r\",\"date\":\"2026-03-01\"}', '$line');"
    case $(((i + n) % 3)) in
      0) echo "SELECT 'ok' FROM ledger.release('{\"city\":\"371500\",\"key\":\"l-$n-$i\",\"actor\":\"r\",\"date\":\"2026-03-01\"}', '$line');" ;;
      1) echo "SELECT 'ok' FROM ledger.grant('{\"city\":\"371500\",\"key\":\"g-$n-$i\",\"actor\":\"r\",\"date\":\"2026-03-01\"}', '$line');" ;;
      2) echo "SELECT 'ok' FROM ledger.transfer('{\"city\":\"371500\",\"key\":\"t-$n-$i\",\"actor\":\"r\",\"date\":\"2026-03-01\"}',
           '[{\"factor\":\"land\",\"vintage\":2026,\"from\":\"$([ $((n % 2)) = 0 ] && echo 371522 || echo 371525)\",\"to\":\"$([ $((n % 2)) = 0 ] && echo 371525 || echo 371522)\",\"quantity\":3,\"price\":0}]');" ;;
    esac
  done | psql -XAtq "$database" -v ON_ERROR_STOP=0 -v VERBOSITY=sqlstate >"$log" 2>&1
}
folder=$(mktemp -d)
pids=()
for n in 1 2 3 4 5 6 7 8; do work "$n" "$folder/$n" & pids+=($!); done
wait "${pids[@]}"

tap() { if [ "$2" = "$3" ]; then echo "ok $1 - $4"; else echo "not ok $1 - $4"; echo "# found $2, expected $3"; fi; }
tap 1 "$(cat "$folder"/* | grep -cE '40P01|40001|25P02')" 0 'nobody dead-locked'
tap 2 "$(cat "$folder"/* | grep ERROR | grep -vcE 'YS005|YS015')" 0 'only "not enough" was ever refused'
tap 3 "$([ "$(cat "$folder"/* | grep -c YS005)" -gt 0 ] && echo yes)" yes 'the pool did run out'
tap 4 "$(q "SELECT sum(balance) FROM ledger.account WHERE kind <> 'outside' AND factor = 'land'")" 1000 'every ten-thousandth is accounted for'
tap 5 "$(q "SELECT count(*) FROM ledger.batch")" "$(($(cat "$folder"/* | grep -c '^ok$') + 1))" 'every confirmed event is in the books, no other is'
tap 6 "$(q "SELECT count(*) FROM ledger.verify('371500') WHERE NOT ok")" 0 'the ledger verifies'
rm -r "$folder"
