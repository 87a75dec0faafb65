-- What differs between two versions.
SELECT key, coalesce(factor, '') AS factor, coalesce(industry, '') AS industry, coalesce(region, '') AS region,
  coalesce(before, '') AS before, coalesce(after, '') AS after
FROM policy.diff($1, $2, $3)
