SELECT EXISTS (SELECT FROM information_schema.columns WHERE (table_schema, table_name, column_name) = ('access', 'session', 'issuer'))
