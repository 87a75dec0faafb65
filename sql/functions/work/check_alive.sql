-- A case that is open has somebody who can act on it: a procedure that would strand it is refused here, whatever its file promised.
CREATE OR REPLACE FUNCTION work.check_alive(p_city text, p_number integer)
RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF EXISTS (SELECT FROM work.matter m WHERE (m.city, m.number) = (p_city, p_number) AND m.status <> 'closed')
    AND NOT EXISTS (SELECT FROM work.task t WHERE (t.city, t.number) = (p_city, p_number) AND t.state IN ('open', 'suspended')) THEN
    RAISE EXCEPTION '事项 % 将没有任何待办任务，程序有误', p_number USING ERRCODE = 'YS319',
      DETAIL = core.in_english(format('case %s would be left without a task: the procedure is wrong', p_number)),
      HINT = '用 yaosu procedure check 检查程序文件。';
  END IF;
END
$$;
COMMENT ON FUNCTION work.check_alive IS '未办结的事项必有待办（内部）';
