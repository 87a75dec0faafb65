-- The facts of a project for documents.
SELECT work.seen_project_facts($1, $2)::text AS facts
