-- The first line of the security record that was changed.
SELECT event, fault FROM access.verify($1)
