-- What the projects themselves have reported, or what was verified; estimates are made anew.
SELECT project, factor, year::integer AS year, phase, quantity
FROM library.demand
WHERE city = $1 AND standing <> 'estimated'
ORDER BY project, factor, year, phase
