// A form is sent once: its buttons rest until the answer is there. (The server takes a second sending for the first all the same.)
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.method !== 'post') return
  if (form.dataset.sent) { event.preventDefault(); return }
  form.dataset.sent = '1'
  setTimeout(() => { delete form.dataset.sent }, 5000)
})
// A file may be dropped on its field.
for (const zone of document.querySelectorAll('.file')) {
  const input = zone.querySelector('input')
  zone.addEventListener('dragover', (event) => { event.preventDefault(); zone.classList.add('over') })
  zone.addEventListener('dragleave', () => zone.classList.remove('over'))
  zone.addEventListener('drop', (event) => {
    event.preventDefault()
    zone.classList.remove('over')
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files
  })
}
// Of a form with a choice of events only the fields of the chosen one are shown.
const event = document.querySelector('select[name=event]')
if (event) {
  const show = () => {
    for (const part of document.querySelectorAll('[data-for]')) {
      const isWanted = part.dataset.for.split(' ').includes(event.value)
      part.hidden = !isWanted
      for (const input of part.querySelectorAll('input, select')) input.disabled = !isWanted
    }
  }
  event.addEventListener('change', show)
  show()
}
// Wall screens load themselves anew; what somebody reads with a keyboard stays while it has the focus.
const refresh = Number(document.body.dataset.refresh || 0)
if (refresh) setInterval(() => { if (document.activeElement === document.body) location.reload() }, refresh * 1000)
