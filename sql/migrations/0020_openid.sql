-- Sessions that begin at another service's sign-in (OpenID Connect): its address. Such a session asks for no password of ours, also not for a new one.
ALTER TABLE access.session ADD COLUMN issuer text CHECK (length(issuer) BETWEEN 1 AND 300);
COMMENT ON COLUMN access.session.issuer IS '统一认证的签发者；空为本系统口令登录';
