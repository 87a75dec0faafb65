SELECT to_regclass('policy.parameter') IS NOT NULL AND to_regclass('policy.region') IS NOT NULL
