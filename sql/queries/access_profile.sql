-- What is asked of passwords.
SELECT profile FROM access.rules($1)
