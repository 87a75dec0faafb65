-- A file that was sent in.
SELECT name, encode(bytes, 'base64') AS bytes FROM jobs.file WHERE city = $1 AND file = $2
