-- One run whole: scenario, snapshot, plan, and whether adoption would find that something moved.
SELECT r.scenario_content::text AS scenario_content, s.content::text AS snapshot, r.content::text AS content, r.created_by,
  to_char(r.created_at, 'YYYY-MM-DD HH24:MI') AS created_at, to_char(r.adopted_at, 'YYYY-MM-DD HH24:MI') AS adopted_at, r.adopted_by,
  to_char(r.published_at, 'YYYY-MM-DD HH24:MI') AS published_at,
  r.adopted_at IS NULL AND EXISTS (SELECT FROM plan.moved_since(r.city, r.run)) AS is_stale
FROM plan.run r
JOIN plan.snapshot s ON (s.city, s.hash) = (r.city, r.snapshot_hash)
WHERE r.city = $1 AND r.run = $2
