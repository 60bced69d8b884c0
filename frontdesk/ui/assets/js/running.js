// A running time: <span data-running="185">3:05</span>, seconds as the server counted them when it made the page,
// so a wrong clock on this machine does no harm.
export function running(page) {
  const shown = [...page.querySelectorAll('[data-running]')]
  if (!shown.length) return
  const loaded = performance.now()
  setInterval(() => {
    for (const element of shown) {
      const seconds = Number(element.dataset.running) + Math.floor((performance.now() - loaded) / 1000)
      element.textContent = said(seconds)
    }
  }, 1000)
}

function said(seconds) {
  const two = (count) => String(count).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
