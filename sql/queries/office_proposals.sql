-- Proposals that the person may see; those that wait first, then the newest.
SELECT p.proposal::text AS proposal, p.kind, p.title, r.name AS region, p.state, a.name AS proposed_by, p.proposed_by::text AS proposer,
  to_char(p.proposed_at, 'YYYY-MM-DD HH24:MI') AS proposed_at, d.name AS decided_by, to_char(p.takes_effect_at, 'YYYY-MM-DD HH24:MI') AS takes_effect_at, p.reason,
  p.content::text AS content
FROM office.proposal p
JOIN policy.region r ON (r.city, r.code) = (p.city, p.region)
JOIN office.person a ON (a.city, a.code) = (p.city, p.proposed_by)
LEFT JOIN office.person d ON (d.city, d.code) = (p.city, p.decided_by)
WHERE p.city = $1 AND ($2::text IS NULL OR p.state = $2)
ORDER BY p.state <> 'open', p.state <> 'agreed', p.proposal DESC LIMIT $3
