-- Verifications that one audit administrator asked for are seen by the others.
CREATE POLICY verifications ON jobs.job FOR SELECT TO yaosu_officer USING (kind = 'verification' AND EXISTS (SELECT FROM office.post p
  WHERE p.city = job.city AND p.person = current_setting('yaosu.person', true) AND p.role = 'audit_admin'));

-- Whose sign-in needs a second factor.
ALTER TABLE access.rule ADD second_factor text NOT NULL DEFAULT 'own choice' CHECK (second_factor IN ('own choice', 'administrators', 'everybody'));
-- Another shape: whether a session must first get a second factor; a factor is replaced with a code of the old one.
DROP FUNCTION IF EXISTS access.resume(text, bytea);
DROP FUNCTION IF EXISTS access.offer_totp(jsonb);
DROP FUNCTION IF EXISTS plan.read_run(text, integer);
