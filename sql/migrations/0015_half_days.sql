-- A day on which offices work until noon (半天班): it counts as half a working day of a term.
ALTER TABLE policy.special_day ADD COLUMN is_half boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT half_of_a_worked_day CHECK (is_working OR NOT is_half);
COMMENT ON COLUMN policy.special_day.is_half IS '只上半天班，期限按半个工作日计';
