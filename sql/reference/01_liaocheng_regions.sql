-- Liaocheng: city, 8 counties, 3 zones. Codes and names: public division codes; seats: coordinates of the county seats; zones have
-- no administrative code (KFQ, GXQ, DJQ are ours) and a schematic point near the seat of 东昌府.
INSERT INTO policy.city VALUES ('371500', '聊城市', 'Liaocheng')
ON CONFLICT (city) DO UPDATE SET name = excluded.name, name_en = excluded.name_en;

INSERT INTO policy.region (city, code, parent, kind, name, name_en, sort, longitude, latitude, source) VALUES
  ('371500', '371500', NULL, 'city', '聊城市', 'Liaocheng', 0, 115.980367, 36.456013, '行政区划代码'),
  ('371500', '371502', '371500', 'county', '东昌府区', 'Dongchangfu', 1, 115.980023, 36.45606, '行政区划代码'),
  ('371500', '371503', '371500', 'county', '茌平区', 'Chiping', 2, 116.25335, 36.591934, '行政区划代码'),
  ('371500', '371581', '371500', 'county', '临清市', 'Linqing', 3, 115.713462, 36.842598, '行政区划代码'),
  ('371500', '371521', '371500', 'county', '阳谷县', 'Yanggu', 4, 115.784287, 36.113708, '行政区划代码'),
  ('371500', '371522', '371500', 'county', '莘县', 'Shenxian', 5, 115.667291, 36.237597, '行政区划代码'),
  ('371500', '371524', '371500', 'county', '东阿县', 'Dong''e', 6, 116.248855, 36.336004, '行政区划代码'),
  ('371500', '371525', '371500', 'county', '冠县', 'Guanxian', 7, 115.444808, 36.483753, '行政区划代码'),
  ('371500', '371526', '371500', 'county', '高唐县', 'Gaotang', 8, 116.229662, 36.859755, '行政区划代码'),
  ('371500', 'KFQ', '371500', 'zone', '聊城经济技术开发区', 'Economic Development Zone', 9, 116.05, 36.47, '市属开发区；位置为示意'),
  ('371500', 'GXQ', '371500', 'zone', '聊城高新技术产业开发区', 'High-tech Zone', 10, 116.04, 36.39, '市属开发区；位置为示意'),
  ('371500', 'DJQ', '371500', 'zone', '聊城江北水城旅游度假区', 'Water City Resort Zone', 11, 115.93, 36.38, '市属开发区；位置为示意')
ON CONFLICT (city, code) DO UPDATE SET parent = excluded.parent, kind = excluded.kind, name = excluded.name, name_en = excluded.name_en,
  sort = excluded.sort, longitude = excluded.longitude, latitude = excluded.latitude, source = excluded.source;

INSERT INTO policy.region_alias (city, alias, region, note) VALUES
  ('371500', '371523', '371503', '茌平县的旧代码，改区前使用'), ('371500', '茌平县', '371503', '改区前名称'), ('371500', '茌平', '371503', '简称'),
  ('371500', '东昌府', '371502', '简称'), ('371500', '东昌', '371502', '简称'), ('371500', '临清', '371581', '简称'),
  ('371500', '临清县', '371581', '旧称'), ('371500', '阳谷', '371521', '简称'), ('371500', '莘', '371522', '简称'),
  ('371500', '东阿', '371524', '简称'), ('371500', '冠', '371525', '简称'), ('371500', '高唐', '371526', '简称'),
  ('371500', '经开区', 'KFQ', '简称'), ('371500', '开发区', 'KFQ', '简称'), ('371500', '经济技术开发区', 'KFQ', '简称'),
  ('371500', '聊城经济开发区', 'KFQ', '别称'), ('371500', '高新区', 'GXQ', '简称'), ('371500', '高新技术产业开发区', 'GXQ', '简称'),
  ('371500', '聊城高新区', 'GXQ', '简称'), ('371500', '度假区', 'DJQ', '简称'), ('371500', '江北水城旅游度假区', 'DJQ', '简称'),
  ('371500', '旅游度假区', 'DJQ', '简称'), ('371500', '聊城', '371500', '简称'), ('371500', '市本级', '371500', '市级'), ('371500', '市级', '371500', '市级')
ON CONFLICT (city, alias) DO UPDATE SET region = excluded.region, note = excluded.note;
