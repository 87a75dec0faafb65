SELECT to_regclass('plan.certificate') IS NOT NULL
