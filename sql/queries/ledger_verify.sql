-- Every check of the ledger: chain of seals, sums, balances, lots.
SELECT check_name, ok, detail FROM ledger.verify($1)
