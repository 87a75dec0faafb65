-- People, posts and absences are the offices' own: an enterprise that reads here sees its own people and those who serve its projects.
-- The bodies are in sql/functions/office.
CREATE FUNCTION office.my_cities() RETURNS SETOF text LANGUAGE sql STABLE AS 'SELECT NULL::text WHERE false';
CREATE FUNCTION office.my_people() RETURNS TABLE (city text, person text) LANGUAGE sql STABLE AS 'SELECT NULL::text, NULL::text WHERE false';
REVOKE EXECUTE ON FUNCTION office.my_cities, office.my_people FROM PUBLIC;
GRANT EXECUTE ON FUNCTION office.my_cities, office.my_people TO yaosu_app, yaosu_report, yaosu_officer, yaosu_service;
ALTER TABLE office.person ENABLE ROW LEVEL SECURITY;
ALTER TABLE office.post ENABLE ROW LEVEL SECURITY;
ALTER TABLE office.absence ENABLE ROW LEVEL SECURITY;
CREATE POLICY offices ON office.person FOR SELECT USING (current_user <> 'yaosu_officer' OR city::text IN (SELECT office.my_cities())
  OR (city::text, code::text) IN (SELECT m.city, m.person FROM office.my_people() m));
CREATE POLICY offices ON office.post FOR SELECT USING (current_user <> 'yaosu_officer' OR city::text IN (SELECT office.my_cities())
  OR (city::text, person::text) IN (SELECT m.city, m.person FROM office.my_people() m));
CREATE POLICY offices ON office.absence FOR SELECT USING (current_user <> 'yaosu_officer' OR city::text IN (SELECT office.my_cities())
  OR (city::text, person::text) IN (SELECT m.city, m.person FROM office.my_people() m));

-- A project that leaves takes its open cases with it. The body is in sql/functions/work.
CREATE FUNCTION work.project_left() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
REVOKE EXECUTE ON FUNCTION work.project_left FROM PUBLIC;
CREATE TRIGGER project_left AFTER UPDATE OF stage ON library.project FOR EACH ROW
  WHEN (NEW.stage = 'out' AND OLD.stage <> 'out') EXECUTE FUNCTION work.project_left();
