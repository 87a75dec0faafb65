-- Districts ranked for a project, with the reason.
SELECT place::text, region, name, points::text, reason FROM report.rank_districts($1, $2)
