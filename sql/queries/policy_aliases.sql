-- Other names and old codes of regions.
SELECT alias, region FROM policy.region_alias WHERE city = $1 ORDER BY alias
