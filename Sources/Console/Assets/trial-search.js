// A project by part of its name or code: arrows choose, Enter pins in; the buttons pin what is chosen.
function search(say, pin) {
  const form = document.getElementById('pin')
  const [input, list, count] = ['find', 'found', 'found-count'].map((id) => document.getElementById(id))
  let found = []
  let at = -1
  let asked = 0
  let waiting = null

  function mark(place) {
    at = place
    for (const [number, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(number === at))
    if (at >= 0) {
      input.setAttribute('aria-activedescendant', list.children[at].id)
      list.children[at].scrollIntoView({ block: 'nearest' })
    } else input.removeAttribute('aria-activedescendant')
  }
  function close() {
    list.hidden = true
    input.setAttribute('aria-expanded', 'false')
    mark(-1)
  }
  function show() {
    list.replaceChildren(...found.map((project, number) => {
      const item = document.createElement('li')
      item.id = `found-${number}`
      item.setAttribute('role', 'option')
      item.textContent = `${project.name} · ${project.region_name} · ${project.code}`
      item.addEventListener('mousedown', (event) => { event.preventDefault(); choose(number) })
      return item
    }))
    list.hidden = !found.length
    input.setAttribute('aria-expanded', String(found.length > 0))
    count.textContent = found.length ? say(`${found.length} 个项目`, `${found.length} projects`) : say('没有这样的项目', 'no such project')
    mark(-1)
  }
  function choose(number) {
    input.value = found[number].code
    input.dataset.name = found[number].name
    close()
  }
  async function look() {
    const text = input.value.trim()
    const number = ++asked
    if (!text) { found = []; count.textContent = ''; close(); return }
    const answer = await fetch('/api/v1/projects?limit=8&search=' + encodeURIComponent(text))
    if (number !== asked || !answer.ok) return
    found = (await answer.json()).items
    show()
  }

  input.addEventListener('input', () => {
    delete input.dataset.name
    clearTimeout(waiting)
    waiting = setTimeout(look, 150)
  })
  input.addEventListener('keydown', (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move && found.length && !list.hidden) { event.preventDefault(); mark((at + move + found.length) % found.length) }
    else if (event.key === 'Enter' && at >= 0) { event.preventDefault(); choose(at) }
    else if (event.key === 'Escape') close()
  })
  input.addEventListener('blur', close)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const kind = event.submitter ? event.submitter.value : 'must'
    if (!input.value.trim()) return
    clearTimeout(waiting)
    // Typed without choosing: the only one that fits, or the one with this very code or name.
    if (!input.dataset.name) {
      await look()
      const text = input.value.trim()
      const exact = found.filter((project) => project.code === text || project.name === text)
      const only = exact.length === 1 ? exact : found
      if (only.length !== 1) { input.focus(); return }
      choose(found.indexOf(only[0]))
    }
    pin(input.value.trim(), kind, input.dataset.name)
    input.value = ''
    delete input.dataset.name
    count.textContent = ''
    found = []
    close()
    input.focus()
  })
}
