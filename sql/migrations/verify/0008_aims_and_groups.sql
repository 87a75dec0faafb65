SELECT to_regclass('plan.aim') IS NOT NULL
  AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'plan.tier'::regclass AND attname = 'given' AND NOT attisdropped)
  AND pg_get_constraintdef((SELECT oid FROM pg_constraint WHERE conrelid = 'plan.unmet'::regclass AND conname = 'unmet_cause_check'))
    LIKE '%heldByGroup%';
