import { randomBytes } from 'node:crypto'
import { type Curator, type Role, roles } from '../../../inbox/index.ts'
import { ask, signIn, ticketOf, write } from '../client.ts'
import { openWhole, type WholeOptions } from '../faces.ts'

/** Roles that have nothing to do with conversations, not even of their own desk. */
export const blind: ReadonlySet<string> = new Set(['editor', 'auditor', 'admin', 'none'])
export const outside: ReadonlySet<string> = new Set(['disabled', 'killed', 'signed-out'])
export const everyone = [...roles, 'none', 'disabled', 'killed', 'signed-out']

/** What exists behind a desk's wall, each thing under a name that occurs nowhere else. */
export interface Desk {
  readonly id: string
  readonly conversation: string
  readonly file: string
  readonly upload: string
  readonly colleague: string
  readonly session: string
  readonly ticket: string
  readonly channel: string
  /** Found in an answer to a stranger, it is a leak. */
  readonly secrets: readonly string[]
}

export type Headers = Readonly<Record<string, string>>
const password = 'mot de passe d’essai, assez long'

/** Fills one desk as its people would. */
async function furnish(origin: string, id: string, keeper: Headers, answer: string): Promise<Desk> {
  const word = () => `secret${randomBytes(6).toString('hex')}`
  const [said, note, draft, fileName, caller, callerAddress] = [word(), word(), word(), word(), word(), word()]
  const ticket = await ticketOf(origin, `${id}/discussion`)
  const upload = await ask(origin, `/chat/uploads?name=${fileName}.txt`, {
    method: 'POST',
    raw: `${said} dans un fichier`,
    headers: { Authorization: `Bearer ${ticket}`, 'Content-Type': 'text/plain' },
  })
  const { id: sent } = JSON.parse(upload.text) as { id: string }
  await write(origin, ticket, `Bonjour ${said}`, { uploads: [sent] })
  const { items } = await json<{ items: { id: string; channel: string; desk: string }[] }>(
    origin,
    '/api/queue?view=all',
    keeper,
  )
  const conversation = items.find(({ channel, desk }) => channel === 'discussion' && desk === id)?.id ?? ''
  const at = `/api/conversations/${conversation}`
  await ask(origin, `${at}/note`, { method: 'POST', body: { text: note, clientId: word() }, headers: keeper })
  await ask(origin, `${at}/draft`, { method: 'PUT', body: { answer: draft, note: '' }, headers: keeper })
  const letter = { desk: id, channel: 'guichet', name: caller, address: callerAddress, text: said }
  await ask(origin, '/api/counter', { method: 'POST', body: letter, headers: keeper })
  const own = await ask(origin, `/api/uploads?name=${fileName}`, { method: 'POST', raw: said, headers: keeper })
  const me = await json<{ agent: { id: string; name: string } }>(origin, '/api/me', keeper)
  const sessions = await json<{ id: string }[]>(origin, '/api/sessions', keeper)
  const { messages } = await json<{ messages: { files: { id: string }[] }[] }>(origin, `${at}/messages?after=0`, keeper)
  const file = messages.flatMap(({ files }) => files)[0]?.id ?? ''
  const held = (JSON.parse(own.text) as { id: string }).id
  const colleague = me.agent.id
  const session = sessions[0]?.id ?? ''
  const secrets = [
    answer,
    said,
    note,
    draft,
    fileName,
    caller,
    callerAddress,
    conversation,
    file,
    colleague,
    me.agent.name,
  ]
  for (const secret of [...secrets, held, session])
    if (secret === '') throw new Error(`The desk ${id} is not furnished.`)
  return { id, conversation, file, upload: held, colleague, session, ticket, channel: `Discussion ${id}`, secrets }
}

async function json<T>(origin: string, path: string, headers: Headers): Promise<T> {
  const { status, text } = await ask(origin, path, { headers })
  if (status !== 200) throw new Error(`${path} answered ${status}.`)
  return JSON.parse(text) as T
}

/** Each desk has a shelf of its own with one sheet. */
const curatorOf = (answers: ReadonlyMap<string, string>): Curator => ({
  shelves: new Map([...answers.keys()].map((id) => [id, id])),
  filed: (shelf) => [{ kind: 'sheet', id: 'fiche', body: answers.get(shelf) }],
  check: () => [],
  changed: async () => {},
})

/** Two furnished desks; everyone of `everyone` works at the first, the keepers at one each. */
export async function openWorld({ crowd = everyone, ...options }: WholeOptions & { crowd?: readonly string[] }) {
  const whole = await openWhole(options)
  const { inbox, origin } = whole
  const add = async (login: string, name: string, own: Record<string, Role[]>) => {
    await inbox.accounts.add({ login, name, password, roles: own, secondFactor: false })
    return signIn(origin, login, password)
  }
  const tag = randomBytes(4).toString('hex')
  const keepers = {
    nord: await add('keeper-nord', `Nadia ${tag}`, { nord: ['agent'] }),
    sud: await add('keeper-sud', `Samir ${tag}`, { sud: ['agent', 'supervisor'] }),
  }
  const people = new Map<string, Headers>()
  for (const who of crowd) {
    const role = roles.find((one) => one === who)
    const own = role ? { nord: [role] } : who === 'none' ? {} : { nord: ['agent' as const] }
    const { Cookie, ...bare } = await add(`p-${who}`, `Personne ${who}`, own)
    people.set(who, who === 'signed-out' ? bare : { ...bare, Cookie })
  }
  if (people.has('disabled')) await inbox.accounts.disable('p-disabled')
  const killed = people.get('killed')
  if (killed !== undefined) {
    const [session] = await json<{ id: string }[]>(origin, '/api/sessions', killed)
    await ask(origin, `/api/sessions/${session?.id}`, { method: 'DELETE', headers: killed })
  }
  const answers = new Map(['nord', 'sud'].map((id) => [id, `answer${randomBytes(6).toString('hex')}`]))
  inbox.bot.content.attend(curatorOf(answers))
  const nord = await furnish(origin, 'nord', keepers.nord, answers.get('nord') ?? '')
  const sud = await furnish(origin, 'sud', keepers.sud, answers.get('sud') ?? '')
  return { ...whole, keepers, people, nord, sud, password }
}
export type World = Awaited<ReturnType<typeof openWorld>>
