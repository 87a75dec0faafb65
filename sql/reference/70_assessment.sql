-- Indicators of the yearly assessment and sets of traffic-light rules. Weights and full marks are assumptions until the city's assessment rules say them;
-- the lights are published rules of the named cities.
INSERT INTO policy.indicator (city, code, subject, title, title_en, weight, measure, floor, full_at, article, source, sort) VALUES
  ('371500', 'county_reserve', 'county', '谋划储备', 'projects reserved', 2000, 'reserve', 0, 8000, '第二十七条', '默认（考核办法待定）', 1),
  ('371500', 'county_officer', 'county', '服务专员落实', 'service officers named', 1000, 'officer', 0, 10000, '第二十七条', '默认（考核办法待定）', 2),
  ('371500', 'county_investment', 'county', '投资完成（对序时进度）', 'investment against schedule', 3000, 'investment', 5000, 10000, '第二十七条', '默认（考核办法待定）', 3),
  ('371500', 'county_production', 'county', '投产达效', 'production and targets', 1500, 'production', 0, 5000, '第二十七条', '默认（考核办法待定）', 4),
  ('371500', 'county_on_time', 'county', '按时办理', 'tasks on time', 1500, 'on_time', 5000, 10000, '第二十五条', '默认（考核办法待定）', 5),
  ('371500', 'county_points', 'county', '加减分', 'bonus and deductions', 1000, 'points', -50000, 50000, '联席会议制度第七条', '默认（考核办法待定）', 6),
  ('371500', 'department_on_time', 'department', '按时反馈与审批', 'answers on time', 4000, 'on_time', 5000, 10000, '第二十六条', '默认（考核办法待定）', 1),
  ('371500', 'department_problems', 'department', '解决问题的质量', 'problems settled', 2500, 'problems', 0, 9000, '第二十四条', '默认（考核办法待定）', 2),
  ('371500', 'department_satisfaction', 'department', '项目单位满意度', 'satisfaction of owners', 2500, 'satisfaction', 6000, 9500, '第二十六条', '默认（考核办法待定）', 3),
  ('371500', 'department_points', 'department', '加减分', 'bonus and deductions', 1000, 'points', -50000, 50000, '联席会议制度第七条', '默认（考核办法待定）', 4)
ON CONFLICT (city, code) DO UPDATE SET subject = excluded.subject, title = excluded.title, title_en = excluded.title_en, weight = excluded.weight,
  measure = excluded.measure, floor = excluded.floor, full_at = excluded.full_at, article = excluded.article, source = excluded.source, sort = excluded.sort;

DELETE FROM policy.light WHERE city = '371500';
INSERT INTO policy.light (city, rules, place, colour, measure, at_least, below, text, source) VALUES
  ('371500', 'yinchuan', 1, 'red', 'start_delay', 3, NULL, '连续三个月应开工未开工', '银川 2025（m.qlbk.net/news/3Ww4l7bw75.html）'),
  ('371500', 'yinchuan', 2, 'red', 'lag', 30, NULL, '低于序时进度 30 个百分点以上', '银川 2025（m.qlbk.net/news/3Ww4l7bw75.html）'),
  ('371500', 'yinchuan', 3, 'yellow', 'lag', 10, NULL, '低于序时进度 10 至 30 个百分点', '银川 2025（m.qlbk.net/news/3Ww4l7bw75.html）'),
  ('371500', 'yinchuan', 4, 'yellow', 'start_delay', 0, NULL, '应开工未开工', '银川 2025（m.qlbk.net/news/3Ww4l7bw75.html）'),
  ('371500', 'yinchuan', 5, 'red', 'stale', 365, NULL, '一年无进展', '默认；闲置土地处置办法的一年'),
  ('371500', 'yinchuan', 9, 'green', 'always', NULL, NULL, '正常', '默认；银川未说明低于 10 个百分点以内，按正常'),
  ('371500', 'wuhan', 1, 'red', 'done_share', NULL, 60, '低于序时进度的 60%', '武汉市重大项目管理办法（gxhyy.yfsoft.com.cn/25400.html）'),
  ('371500', 'wuhan', 2, 'yellow', 'done_share', NULL, 80, '低于序时进度的 80%', '武汉市重大项目管理办法（gxhyy.yfsoft.com.cn/25400.html）'),
  ('371500', 'wuhan', 9, 'green', 'always', NULL, NULL, '正常', '默认'),
  ('371500', 'sanya', 1, 'red', 'done_share', NULL, 50, '低于计划 50% 以上', '三亚督办机制 2022（news.hndaily.cn/html/2022-05/13/content_58470_14809063.htm）'),
  ('371500', 'sanya', 2, 'yellow', 'done_share', NULL, 100, '低于计划 50% 以内', '三亚督办机制 2022（news.hndaily.cn/html/2022-05/13/content_58470_14809063.htm）'),
  ('371500', 'sanya', 9, 'green', 'always', NULL, NULL, '达到计划', '三亚督办机制 2022');
