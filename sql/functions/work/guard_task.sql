-- Trigger: a task belongs to a step of its case's own procedure, and what is done or void stays so.
CREATE OR REPLACE FUNCTION work.guard_task() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM work.matter m WHERE (m.city, m.number, m.procedure, m.version) = (NEW.city, NEW.number, NEW.procedure, NEW.version)
        AND m.status <> 'closed') THEN
      RAISE EXCEPTION '任务不属于事项 % 的程序', NEW.number USING ERRCODE = 'YS309',
        DETAIL = core.in_english(format('the task isn''t of the procedure of case %s', NEW.number));
    END IF;
  ELSIF OLD.state IN ('done', 'void') OR (NEW.city, NEW.task, NEW.number, NEW.procedure, NEW.version, NEW.step, NEW.round, NEW.unit, NEW.role, NEW.opened_on)
      IS DISTINCT FROM (OLD.city, OLD.task, OLD.number, OLD.procedure, OLD.version, OLD.step, OLD.round, OLD.unit, OLD.role, OLD.opened_on) THEN
    RAISE EXCEPTION '任务 % 已办理，不可修改', OLD.task USING ERRCODE = 'YS300',
      DETAIL = core.in_english(format('task %s is done and can''t be changed', OLD.task)),
      HINT = '意见一经提交只读；可撤回的用 yaosu case verb 任务 withdraw。';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION work.guard_task IS '触发器：办过的任务不改';
