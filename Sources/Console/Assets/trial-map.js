// The answer on the map: counties by the share that is served, and who comes in, falls out or changes the year.
const mapTemplate = document.getElementById('map')

function map(result, { say, signed }) {
  const svg = mapTemplate && mapTemplate.content.querySelector('svg')
  if (!svg) return []
  const drawn = svg.cloneNode(true)
  const { west, north, scale, squeeze, margin, shades } = drawn.dataset
  const colours = shades.split(',')
  for (const county of result.counties) {
    const share = county.served / Math.max(county.asked, 1)
    const change = county.served - county.servedBefore
    const caption = `${county.served}/${county.asked}` + (change ? ` ${signed(change)}` : '')
    const step = Math.min(Math.floor(share * colours.length), colours.length - 1)
    for (const path of drawn.querySelectorAll(`path[data-region="${county.region}"]`)) {
      path.setAttribute('fill', colours[step])
      path.querySelector('title').textContent = `${say(county.name, county.nameEnglish)} ${caption}`
    }
    for (const text of drawn.querySelectorAll(`[data-caption="${county.region}"]`)) text.textContent = (text.dataset.name ? text.dataset.name + ' ' : '') + caption
    for (const text of drawn.querySelectorAll(`[data-label="${county.region}"]`)) text.setAttribute('fill', share > 0.55 ? '#fff' : '#1f2933')
  }
  const node = (name, attributes) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    return made
  }
  const kinds = [[result.moved, '#c98a12', say('改变年份', 'another year')], [result.lost, '#b5452c', say('退出', 'falls out')], [result.gained, '#3a7d52', say('进入', 'comes in')]]
  for (const [changes, colour, word] of kinds) {
    for (const change of changes) {
      if (change.longitude == null) continue
      const link = node('a', { href: '/library/' + encodeURIComponent(change.project), 'aria-label': `${change.name} ${word}` })
      const x = Number(margin) + (change.longitude - west) * squeeze * scale
      const y = Number(margin) + (north - change.latitude) * scale
      const mark = node('circle', { cx: x.toFixed(1), cy: y.toFixed(1), r: 4, fill: colour, stroke: '#fff', 'stroke-width': 1, 'data-mark': word })
      const title = node('title', {})
      title.textContent = `${change.name} ${word}`
      mark.append(title)
      link.append(mark)
      drawn.append(link)
    }
  }
  const figure = document.createElement('figure')
  figure.className = 'map'
  figure.append(drawn)
  const legend = document.createElement('figcaption')
  for (const [changes, , word] of kinds.toReversed()) {
    const item = document.createElement('span')
    item.className = { [kinds[2][2]]: 'light green', [kinds[1][2]]: 'light red', [kinds[0][2]]: 'light yellow' }[word]
    const dot = document.createElement('i')
    dot.setAttribute('aria-hidden', 'true')
    item.append(dot, `${word} ${changes.length}`)
    legend.append(item, ' ')
  }
  figure.append(legend)
  return [figure]
}
