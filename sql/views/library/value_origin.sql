-- Where each present value of a project was read: file, sheet, cell, who, when.
CREATE VIEW library.value_origin AS
SELECT DISTINCT ON (s.city, s.project, m.field) s.city, s.project, m.field, i.file_name, s.sheet, s.row_number, m.column_number, m.header,
  i.actor, i.imported_at, i.import
FROM library.value_source s
JOIN library.import i USING (city, import)
CROSS JOIN LATERAL (
  SELECT c->>'field' AS field, (c->>'column')::integer AS column_number, c->>'header' AS header
  FROM jsonb_array_elements(i.mapping) t, jsonb_array_elements(t->'columns') c
  WHERE t->>'sheet' = s.sheet) m
WHERE s.fields IS NULL OR m.field = ANY (s.fields)
ORDER BY s.city, s.project, m.field, s.import DESC;
COMMENT ON VIEW library.value_origin IS '项目各字段现值的来源：文件、工作表、单元格、经办人、时间';
GRANT SELECT ON library.value_origin TO yaosu_app;
