-- Indicators of the assessment.
SELECT code FROM policy.indicator WHERE city = $1 ORDER BY subject, sort
