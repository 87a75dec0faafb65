-- The draw for the satisfaction survey.
SELECT place::text, project, name, region, owner, left(ticket, 12) AS ticket FROM work.survey($1, $2, $3)
