-- Meetings, the last first.
SELECT g.meeting::text, g.kind, g.title, g.held_on::text, p.name AS chair, g.state, count(a.place)::text AS items, count(a.follow_up)::text AS tasks
FROM work.meeting g JOIN office.person p ON (p.city, p.code) = (g.city, g.chair)
LEFT JOIN work.agenda a ON (a.city, a.meeting) = (g.city, g.meeting)
WHERE g.city = $1 GROUP BY g.city, g.meeting, p.name ORDER BY g.meeting DESC
