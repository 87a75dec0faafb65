-- The facts of a project for documents.
SELECT work.project_facts($1, $2, core.today())::text AS facts
