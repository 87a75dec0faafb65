-- Scores of a year with other weights.
SELECT a.subject, a.unit, a.unit_name, a.indicator, a.title, a.weight::text, a.value::text, a.share::text, a.points::text, a.numerator::text, a.denominator::text, a.facts
FROM report.assess($1, $2, $3::jsonb) a ORDER BY a.subject, a.unit, a.sort
