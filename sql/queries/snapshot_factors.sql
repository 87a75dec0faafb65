-- Factors of a city in their order.
SELECT code, category, name, name_en, unit, unit_en
FROM policy.factor
WHERE city = $1
ORDER BY sort, code
