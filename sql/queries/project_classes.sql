-- The classes of L2 a project is or is not in, and why.
SELECT c.class::text AS class, k.name, c.is_member::text AS is_member, c.reason
FROM library.classification c
JOIN policy.project_class k ON (k.city, k.class) = (c.city, c.class)
WHERE c.city = $1 AND c.project = $2
ORDER BY c.class
