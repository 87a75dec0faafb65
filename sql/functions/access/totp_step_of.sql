-- The time step (RFC 6238: 30 seconds, SHA-1, six digits) that a code belongs to, now or one before or after; null where it is none of them.
CREATE OR REPLACE FUNCTION access.totp_step_of(p_secret bytea, p_code text)
RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.step FROM generate_series(floor(extract(epoch FROM clock_timestamp()) / 30)::bigint - 1, floor(extract(epoch FROM clock_timestamp()) / 30)::bigint + 1) s(step)
  CROSS JOIN LATERAL (SELECT hmac(int8send(s.step), p_secret, 'sha1') AS mac) m
  CROSS JOIN LATERAL (SELECT get_byte(m.mac, 19) & 15 AS place) o
  WHERE lpad((((get_byte(m.mac, o.place) & 127)::bigint * 16777216 + get_byte(m.mac, o.place + 1) * 65536 + get_byte(m.mac, o.place + 2) * 256
    + get_byte(m.mac, o.place + 3)) % 1000000)::text, 6, '0') = p_code
  ORDER BY s.step DESC LIMIT 1
$$;
COMMENT ON FUNCTION access.totp_step_of IS '动态口令所属的时间步（内部）';
