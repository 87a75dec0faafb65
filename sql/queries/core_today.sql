-- The business day of this session.
SELECT core.today()::text AS day
