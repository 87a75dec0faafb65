-- Papers of the proposals that the person may see.
SELECT attachment::text AS attachment, proposal::text AS proposal, name, pg_size_pretty(octet_length(bytes)::bigint) AS size, left(hash, 16) AS hash
FROM office.attachment WHERE city = $1 ORDER BY attachment DESC LIMIT $2
