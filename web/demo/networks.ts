import type { Desk } from '../../inbox/index.ts'
import type { FacebookSimulator } from '../../test/simulators/facebook/simulator.ts'
import type { XSimulator } from '../../test/simulators/x/x-simulator.ts'

/** Something that was written on a network, as the citizen who looks at it sees it. */
export interface DemoLine {
  readonly id: string
  readonly at: Date
  readonly who: string
  /** Written by the desk's account. */
  readonly desk: boolean
  readonly text: string
  /** The id of what it answers. */
  readonly answers?: string | undefined
  readonly files: number
  readonly choices: readonly { readonly id: string; readonly label: string }[]
}

interface DemoCitizen {
  readonly id: string
  readonly name: string
  readonly about?: string
}

/** A network that stands on this machine, with invented people. */
export interface DemoNetwork {
  /** Its part of the playground's addresses. */
  readonly key: string
  readonly title: string
  readonly account: string
  readonly about: string
  readonly citizens: readonly [DemoCitizen, ...DemoCitizen[]]
  /** Characters. */
  readonly longest: { readonly public: number; readonly private: number }
  /** What one writes first: a public text, or a private one. */
  readonly begins: 'public' | 'private'
  /** Oldest first. */
  publicly(): readonly DemoLine[]
  privately(citizen: string): readonly DemoLine[]
  write(citizen: string, text: string, how: { readonly public: boolean; readonly answers: string }): void
  press(citizen: string, choice: string): void
}

interface Stand {
  readonly network: DemoNetwork
  /** host:port for the connector. */
  readonly reach: string
  readonly settings: object
  close(): Promise<void>
}

/** Where events go; the address is known once we listen. */
type Hook = () => string

/** What can stand for the other side, by kind of channel. Nothing is loaded before it is opened. */
const stands = { x: standForX, facebook: standForFacebook } as const
type Kind = keyof typeof stands

export interface DemoNetworks {
  readonly networks: readonly DemoNetwork[]
  readonly reach: { readonly [kind in Kind]?: string }
  readonly channelSettings: Readonly<Record<string, object>>
  /** We listen there: from now on the networks tell what happens. */
  listening(origin: string): void
  close(): Promise<void>
}

/** The first channel of each kind that no operator has set or led elsewhere gets a network of its own on this machine. */
export async function demoNetworks(
  desks: readonly Desk[],
  given: Readonly<Record<string, unknown>>,
  reach: { readonly [kind in Kind]?: string },
): Promise<DemoNetworks> {
  let origin = ''
  const all = desks.flatMap((desk) => desk.channels.map(({ kind, id }) => ({ kind, channel: `${desk.id}/${id}` })))
  const wanted = (Object.keys(stands) as Kind[]).flatMap((kind) => {
    const mine = all.filter((one) => one.kind === kind)
    const set = reach[kind] !== undefined || mine.some(({ channel }) => given[channel] !== undefined)
    return set || mine[0] === undefined ? [] : [{ kind, channel: mine[0].channel }]
  })
  const open = await Promise.all(
    wanted.map(async ({ kind, channel }) => ({
      kind,
      channel,
      ...(await stands[kind](() => `${origin}/hooks/${channel}`)),
    })),
  )
  return {
    networks: open.map(({ network }) => network),
    reach: { ...reach, ...Object.fromEntries(open.map((stand) => [stand.kind, stand.reach])) },
    channelSettings: Object.fromEntries(open.map(({ channel, settings }) => [channel, settings])),
    listening(at) {
      origin = at
    },
    close: async () => void (await Promise.all(open.map((stand) => stand.close()))),
  }
}

/** Numbers stay the same at every start: an agent who comes back meets the same people. */
const onX = [
  { id: 'lea_martin_demo', name: 'Léa Martin', number: '1900000000000000101', open: true },
  { id: 'karim_b_demo', name: 'Karim Benali', number: '1900000000000000102', open: true },
  { id: 'odile_r_demo', name: 'Odile Roux', number: '1900000000000000103', open: false },
] as const

async function standForX(hook: Hook): Promise<Stand> {
  const { XSimulator, xKeys } = await import('../../test/simulators/x/x-simulator.ts')
  const { webhookAt } = await import('../../test/simulators/x/delivery.ts')
  const handle = 'BrigadeDemo'
  const webhook: ReturnType<typeof webhookAt> = (call) => webhookAt(hook())(call)
  const x = new XSimulator({ handle, name: 'Brigade (démo)', id: '1900000000000000001', unchecked: true, webhook })
  // Two who try everything in an afternoon must not run into the real network's quarter-hour limits.
  for (const name of ['dm', 'post', 'dms', 'dms-with']) x.limits.set(name, 10_000)
  for (const { id, name, number, open } of onX) {
    x.world.user(id, name, number)
    if (open) x.openTo.add(number)
  }
  x.world.addPost(x.account.id, 'Démonstration. Une question\u00a0? Nommez-nous, ou écrivez-nous en privé.', {})
  const reach = await x.listen()
  return {
    reach,
    settings: {
      account: { id: x.account.id, handle },
      app: { key: xKeys.key, secret: xKeys.secret },
      user: { token: xKeys.token, secret: xKeys.tokenSecret },
    },
    network: onXOf(x),
    close: () => x.close(),
  }
}

function onXOf(x: XSimulator): DemoNetwork {
  const { world, account } = x
  const who = (id: string) => {
    const user = world.users.get(id)
    return user === undefined ? id : `${user.name} @${user.username}`
  }
  const [first, ...others] = onX.map(({ id, name, open }) => ({
    id,
    name,
    ...(!open && { about: 'ne reçoit de message privé que de qui elle a écrit' }),
  })) as [DemoCitizen, ...DemoCitizen[]]
  return {
    key: 'x',
    title: 'Sur X',
    account: `@${account.username}`,
    about: `Une publication qui nomme @${account.username} lui parvient.`,
    citizens: [first, ...others],
    longest: { public: 280 - account.username.length - 2, private: 10_000 },
    begins: 'public',
    publicly: () =>
      world.posts.map(({ id, at, author, text, replyTo, media }) => ({
        id,
        at: new Date(at),
        who: who(author),
        desk: author === account.id,
        text,
        answers: replyTo,
        files: media.length,
        choices: [],
      })),
    privately: (citizen) =>
      x.dms(citizen).map(({ id, at, from, text, media }) => ({
        id,
        at: new Date(at),
        who: who(from),
        desk: from === account.id,
        text,
        files: media === undefined ? 0 : 1,
        choices: [],
      })),
    write(citizen, text, how) {
      const parent = world.post(how.answers)
      if (!how.public) x.userSendsDm(citizen, text)
      else if (parent?.author === account.id) x.userReplies(citizen, text, parent.id)
      else x.userMentions(citizen, text, parent ? { replyTo: parent.id } : {})
    },
    press: () => undefined,
  }
}

const onFacebook: readonly [DemoCitizen, ...DemoCitizen[]] = [
  { id: '4001000000000101', name: 'Nadia Petit' },
  { id: '4001000000000102', name: 'Marc Olivier' },
]

async function standForFacebook(hook: Hook): Promise<Stand> {
  const { FacebookSimulator } = await import('../../test/simulators/facebook/simulator.ts')
  const { overHttp } = await import('../../test/simulators/facebook/webhooks.ts')
  const facebook = await FacebookSimulator.start({
    deliver: (body, headers) => overHttp(hook())(body, headers),
    // What was said before a restart is stored under its names: the new world must not use them again.
    first: Date.now(),
  })
  return {
    reach: facebook.connect,
    settings: facebook.settings,
    network: onFacebookOf(facebook),
    close: () => facebook.close(),
  }
}

function onFacebookOf(facebook: FacebookSimulator): DemoNetwork {
  const { page } = facebook
  const post = `${page.id}_1001`
  const begun = new Date()
  const name = (id: string) => onFacebook.find((citizen) => citizen.id === id)?.name ?? page.name
  const line = { files: 0, choices: [] }
  const own = 'Vacances\u00a0: pensez à signaler votre absence. Une question\u00a0? Écrivez-nous.'
  return {
    key: 'messenger',
    title: 'Par Messenger',
    account: page.name,
    about: `La page « ${page.name} » et ses messages.`,
    citizens: onFacebook,
    longest: { public: 8_000, private: 2_000 },
    begins: 'private',
    publicly: () => [
      { ...line, id: post, at: begun, who: page.name, desk: true, text: own },
      ...facebook.comments(post).map(({ id, at, from, text, parent }) => ({
        ...line,
        id,
        at: new Date(at),
        who: from?.name ?? '?',
        desk: from?.id === page.id,
        text,
        answers: parent,
      })),
    ],
    privately(citizen) {
      const talk = facebook.conversation(citizen)
      return talk.map(({ id, at, fromPage, text, attachments, quickReplies }) => ({
        id,
        at: new Date(at),
        who: fromPage ? page.name : name(citizen),
        desk: fromPage,
        text,
        files: attachments.length,
        // Messenger shows them under the newest message alone.
        choices:
          id === talk.at(-1)?.id ? quickReplies.map(({ title, payload }) => ({ id: payload, label: title })) : [],
      }))
    },
    write(citizen, text, how) {
      if (!how.public) facebook.personWrites(citizen, text)
      else {
        const parent = facebook.comments(post).find(({ id }) => id === how.answers)?.id ?? post
        facebook.personComments(citizen, post, text, { name: name(citizen), parent })
      }
    },
    press(citizen, choice) {
      const shown = facebook
        .conversation(citizen)
        .at(-1)
        ?.quickReplies.some(({ payload }) => payload === choice)
      if (shown) facebook.personPresses(citizen, choice)
    },
  }
}
