-- Regions of a city in their order, each with the region that it lies in.
SELECT code, name, name_en, kind, parent, longitude, latitude
FROM policy.region
WHERE city = $1
ORDER BY sort, code
