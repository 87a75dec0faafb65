// Sliders → wish → answer. While a slider moves the answer is quick (from prices alone); when it rests it is proven.
const trial = document.getElementById('trial')
const answer = document.getElementById('answer')
const zh = trial.dataset.lang === 'zh'
const say = (chinese, english) => (zh ? chinese : english)
const pins = new Map([...document.querySelectorAll('#pins li')].map((item) => [item.dataset.project, { pin: item.dataset.pin, name: item.dataset.name }]))
// Ways in that were brought along from “why not”: each a change of one list of the wish.
const ways = [...document.querySelectorAll('#ways li')].map(({ dataset }) => ({ list: dataset.list, change: JSON.parse(dataset.change), told: dataset.told }))

const names = new Map([...trial.querySelectorAll('.slider input')].map((input) => [input.dataset.factor, input.closest('label').querySelector('span').textContent]))

const tiers = document.getElementById('tiers')
// Tiers as lists of names; those that are served as one stand in one list.
function order() {
  const lists = []
  for (const item of tiers ? tiers.children : []) {
    const joins = item.querySelector('input').checked && lists.length > 0
    if (joins) lists.at(-1).push(item.dataset.name)
    else lists.push([item.dataset.name])
  }
  return lists
}
const firstOrder = JSON.stringify(order())

const lendList = document.getElementById('lends')
const lendForm = document.getElementById('lend')
const lends = []
const chosen = (name) => [...lendForm.elements[name].options].find((option) => option.selected)
const regionName = (code) => trial.querySelector(`select option[value="${code}"]`)?.textContent || code

function wish() {
  const wish = { shares: [], supply: [], pins: Object.fromEntries([...pins].map(([project, { pin }]) => [project, pin])), demands: [], loans: [], weights: [], lends: lends.map(({ told, ...lend }) => lend) }
  for (const way of ways) wish[way.list].push(way.change)
  if (JSON.stringify(order()) !== firstOrder) wish.tiers = order()
  for (const input of trial.querySelectorAll('input[data-kind]')) {
    const { kind, factor, start } = input.dataset
    if (kind === 'loan') { if (input.checked) wish.loans.push(factor) }
    else if (start !== undefined && input.value !== start) {
      if (kind === 'share') wish.shares.push({ factor, value: input.value + '%' })
      else if (kind === 'weight') wish.weights.push({ grade: factor, value: input.value + '%' })
      else wish.supply.push({ factor, change: input.value + '%' })
    }
  }
  return controls.add(wish)
}

// Questions follow each other; of those that come meanwhile only the last is asked. What each change is worth is asked last, when the rest stands.
let running = false
let next = null
async function ask(how) {
  if (running) { next = how; return }
  running = true
  answer.classList.add('busy')
  const asked = wish()
  try {
    const response = await fetch(`/api/v1/runs/${trial.dataset.run}/trials`, {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Form-Token': trial.dataset.token },
      body: JSON.stringify({ wish: asked, isQuick: how === 'quick', isPriced: how === 'priced' }),
    })
    const told = await response.json()
    if (!response.ok) fault(told.detail)
    else show(told, how)
    if (response.ok && how === 'proven' && next === null && hasChanges(asked)) next = 'priced'
  } catch (error) { fault(String(error)) }
  answer.classList.remove('busy')
  running = false
  if (next !== null) { const then = next; next = null; ask(then) }
}
const hasChanges = (asked) => asked.aims !== undefined || asked.years !== undefined || Object.values(asked).some((part) => (Array.isArray(part) ? part : Object.keys(part)).length > 0)

const element = (name, text, className) => {
  const made = document.createElement(name)
  if (text !== undefined) made.textContent = text
  if (className) made.className = className
  return made
}
function fault(text) { const box = element('div', text, 'fault'); box.setAttribute('role', 'alert'); answer.replaceChildren(box) }

function card(figure, text) {
  const box = element('div', undefined, 'card')
  box.append(element('b', figure), element('span', text))
  return box
}
const signed = (number) => (number > 0 ? '+' : '') + number
function list(title, changes, className) {
  if (!changes.length) return []
  const list = element('ul', undefined, 'names')
  for (const change of changes) {
    const item = element('li')
    const link = element('a', change.name || change.project, className)
    link.href = '/library/' + encodeURIComponent(change.project)
    const pin = element('button', className === 'red' ? say('保', 'in') : say('出', 'out'), 'plain')
    pin.type = 'button'
    pin.addEventListener('click', () => { pins.set(change.project, { pin: className === 'red' ? 'must' : 'never', name: change.name }); drawPins(); ask('proven') })
    pin.setAttribute('aria-label', `${pin.textContent} ${change.name || change.project}`)
    item.append(link, ' ', element('small', change.factors.map((code) => names.get(code) || code).join(say('、', ', '))), ' ', pin)
    list.append(item)
  }
  const heading = element('h2', title + ' ')
  heading.append(element('small', String(changes.length)))
  return [heading, list]
}

// What an article says of what was changed: what is only planned so has to be decided so before it can be adopted.
function articles(result) {
  const lines = []
  const add = (text, rule) => lines.push(rule ? `${text}：${rule}` : text)
  for (const input of trial.querySelectorAll('input[type=range][data-kind]')) {
    const { kind, start, rule } = input.dataset
    if (input.value === start || kind === 'supply') continue
    const name = input.closest('label').querySelector('span').textContent
    add((kind === 'share' ? say('统筹比例 ', 'share of the city, ') : say('权重 ', 'weight of ')) + `${name} ${start}% → ${input.value}%`, rule)
  }
  if (tiers && JSON.stringify(order()) !== firstOrder) add(say('保障级别的先后', 'order of tiers'), tiers.dataset.rule)
  const changed = lines.map((line) => element('li', line))
  const refused = result.objections.map((one) => element('li', say(
    `${regionName(one.region)} 借出 ${names.get(one.factor) || one.factor} ${one.asked} ${one.unit}，条款只允许 ${one.allowed}：${lendList.dataset.rule}`,
    `${regionName(one.region)} would lend ${one.asked} of ${names.get(one.factor) || one.factor}; allowed: ${one.allowed}: ${lendList.dataset.rule}`), 'red'))
  if (!changed.length && !refused.length) return []
  const list = element('ul', undefined, 'articles')
  list.append(...refused, ...changed)
  const note = changed.length ? [element('p', say('改动了现行条款的参数：采纳前须先修订政策。', 'Parameters in force were changed: the policy comes before adoption.'), 'note')] : []
  return [element('h2', say('条款', 'Articles')), list, ...note]
}

// Pools that hold something else than before.
function pools(result) {
  const changed = result.pools.filter((pool) => pool.left !== pool.leftBefore)
  if (!changed.length) return []
  const rows = changed.map((pool) => [regionName(pool.region), names.get(pool.factor) || pool.factor, plain(pool.leftBefore), plain(pool.left), signed(Math.round((Number(pool.left) - Number(pool.leftBefore)) * 1e4) / 1e4), pool.unit])
  return [element('h2', say('要素池剩余', 'Left in pools')), table([say('要素池', 'pool'), say('要素', 'factor'), say('原', 'before'), say('现', 'now'), say('变化', 'change'), say('单位', 'unit')], rows)]
}
const plain = (text) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

function table(titles, rows) {
  const made = element('table')
  const [head, body] = [element('tr'), element('tbody')]
  for (const [place, title] of titles.entries()) {
    const cell = element('th', title, /^[+-]?[\d.]+$/.test(rows[0][place]) ? 'n' : '')
    cell.scope = 'col'
    head.append(cell)
  }
  for (const cells of rows) {
    const row = element('tr')
    for (const cell of cells) row.append(element('td', cell, /^[+-]?[\d.]+$/.test(cell) ? 'n' : ''))
    body.append(row)
  }
  const thead = element('thead')
  thead.append(head)
  made.append(thead, body)
  const wide = element('div', undefined, 'wide')
  wide.append(made)
  return wide
}

// Where trials begin, when the library isn't as the plan saw it.
function start({ served, come, gone, changed }, now) {
  if (!come && !gone && !changed) return []
  return [element('p', say(
    `要素池和参与的项目与制定方案时相同，项目内容是今天的：此后新增的 ${come} 个不参与（可锁定加入），已退出 ${gone} 个，有变化 ${changed} 个。变化从 ${now} 个算起（方案当时 ${served} 个）。`,
    `Pools and projects are those of the plan, each project as it is today: ${come} that came since take no part (pin one to bring it in), ${gone} went, ${changed} changed. Changes count from ${now} served (${served} in the plan).`), 'note')]
}

function drawLends() {
  lendList.replaceChildren(...lends.map((lend, place) => {
    const item = element('li', lend.told + ' ')
    const remove = element('button', '×', 'plain')
    remove.type = 'button'
    remove.setAttribute('aria-label', say('取消', 'undo') + ' ' + lend.told)
    remove.addEventListener('click', () => { lends.splice(place, 1); drawLends(); ask('proven') })
    item.append(remove)
    return item
  }))
}

function drawWays() {
  document.getElementById('ways').replaceChildren(...ways.map((way, place) => {
    const item = element('li', way.told + ' ')
    const remove = element('button', '×', 'plain')
    remove.type = 'button'
    remove.setAttribute('aria-label', say('取消', 'undo') + ' ' + way.told)
    remove.addEventListener('click', () => { ways.splice(place, 1); drawWays(); ask('proven') })
    item.append(remove)
    return item
  }))
}

// A change as the answer tells it, in the words of the sliders, with the article that it touches.
function describe({ kind, subject, value, regions }) {
  const factor = names.get(subject) || subject
  const slider = [...trial.querySelectorAll('input[type=range]')].find((input) => input.dataset.kind === kind && input.dataset.factor === subject)
  const rule = slider ? slider.dataset.rule : ''
  const project = pins.get(subject)
  switch (kind) {
    case 'share': return { text: say('统筹比例 ', 'share of the city, ') + `${factor} ${slider.dataset.start}% → ${value}`, rule }
    case 'weight': return { text: say('权重 ', 'weight of ') + `${slider.closest('label').querySelector('span').textContent} ${slider.dataset.start}% → ${value}`, rule }
    case 'supply': return { text: say('总量 ', 'supply, ') + `${regions.map(regionName).join('')} ${factor} ${value}`, rule: '' }
    case 'pin': return { text: `${(project && project.name) || subject} · ${value === 'must' ? say('必须保障', 'must') : say('不予保障', 'never')}`, rule: '' }
    case 'lend': return { text: say('拆借 ', 'lend ') + `${regions.map(regionName).join(' → ')} ${factor} ${value}`, rule: lendList ? lendList.dataset.rule : '' }
    case 'demand': return { text: (ways.find((way) => way.list === 'demands' && way.change.project === subject) || { told: `${subject} ≤ ${value}` }).told, rule: '' }
    case 'loan': return { text: say('县区间拆借：', 'loans between counties: ') + factor, rule: lendList ? lendList.dataset.rule : '' }
    case 'tiers': return { text: say('保障级别的先后', 'order of tiers'), rule: tiers.dataset.rule }
    default: return { text: controls.describe({ kind, subject, value, regions }) || `${kind} ${factor} ${value}`, rule: '' }
  }
}

function show(result, how) {
  const isQuick = how === 'quick'
  const cards = element('div', undefined, 'cards')
  const money = (text) => Math.round(Number(text) / 10000)
  cards.append(
    card(`${result.served}`, say('个获得保障', 'served') + `（${signed(result.served - result.servedBefore)}）`),
    card(`${money(result.investment)}`, say('亿元投资', '×10⁸ yuan') + `（${signed(money(result.investment) - money(result.investmentBefore))}）`),
    card(`${result.gapPercent.toFixed(3)}%`, isQuick ? say('差距（速算）', 'gap (quick)') : say('差距（已证明）', 'gap (proven)')),
    card(`${result.seconds.toFixed(2)} s`, say('求解', 'solved')))
  const counties = element('table')
  const head = element('tr')
  for (const title of [say('县市区', 'county'), say('保障', 'served'), say('变化', 'change'), say('申请', 'asked')]) { const cell = element('th', title, head.childElementCount ? 'n' : ''); cell.scope = 'col'; head.append(cell) }
  const body = element('tbody')
  for (const county of result.counties) {
    const row = element('tr')
    const change = county.served - county.servedBefore
    row.append(element('td', zh ? county.name : county.nameEnglish), element('td', county.served, 'n'), element('td', change ? signed(change) : '', 'n' + (change < 0 ? ' red' : change > 0 ? ' green' : '')), element('td', county.asked, 'n'))
    body.append(row)
  }
  const thead = element('thead')
  thead.append(head)
  counties.append(thead, body)
  const wide = element('div', undefined, 'wide')
  wide.append(counties)
  const tools = { say, signed, table, element }
  const prices = result.prices ? priceTable(result, describe, tools) : []
  answer.replaceChildren(cards, ...start(result.start, result.servedBefore), ...articles(result), ...prices, ...tierTable(result, tools), ...map(result, tools), ...list(say('进入', 'Come in'), result.gained, 'green'), ...list(say('退出', 'Fall out'), result.lost, 'red'), element('h2', say('县区', 'Counties')), wide, ...pools(result))
}

function drawPins() {
  const items = [...pins].map(([project, { pin, name }]) => {
    const item = element('li', `${name ? name + ' ' : ''}${project} · ${pin === 'must' ? say('必须保障', 'must') : say('不予保障', 'never')} `)
    const remove = element('button', '×', 'plain')
    remove.type = 'button'
    remove.setAttribute('aria-label', say('取消锁定', 'unpin') + ' ' + project)
    remove.addEventListener('click', () => { pins.delete(project); drawPins(); ask('proven') })
    item.append(remove)
    return item
  })
  document.getElementById('pins').replaceChildren(...items)
}

const controls = rules({ say, element, names, regionName, ask })
for (const input of trial.querySelectorAll('input[type=range]')) {
  const label = input.closest('.slider')
  input.addEventListener('input', () => {
    label.querySelector('output').textContent = input.value + '%'
    label.classList.toggle('changed', input.value !== input.dataset.start)
    ask('quick')
  })
  input.addEventListener('change', () => ask('proven'))
}
for (const input of trial.querySelectorAll('input[data-kind=loan]')) input.addEventListener('change', () => ask('proven'))
if (tiers) {
  tiers.addEventListener('change', () => ask('proven'))
  tiers.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-move]')
    if (!button) return
    const item = button.closest('li')
    const other = button.dataset.move < 0 ? item.previousElementSibling : item.nextElementSibling
    if (!other) return
    if (button.dataset.move < 0) other.before(item)
    else other.after(item)
    button.focus()
    ask('proven')
  })
}
search(say, (project, pin, name) => { pins.set(project, { pin, name }); drawPins(); ask('proven') })
if (lendForm) lendForm.addEventListener('submit', (event) => {
  event.preventDefault()
  const quantity = lendForm.elements.quantity.value.trim()
  const [factor, from, to] = ['factor', 'from', 'to'].map(chosen)
  if (!quantity || from.value === to.value) return
  lends.push({
    factor: factor.value, from: from.value, to: to.value, vintage: Number(lendList.dataset.vintage), quantity,
    told: `${from.textContent} → ${to.textContent} ${factor.textContent} ${quantity}`,
  })
  lendForm.elements.quantity.value = ''
  drawLends()
  ask('proven')
})
for (const id of ['exact', 'paper']) document.getElementById(id).addEventListener('submit', (event) => { event.target.wish.value = JSON.stringify(wish()) })
drawPins()
drawWays()
if (pins.size || ways.length) ask('proven')
