-- Words of reports in both languages.
SELECT field, word, zh, en FROM report.glossary WHERE city = $1
