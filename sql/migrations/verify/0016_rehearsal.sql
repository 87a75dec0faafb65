SELECT to_regclass('policy.rehearsal') IS NOT NULL
