-- One run: whether adoption would find that something moved, and where it is asked whole, scenario, snapshot and plan.
SELECT scenario_content, snapshot, content, created_by, created_at, adopted_at, adopted_by, published_at, is_stale FROM plan.read_run($1, $2, $3)
