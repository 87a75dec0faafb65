# Sourced by load.sh and soak.sh, in the checkout's folder: a service of its own on the city that is there, with a person and a token of this run, which go
# away with it. Gives conninfo, psql, folder, secret, base, server and memory.
yaosu=${YAOSU_BINARY:-.build/release/yaosu}
conninfo=$("$yaosu" db start)
psql() { command psql -XAtq "$conninfo" "$@"; }
folder=$(mktemp -d)
# Straight into the tables: these benchmarks aren't about signing in.
secret=yaosu_benchmark_$RANDOM$RANDOM$RANDOM
psql -c "INSERT INTO access.account (city, person, password_hash, must_change, opened_by) VALUES ('371500', 'hq-1', '\$argon2id\$v=19\$m=19456,t=2,p=1\$c2FsdHNhbHRzYWx0c2Fs\$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNo', false, 'benchmark') ON CONFLICT DO NOTHING" \
  -c "INSERT INTO access.token (city, person, name, secret_hash, scopes, until) VALUES ('371500', 'hq-1', 'benchmark', sha256('$secret'::bytea), '{read,write}', now() + interval '1 day')"
LOG_LEVEL=warning "$yaosu" serve --insecure --port 0 --rate 1000000 --connections 8 --today 2026-11-20 --lang en 2>"$folder/log" &
server=$!
trap 'kill $server; psql -c "DELETE FROM access.token WHERE secret_hash = sha256('"'$secret'"'::bytea)"; rm -r "$folder"' EXIT
until base=$(grep -o 'http://[0-9.:]*' "$folder/log"); do kill -0 $server 2>/dev/null || { cat "$folder/log" >&2; exit 69; }; sleep 0.2; done
memory() { awk '/VmRSS/{print int($2/1024)}' /proc/$server/status; }
