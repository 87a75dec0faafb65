SELECT to_regclass('library.enterprise_grade') IS NOT NULL
