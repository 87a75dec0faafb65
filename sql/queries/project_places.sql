-- Where projects are.
SELECT code::text AS code, longitude::float8 AS longitude, latitude::float8 AS latitude FROM library.project
WHERE city = $1 AND longitude IS NOT NULL AND latitude IS NOT NULL
