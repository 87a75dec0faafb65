SELECT pg_get_constraintdef(oid) LIKE '%completion%' FROM pg_constraint WHERE conrelid = 'work.promise'::regclass AND conname = 'promise_item_check'
