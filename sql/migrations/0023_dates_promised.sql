-- Start and finish are promises too: one each, due on the day that the enterprise named.
ALTER TABLE work.promise DROP CONSTRAINT promise_item_check;
ALTER TABLE work.promise ADD CONSTRAINT promise_item_check CHECK (item IN ('investment', 'output', 'tax', 'jobs', 'energy', 'start_work', 'completion'));
