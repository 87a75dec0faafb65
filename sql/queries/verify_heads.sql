-- Where the chain of the ledger and that of the security record end, or which seals their lines of these numbers have.
SELECT 'ledger' AS part, b.batch::bigint AS number, b.seal FROM ledger.batch b
WHERE b.city = $1 AND b.batch = coalesce($2, (SELECT max(l.batch) FROM ledger.batch l WHERE l.city = $1))
UNION ALL
SELECT 'record', e.event, e.seal FROM access.event e
WHERE e.city = $1 AND e.event = coalesce($3, (SELECT max(l.event) FROM access.event l WHERE l.city = $1))
