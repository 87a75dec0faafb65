-- Carries out what was agreed and whose window is over.
SELECT office.carry_out_due($1) AS done
