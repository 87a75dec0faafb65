-- Personal fields of a project, with the reason in the record.
SELECT field, value FROM access.unmask($1::jsonb, $2)
