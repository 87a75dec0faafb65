"""Pages of lists: whole, bounded, and the same list while rows come and go between two of them."""

import csv
import io
import pathlib
from urllib.parse import quote

import pytest

from test_api import OF_ALL, raw
from test_attacks import api, token, tokens  # noqa: F401 (fixtures)
from test_work import HEAD

LISTS = [*OF_ALL, "/projects", "/projects?order=investment", "/projects?order=light", "/projects?order=start", "/projects?order=name", "/jobs", "/reports", "/runs/1/awards", "/runs/1/refusals", "/runs/1/pools"]


def key_of(row):
    return tuple(sorted((name, value) for name, value in row.items() if name != "total"))


def pages(city, key, path, limit, between=lambda number: None):
    mark = "&" if "?" in path else "?"
    rows, cursor, number = [], "", 0
    while cursor is not None:
        status, body, _ = api(city, key, f"{path}{mark}limit={limit}{cursor and '&cursor=' + cursor}")
        assert status == 200, body
        assert len(body["items"]) <= limit
        rows, cursor, number = rows + body["items"], body["next"], number + 1
        between(number)
    return rows


@pytest.mark.parametrize("path", LISTS)
def test_pages_are_the_list(city, token, path):  # noqa: F811
    key = token("hq-1")
    whole = api(city, key, f"{path}{'&' if '?' in path else '?'}limit=1000")[1]["items"][:60]
    small = []
    mark, cursor = "&" if "?" in path else "?", ""
    while cursor is not None and len(small) < 60:
        _, body, _ = api(city, key, f"{path}{mark}limit=7{cursor and '&cursor=' + cursor}")
        small, cursor = small + body["items"], body["next"]
    assert [key_of(row) for row in small[:60]] == [key_of(row) for row in whole]


def test_every_report_pages_through(city, token):  # noqa: F811
    """No row twice, none lost, also where rows are alike: the same rows as the file."""
    key = token("hq-1")
    for report in api(city, key, "/reports?limit=1000")[1]["items"]:
        path = f"/reports/{report['name']}"
        rows = list(csv.DictReader(io.StringIO(raw(city, key, path, "text/csv")[2].decode("utf-8-sig"))))
        if not 0 < len(rows) <= 1_500:
            continue
        told = pages(city, key, path, max(2, len(rows) // 4))
        # A file marks what a spreadsheet would run; numbers of rows are enough beside the codes.
        assert len(told) == len(rows), report["name"]
        assert len({key_of(row) for row in told}) == len({key_of(row) for row in pages(city, key, path, 1000)}), report["name"]


def enter(city, code, investment):
    path = pathlib.Path(city.folder.name) / f"{code}.csv"
    path.write_text(HEAD + f"{code},插入的项目 {code},莘县,{investment},1\n")
    city.yaosu("import", "projects", str(path), "--date", "2026-07-02")


def test_a_project_that_comes_between_two_pages(city, token):  # noqa: F811
    """Pages were offsets: who came in front pushed one row onto the next page again."""
    key = token("hq-1")
    before = {row["code"] for row in pages(city, key, "/projects?order=investment", 1000)}
    told = [row["code"] for row in pages(
        city, key, "/projects?order=investment", 50, lambda number: enter(city, f"PAGE-{number}", 9_000 - number) if number <= 3 else None)]
    assert len(told) == len(set(told)), "none twice"
    assert before <= set(told), "none lost"
    assert not {"PAGE-1", "PAGE-2"} & set(told), "they stand in front of the pages that follow"
    again = [row["code"] for row in pages(city, key, "/projects?order=investment", 50)]
    assert {"PAGE-1", "PAGE-2", "PAGE-3"} <= set(again)


def test_a_row_of_a_report_that_comes_between_two_pages(city, token):  # noqa: F811
    key = token("hq-1")
    lists = ["/reports/traffic_light", "/reports/project_life"]
    path = next(path for path in lists if api(city, key, path + "?limit=1")[0] == 200)
    names = lambda rows: [key_of(row) for row in rows]
    before = names(pages(city, key, path, 1000))
    told = names(pages(city, key, path, 40, lambda number: enter(city, f"LINE-{number}", 1) if number <= 2 else None))
    assert len(told) == len(set(told)) and set(before) <= set(told)


def test_what_comes_and_goes_in_a_list_that_is_read_whole(city, token):  # noqa: F811
    """Newest first: each new job stands in front of all pages; one that goes leaves its place to nobody."""
    key = token("hq-1")
    ask = ("INSERT INTO jobs.job (city, kind, key, title, payload, person, state, ended_at) SELECT '371500', 'scenario', 'page ' || n || ' {}', 'page', '{{}}', 'hq-1', "
           "'cancelled', now() FROM generate_series(1, {}) n")
    city.sql(ask.format("first", 30))
    before = [row["job"] for row in pages(city, key, "/jobs", 1000)]

    def between(number):
        city.sql(ask.format(f"more {number}", 3))
        if number == 2:
            # The very row after which the next page would begin, and one that was not told yet.
            city.sql(f"DELETE FROM jobs.job WHERE job IN ({before[9]}, {before[14]})")

    told = [row["job"] for row in pages(city, key, "/jobs", 5, between)]
    assert len(told) == len(set(told))
    assert [job for job in before if job != before[14]] == told
    city.sql("DELETE FROM jobs.job WHERE title = 'page'")
    status, body, _ = api(city, key, "/jobs?limit=5")
    assert status == 200


def test_a_forged_cursor_is_refused(city, token):  # noqa: F811
    key = token("hq-1")
    good = {path: api(city, key, f"{path}{'&' if '?' in path else '?'}limit=2")[1]["next"] for path in ["/projects", "/projects?stage=reserved", "/reports/pool_balance", "/regions", "/runs/1/awards"]}
    assert all(good.values())
    made_up = ["0", "50", "x.y", good["/regions"][:-1] + ("0" if good["/regions"][-1] != "0" else "1"), "A" + good["/regions"], "eyJ9.0", "'; DROP", "a" * 20_000 + ".0"]
    for path in good:
        mark = "&" if "?" in path else "?"
        assert api(city, key, f"{path}{mark}limit=2&cursor={good[path]}")[0] == 200
        for cursor in made_up + [other for name, other in good.items() if name != path]:
            status, body, _ = api(city, key, f"{path}{mark}limit=2&cursor={quote(cursor)}")
            assert status == 422 and [fault["field"] for fault in body["errors"]] == ["cursor"], (path, cursor[:40], body)
    # All that was before the page has gone: told, not guessed.
    city.sql("INSERT INTO jobs.job (city, kind, key, title, payload, person, state, ended_at) SELECT '371500', 'scenario', 'gone ' || n, 'gone', '{}', 'hq-1', 'cancelled', now() "
             "FROM generate_series(-1, 3) n")
    cursor = api(city, key, "/jobs?limit=3")[1]["next"]
    city.sql("DELETE FROM jobs.job WHERE title = 'gone' AND key NOT IN ('gone -1', 'gone 0')")
    status, body, _ = api(city, key, f"/jobs?limit=3&cursor={cursor}", Accept_Language="en")
    assert status == 422 and "have gone" in body["detail"], body
    city.sql("DELETE FROM jobs.job WHERE title = 'gone'")
