/**
 * Looks every two seconds while the page is seen, and sends what is written without leaving the page: the chat beside
 * goes on. Only what changed is put in place, so that nothing is read out twice. Without it, links and forms do the same.
 */
export const script = `'use strict'
for (const hint of document.querySelectorAll('.noscript')) hint.hidden = true
const parsed = (text) => new DOMParser().parseFromString(text, 'text/html')

function settle(old, fresh) {
  if (old.isEqualNode(fresh)) return
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name)
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  inside(old, fresh)
}
function inside(old, fresh) {
  const before = [...old.childNodes]
  const after = [...fresh.childNodes]
  after.forEach((node, at) => {
    const was = before[at]
    if (was === undefined) old.append(node)
    else if (was.isEqualNode(node)) return
    else if (was.nodeType === 1 && was.nodeName === node.nodeName && was.className === node.className) settle(was, node)
    else was.replaceWith(node)
  })
  for (const gone of before.slice(after.length)) gone.remove()
}

async function look(place) {
  const address = place.dataset.look
  try {
    const answer = await fetch(address, { cache: 'no-store' })
    if (answer.ok && place.dataset.look === address) {
      const { body } = parsed(await answer.text())
      if (place.dataset.look === address) inside(place, body)
    }
  } catch {
    // The server is restarting: the next look tells.
  }
}
const lookAll = () => document.hidden || document.querySelectorAll('[data-look]').forEach(look)

/** Puts in place what the page says now of one pane. */
async function swap(pane, answer, clear) {
  const fresh = parsed(await answer.text()).querySelector('[data-pane="' + pane.dataset.pane + '"]')
  if (fresh === null) return
  settle(pane, fresh)
  for (const form of pane.querySelectorAll('.noscript')) form.hidden = true
  if (clear) for (const form of pane.querySelectorAll('form')) form.reset()
}

function complain(pane) {
  const problem = pane.querySelector('.error')
  if (problem) problem.textContent = document.documentElement.lang === 'en' ? 'The server does not answer. Your words are kept.' : 'Le serveur ne répond pas. Vos mots sont gardés.'
}

/** Puts somebody else's place into the pane. Meanwhile it takes nothing: what is typed would go out under the other's name, or be cleared. */
async function turn(pane, address, clear) {
  pane.inert = true
  try {
    await swap(pane, await fetch(address, { cache: 'no-store' }), clear)
  } catch {
    complain(pane)
  } finally {
    pane.inert = false
  }
}

document.addEventListener('submit', async (event) => {
  const form = event.target
  const pane = form.closest('[data-pane]')
  if (pane === null) return
  event.preventDefault()
  if (form.dataset.busy) return
  form.dataset.busy = 'yes'
  const button = event.submitter
  const written = new FormData(form)
  if (button?.name) written.append(button.name, button.value)
  // A photo travels as a form with files does; all else as it always did.
  const fields = form.enctype === 'multipart/form-data' ? written : new URLSearchParams(written)
  try {
    const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: fields })
    // Pressing a choice leaves alone what is being written beside it.
    const composed = form.classList.contains('compose')
    await swap(pane, answer, composed && answer.ok)
    // Whoever has gone on to another pane is not called back.
    if (composed && (form.contains(document.activeElement) || document.activeElement === document.body)) form.querySelector('textarea').focus()
    setTimeout(lookAll, 500)
  } catch {
    complain(pane)
  } finally {
    delete form.dataset.busy
  }
})
document.addEventListener('click', async (event) => {
  const link = event.target.closest('a[data-swap]')
  if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const pane = link.closest('[data-pane]')
  await turn(pane, link.getAttribute('href'), true)
  pane.querySelector(link.hash + ':is(input, textarea)')?.focus()
})
const here = (citizen) => '/playground?' + new URLSearchParams([['de', citizen], ...(document.documentElement.lang === 'en' ? [['lang', 'en']] : [])])
document.addEventListener('change', async (event) => {
  if (event.target.id !== 'from') return
  await turn(event.target.closest('[data-pane]'), here(event.target.value), false)
  document.getElementById('from')?.focus()
})
setInterval(lookAll, 2000)
`
