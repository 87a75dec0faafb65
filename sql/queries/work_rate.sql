-- Records a rating.
SELECT work.rate($1::jsonb, $2, $3, $4, $5::numeric, $6)
