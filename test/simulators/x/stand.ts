import type { DemoCitizen, DemoNetwork, Hook, Stand } from '../../../web/demo/network.ts'
import { webhookAt } from './delivery.ts'
import type { XMedia } from './world.ts'
import { XSimulator, xKeys } from './x-simulator.ts'

/** Numbers stay the same at every start: an agent who comes back meets the same people. */
const people = [
  { id: 'lea_martin_demo', name: 'Léa Martin', number: '1900000000000000101', open: true },
  { id: 'karim_b_demo', name: 'Karim Benali', number: '1900000000000000102', open: true },
  { id: 'odile_r_demo', name: 'Odile Roux', number: '1900000000000000103', open: false },
] as const

/** X for the playground: invented people on a network that stands on this machine. */
export async function stand(hook: Hook): Promise<Stand> {
  const handle = 'BrigadeDemo'
  const webhook: ReturnType<typeof webhookAt> = (call) => webhookAt(hook())(call)
  const x = new XSimulator({ handle, name: 'Brigade (démo)', id: '1900000000000000001', unchecked: true, webhook })
  // Two who try everything in an afternoon must not run into the real network's quarter-hour limits.
  for (const name of ['dm', 'post', 'dms', 'dms-with']) x.limits.set(name, 10_000)
  for (const { id, name, number, open } of people) {
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
    network: networkOf(x),
    close: () => x.close(),
  }
}

const keysOf = (media: readonly (XMedia | undefined)[]): readonly string[] =>
  media.flatMap((one) => (one === undefined ? [] : [one.key]))

function networkOf(x: XSimulator): DemoNetwork {
  const { world, account } = x
  const [first, ...others] = people.map(({ id, name, open }) => ({
    id,
    name,
    ...(!open && {
      about: {
        fr: 'ne reçoit de message privé que de qui elle a écrit',
        en: 'takes private messages only from those to whom she wrote',
      },
    }),
  })) as [DemoCitizen, ...DemoCitizen[]]
  return {
    key: 'x',
    name: 'X',
    title: { fr: 'Sur X', en: 'On X' },
    account: `@${account.username}`,
    about: {
      fr: `Une publication qui nomme @${account.username} lui parvient.`,
      en: `A post that names @${account.username} reaches the desk.`,
    },
    citizens: [first, ...others],
    longest: { public: 280 - account.username.length - 2, private: 10_000 },
    begins: 'public',
    ...reading(x),
    photo(name) {
      const found = world.media.get(name)
      return found && { name, type: found.type, bytes: found.bytes }
    },
    write(citizen, text, how) {
      const parent = world.post(how.answers)
      if (!how.public) return void x.userSendsDm(citizen, text, how.photo)
      const { photo } = how
      const pictures = photo
        ? [world.addMedia((key) => `https://pbs.twimg.com/media/${key}`, photo.type, photo.bytes)]
        : []
      if (parent?.author === account.id) x.userReplies(citizen, text, parent.id, pictures)
      else x.userMentions(citizen, text, { ...(parent && { replyTo: parent.id }), media: pictures })
    },
    press: () => undefined,
  }
}

function reading(x: XSimulator): Pick<DemoNetwork, 'publicly' | 'privately'> {
  const { world, account } = x
  const who = (id: string) => {
    const user = world.users.get(id)
    return user === undefined ? id : `${user.name} @${user.username}`
  }
  return {
    publicly: () =>
      world.posts.map(({ id, at, author, text, replyTo, media }) => ({
        id,
        at: new Date(at),
        who: who(author),
        desk: author === account.id,
        text,
        answers: replyTo,
        photos: keysOf(media),
        files: 0,
        choices: [],
      })),
    privately: (citizen) =>
      x.dms(citizen).map(({ id, at, from, text, media }) => ({
        id,
        at: new Date(at),
        who: who(from),
        desk: from === account.id,
        text,
        photos: keysOf([media]),
        files: 0,
        choices: [],
      })),
  }
}
