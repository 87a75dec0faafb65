-- The account of a kind and place, made at its first use.
CREATE OR REPLACE FUNCTION ledger.account_of(p_city text, p_kind text, p_region text, p_factor text, p_vintage integer, p_project text DEFAULT NULL)
RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  v_account bigint;
BEGIN
  -- Two questions, because no index answers IS NOT DISTINCT FROM: a large plan would look at all its projects' accounts for each of them.
  IF p_project IS NULL THEN
    SELECT account INTO v_account FROM ledger.account
      WHERE city = p_city AND kind = p_kind AND region = p_region AND factor = p_factor AND vintage = p_vintage AND project IS NULL;
  ELSE
    SELECT account INTO v_account FROM ledger.account
      WHERE city = p_city AND kind = p_kind AND region = p_region AND factor = p_factor AND vintage = p_vintage AND project = p_project;
  END IF;
  IF v_account IS NULL THEN
    INSERT INTO ledger.account (city, kind, region, factor, vintage, project)
      VALUES (p_city, p_kind, p_region, p_factor, p_vintage, p_project) RETURNING account INTO v_account;
  END IF;
  RETURN v_account;
END
$$;
COMMENT ON FUNCTION ledger.account_of IS '取得或建立账户（内部）';
