// One county's pools, aims, least projects, groups and years: what a wish says of them, and in which words a change of them is told.
function rules({ say, element, names, regionName, ask }) {
  const counties = document.getElementById('counties')
  const pools = counties ? JSON.parse(counties.dataset.pools) : {}
  const units = counties ? JSON.parse(counties.dataset.units) : {}
  const supply = [] // { factor, region, change }
  const floors = [] // { region, projects }
  const [aims, floorList] = ['aims', 'floors'].map((id) => document.getElementById(id))
  const round = (number) => Math.round(number * 1e4) / 1e4
  const county = (code) => (code ? regionName(code) : say('每个县市区', 'each county'))
  const told = ({ region, projects }) => (projects ? `${county(region)} ≥ ${projects}` : say(`${county(region)} 不设保底`, `${county(region)}: no floor`))

  function remove(label, act) {
    const button = element('button', '×', 'plain')
    button.type = 'button'
    button.setAttribute('aria-label', say('取消', 'undo') + ' ' + label)
    button.addEventListener('click', act)
    return button
  }

  // What a change makes of a pool: "420 → 504 亩". Nothing where it can't be read; the service says why.
  function outcome({ factor, region, change }) {
    const held = pools[`${region} ${factor}`]
    if (held === undefined) return say('没有这个要素池', 'no such pool')
    const before = Number(held)
    const after = /^[0-9.]+%$/.test(change) ? (before * parseFloat(change)) / 100 : /^[+-][0-9.]+$/.test(change) ? before + Number(change) : NaN
    return Number.isNaN(after) ? '' : `${round(before)} → ${round(Math.max(after, 0))} ${units[factor] || ''}`
  }
  function countyRow(item) {
    const name = `${regionName(item.region)} ${names.get(item.factor) || item.factor}`
    const row = element('li')
    const [range, field, note] = [element('input'), element('input'), element('small', outcome(item))]
    Object.assign(range, { type: 'range', min: 0, max: 200, step: 1, value: /%$/.test(item.change) ? parseFloat(item.change) : 100 })
    range.setAttribute('aria-label', `${name} %`)
    Object.assign(field, { value: item.change, maxLength: 20 })
    field.setAttribute('aria-label', say(`${name}：80%、+200 或 -30`, `${name}: 80%, +200 or -30`))
    const move = (how) => { item.change = field.value.trim(); note.textContent = outcome(item); ask(how) }
    range.addEventListener('input', () => { field.value = range.value + '%'; move('quick') })
    range.addEventListener('change', () => move('proven'))
    field.addEventListener('change', () => { if (/^[0-9.]+%$/.test(field.value.trim())) range.value = parseFloat(field.value); move('proven') })
    const head = element('span', name + ' ')
    head.append(remove(name, () => { supply.splice(supply.indexOf(item), 1); row.remove(); ask('proven') }))
    row.append(head, range, field, note)
    return row
  }
  if (counties) document.getElementById('county').addEventListener('submit', (event) => {
    event.preventDefault()
    const { factor, region } = event.target.elements
    const known = supply.findIndex((one) => one.factor === factor.value && one.region === region.value)
    if (known < 0) {
      const item = { factor: factor.value, region: region.value, change: '100%' }
      supply.push(item)
      counties.append(countyRow(item))
    }
    counties.children[known < 0 ? supply.length - 1 : known].querySelector('input').focus()
  })

  function goals() {
    return [...aims.children].filter((item) => item.querySelector('[type=checkbox]').checked).map((item) => {
      const [give, measure] = ['give', 'measure'].map((name) => item.querySelector(`[name=${name}]`))
      return { aim: item.dataset.aim, give: (give.value.trim() || '0') + '%', ...(measure ? { measure: measure.value } : {}) }
    })
  }
  const firstGoals = JSON.stringify(goals())
  // A field of an aim that isn't wanted changes nothing.
  aims.addEventListener('change', () => { if (JSON.stringify(goals()) !== goalsAsked) { goalsAsked = JSON.stringify(goals()); ask('proven') } })
  let goalsAsked = firstGoals

  function drawFloors() {
    floorList.replaceChildren(...floors.map((floor, place) => {
      const item = element('li', told(floor) + ' ')
      item.append(remove(told(floor), () => { floors.splice(place, 1); drawFloors(); ask('proven') }))
      return item
    }))
  }
  document.getElementById('floor').addEventListener('submit', (event) => {
    event.preventDefault()
    const { region, projects } = event.target.elements
    if (!projects.value.trim()) return
    const floor = { ...(region.value ? { region: region.value } : {}), projects: Number(projects.value) }
    const known = floors.findIndex((one) => one.region === floor.region)
    floors.splice(known < 0 ? floors.length : known, 1, floor)
    projects.value = ''
    drawFloors()
    ask('proven')
  })

  const groups = [...document.querySelectorAll('[data-group]')]
  for (const box of groups) box.addEventListener('change', () => ask('proven'))
  const years = document.querySelector('#years select')
  const firstYears = years && years.value
  if (years) years.addEventListener('change', () => ask('proven'))

  const goalWords = (value) => value.split(', ').filter(Boolean).map((part) => {
    const [aim, give] = part.split(' ')
    return `${aims.querySelector(`[data-aim="${aim}"] span`).textContent} ${give}`
  }).join(say('、', ', ')) || say('只看得分', 'score alone')
  return {
    add(wish) {
      for (const { factor, region, change } of supply) if (change !== '100%') wish.supply.push({ factor, region, vintage: Number(counties.dataset.vintage), change })
      if (JSON.stringify(goals()) !== firstGoals) wish.aims = goals()
      if (floors.length) wish.floors = floors
      const without = groups.filter((box) => !box.checked).map((box) => box.dataset.group)
      if (without.length) wish.withoutGroups = without
      if (years && years.value !== firstYears) wish.years = Number(years.value)
      return wish
    },
    describe({ kind, subject, value, regions }) {
      switch (kind) {
        case 'aims': return say('目标：', 'aims: ') + goalWords(value)
        case 'floor': return say('保底：', 'floor: ') + told({ region: regions[0], projects: Number(value) })
        case 'group': return say('不计项目组：', 'without the group: ') + subject
        case 'years': return say(`只规划 ${value} 年`, `planned for ${value} year${value === '1' ? '' : 's'}`)
        default: return null
      }
    },
  }
}
