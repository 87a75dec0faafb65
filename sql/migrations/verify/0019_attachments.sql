SELECT to_regclass('office.attachment') IS NOT NULL
