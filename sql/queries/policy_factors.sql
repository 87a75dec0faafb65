-- Factors with their codes and units.
SELECT code, name, name_en, category, unit FROM policy.factor WHERE city = $1 ORDER BY sort
