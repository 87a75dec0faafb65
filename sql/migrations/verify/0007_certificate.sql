-- Prices are kept and guarded, and no bound lies above what they prove.
SELECT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'plan.price'::regclass AND tgname = 'keep')
  AND NOT EXISTS (SELECT FROM plan.tier WHERE bound > certified);
