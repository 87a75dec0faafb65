-- Row security is on where projects and pools of counties stand.
SELECT bool_and(relrowsecurity) FROM pg_class
WHERE oid IN ('library.project'::regclass, 'plan.candidate'::regclass, 'plan.pool'::regclass, 'plan.award_line'::regclass)
