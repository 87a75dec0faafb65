-- One run whole: scenario, snapshot, plan, and whether adoption would find that something moved.
SELECT scenario_content, snapshot, content, created_by, created_at, adopted_at, adopted_by, published_at, is_stale FROM plan.read_run($1, $2)
