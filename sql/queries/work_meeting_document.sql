-- A meeting with its agenda and minutes.
SELECT g.title, g.kind, g.held_on::text, g.place, p.name AS chair, array_to_string(g.attendees, '、') AS attendees, g.minutes, g.document, a.place::text AS item,
  a.title AS item_title, a.decision, u.name AS unit, a.due::text, a.follow_up::text
FROM work.meeting g JOIN office.person p ON (p.city, p.code) = (g.city, g.chair)
LEFT JOIN work.agenda a ON (a.city, a.meeting) = (g.city, g.meeting)
LEFT JOIN office.unit u ON (u.city, u.code) = (a.city, a.unit)
WHERE g.city = $1 AND g.meeting = $2 ORDER BY a.place
