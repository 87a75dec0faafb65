-- Factors with their codes and units.
SELECT code, name, name_en, category, unit, unit_en FROM policy.factor WHERE city = $1 ORDER BY sort
