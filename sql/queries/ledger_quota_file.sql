-- Of one batch of a quota file: whether it was booked by the command line ($2) or by a proposal ($3), and how many proposals of it were turned down.
SELECT EXISTS (SELECT FROM ledger.batch b WHERE b.city = $1 AND b.key = $2) AS is_posted,
  EXISTS (SELECT FROM ledger.batch b WHERE b.city = $1 AND starts_with(b.key, 'proposal:' || $3 || '#')) AS is_agreed,
  (SELECT count(*) FROM office.proposal o WHERE o.city = $1 AND starts_with(o.key, $3 || '#') AND o.state IN ('refused', 'withdrawn'))::integer AS turned_down
