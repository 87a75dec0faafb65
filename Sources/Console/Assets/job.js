// How far a job is, as the server tells; when it is over the page shows what came of it.
const box = document.getElementById('job')
if (box && box.dataset.over === '0') {
  const source = new EventSource(`/jobs/${box.dataset.job}/events`)
  source.onmessage = (event) => {
    const job = JSON.parse(event.data)
    box.querySelector('.progress').textContent = job.text
    if (job.state !== 'waiting' && job.state !== 'running') {
      source.close()
      location.reload()
    }
  }
}
