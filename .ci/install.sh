# Sourced by ./quickstart, ./test and .ci/run: installs what is missing, says what and why, and does nothing the second time.
# As root, or with sudo; otherwise it says what to install and stops.

say() { printf '%s\n' "$*" >&2; }

# package → why, one a line. The command or file that shows that it is there comes last.
wanted_packages() {
  cat <<'LIST'
libpq-dev|the client library of PostgreSQL, which the program is built on|/usr/include/postgresql/libpq-fe.h
postgresql|the server; the project runs a private one on a unix socket|/usr/lib/postgresql/*/bin/initdb
postgis|geometry of regions and projects|/usr/share/doc/postgis/copyright
gdal-bin|ogr2ogr reads XLSX, XLS and ODS|/usr/bin/ogr2ogr
libxlsxwriter-dev|writes Excel workbooks|/usr/include/xlsxwriter.h
libargon2-dev|hashes passwords|/usr/include/argon2.h
libcurl4|asks another service that signs people in|/usr/lib/*/libcurl.so.4
pkg-config|finds libpq for the build|/usr/bin/pkg-config
python3-pip|fetches the HiGHS library once; not needed afterwards|/usr/bin/pip3
LIST
}

test_packages() {
  cat <<'LIST'
postgresql-15-pgtap|tests inside the database|/usr/share/postgresql/*/extension/pgtap.control
libtap-parser-sourcehandler-pgtap-perl|pg_prove runs them|/usr/bin/pg_prove
chromium|the browser in which the console is tried|/usr/bin/chromium
python3-venv|keeps the browser's driver apart from the system|/usr/share/doc/python3-venv/copyright
fonts-noto-cjk|Chinese in pictures of pages|/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
LIST
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 127; fi
}

# install_packages LIST-FUNCTION
install_packages() {
  local missing=() name why path
  while IFS='|' read -r name why path; do
    # shellcheck disable=SC2086 — the path may be a pattern
    if ! ls $path >/dev/null 2>&1; then
      missing+=("$name")
      say "  needs $name: $why"
    fi
  done < <("$1")
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    say "Install these as root, then run this again:"
    say "  apt-get install ${missing[*]}"
    exit 69
  fi
  say "Installing ${missing[*]} …"
  as_root env DEBIAN_FRONTEND=noninteractive sh -c "apt-get update -qq && apt-get install -y -qq --no-install-recommends ${missing[*]}" >/dev/null
}

# HiGHS, out of its PyPI wheel: any wheel of a version holds the same library, so one is pinned for each processor.
highs_version=1.15.1
install_highs() {
  local target=.yaosu/lib/libhighs.so.1 platform hash folder
  [ -s "$target" ] && return 0
  case $(uname -m) in
    x86_64) platform=manylinux_2_28_x86_64 hash=a24329c328942b37a6a318ecf163d07dd387974f071b98b4498725eaea80f06f ;;
    aarch64) platform=manylinux_2_28_aarch64 hash=070c1ce9238b9e8b4c273253647ab0dbafc1839c195a52c7ef1eeb7ef6976f05 ;;
    *) say "No HiGHS library is pinned for $(uname -m); set YAOSU_HIGHS to the path of libhighs.so.1"; return 0 ;;
  esac
  say "Fetching HiGHS $highs_version (the solver of linear and integer programs) …"
  folder=$(mktemp -d)
  printf 'highspy==%s --hash=sha256:%s\n' "$highs_version" "$hash" >"$folder/requirements.txt"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --require-hashes --python-version 3.11 \
    --implementation cp --platform "$platform" -d "$folder" -r "$folder/requirements.txt"
  mkdir -p .yaosu/lib
  python3 -c 'import sys, zipfile; open(sys.argv[2], "wb").write(zipfile.ZipFile(sys.argv[1]).read("highspy/libhighs.so.1"))' \
    "$folder"/*.whl "$target.part"
  mv "$target.part" "$target"
  rm -r "$folder"
}

# What drives the browser and asks the API at random, in a folder of its own; the browser itself is the distribution's.
browser_packages="playwright==1.65.2 axe-playwright-python==0.1.8 pytest==9.2.0 schemathesis==4.32.5"
install_browser() {
  local stamp=.yaosu/browser/installed
  [ "$(cat $stamp 2>/dev/null)" = "$browser_packages" ] && return 0
  say "Installing what drives the browser (once) …"
  mkdir -p .yaosu
  python3 -m venv .yaosu/browser
  # shellcheck disable=SC2086 — a list of words
  .yaosu/browser/bin/python -m pip install --quiet --disable-pip-version-check $browser_packages
  echo "$browser_packages" >$stamp
}

need_swift() {
  command -v swift >/dev/null && return 0
  say "The Swift toolchain (6.1 or later) is not on PATH; install it first."
  exit 69
}
