-- What policy as it is in this transaction makes of the books, the library and the work of some months.
SELECT kind, subject, name, region, value, detail FROM policy.rehearsal_facts($1, $2::date, $3::date, $4::jsonb)
