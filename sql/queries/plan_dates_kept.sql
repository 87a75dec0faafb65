-- What became of the dates that adopted runs have given so far.
SELECT coalesce(sum(kept), 0)::bigint AS kept, coalesce(sum(missed), 0)::bigint AS missed FROM report.dates_kept WHERE city = $1;
