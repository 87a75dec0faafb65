-- Rules of signing in, as they are.
SELECT profile, second_factor, idle_minutes::text AS idle_minutes, session_hours::text AS session_hours, sessions_each::text AS sessions_each, lock_after::text AS lock_after,
  lock_minutes::text AS lock_minutes, password_days::text AS password_days FROM access.rules($1)
