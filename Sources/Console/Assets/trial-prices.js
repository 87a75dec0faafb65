// Points by tier, and what each change costs or brings by itself: the plan without it is made anew for each.
function tierTable(result, { say, signed, table, element }) {
  if (result.tiers.every((tier) => tier.points === tier.pointsBefore)) return []
  const rows = result.tiers.map((tier) => [say(tier.name, tier.nameEnglish), String(tier.pointsBefore), String(tier.points), signed(tier.points - tier.pointsBefore)])
  return [element('h2', say('各级得分', 'Points by tier')), table([say('级别', 'tier'), say('原', 'before'), say('现', 'now'), say('变化', 'change')], rows)]
}

// `describe`: a change in words, and the article that it touches.
function priceTable(result, describe, { say, signed, table, element }) {
  const heading = element('h2', say('每项变化值多少分', 'What each change is worth, in points'))
  if (!result.prices.length) return []
  const tiers = result.tiers.map((tier) => say(tier.name, tier.nameEnglish))
  const rows = result.prices.map((price) => {
    const { text, rule } = describe(price.change)
    const points = price.isNeeded ? price.points.map(() => '—') : price.points.map((value) => (value ? signed(value) : '0'))
    return [text, ...points, price.isNeeded ? say('缺它无解', 'nothing without it') : price.served ? signed(price.served) : '0', rule || say('无条款限制', 'no article')]
  })
  const note = element('p', say('每项单独去掉后重新求解的差；各级得分按方案原来的级别和权重计。', 'Each taken away by itself and planned anew; points are those of the plan, at its own tiers and weights.'), 'note')
  const made = table([say('变化', 'change'), ...tiers, say('项目', 'projects'), say('条款', 'article')], rows)
  made.id = 'prices'
  return [heading, made, note]
}
