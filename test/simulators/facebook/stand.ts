import type { DemoCitizen, DemoNetwork, Hook, Stand } from '../../../web/demo/network.ts'
import { FacebookSimulator } from './simulator.ts'
import { overHttp } from './webhooks.ts'
import type { Attachment } from './world.ts'

const people: readonly [DemoCitizen, ...DemoCitizen[]] = [
  { id: '4001000000000101', name: 'Nadia Petit' },
  { id: '4001000000000102', name: 'Marc Olivier' },
]

/** A Facebook page for the playground, with invented people, on this machine. */
export async function stand(hook: Hook): Promise<Stand> {
  const facebook = await FacebookSimulator.start({
    deliver: (body, headers) => overHttp(hook())(body, headers),
    // What was said before a restart is stored under its names: the new world must not use them again.
    first: Date.now(),
  })
  facebook.mayName = true
  for (const { id, name } of people) {
    const [first = '', last = ''] = name.split(' ')
    facebook.personIsCalled(id, first, last)
  }
  return {
    reach: facebook.connect,
    settings: facebook.settings,
    network: networkOf(facebook),
    close: () => facebook.close(),
  }
}

const isPhoto = ({ type }: Attachment): boolean => type === 'image'
const none = { photos: [], files: 0, choices: [] }

function networkOf(facebook: FacebookSimulator): DemoNetwork {
  const { page } = facebook
  const post = `${page.id}_1001`
  const name = (id: string) => people.find((citizen) => citizen.id === id)?.name ?? page.name
  return {
    key: 'messenger',
    name: 'Messenger',
    title: { fr: 'Par Messenger', en: 'By Messenger' },
    account: page.name,
    about: { fr: `La page « ${page.name} » et ses messages.`, en: `The page “${page.name}” and its messages.` },
    citizens: people,
    longest: { public: 8_000, private: 2_000 },
    begins: 'private',
    ...reading(facebook, post, name),
    photo: (url) => facebook.kept(url),
    write(citizen, text, { public: open, answers, photo }) {
      if (!open) facebook.personWrites(citizen, text, photo ? { files: [photo] } : {})
      else {
        const parent = facebook.comments(post).find(({ id }) => id === answers)?.id ?? post
        facebook.personComments(citizen, post, text, { name: name(citizen), parent, ...(photo && { photo }) })
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

function reading(
  facebook: FacebookSimulator,
  post: string,
  name: (id: string) => string,
): Pick<DemoNetwork, 'publicly' | 'privately'> {
  const { page } = facebook
  const begun = new Date()
  const own = 'Vacances\u00a0: pensez à signaler votre absence. Une question\u00a0? Écrivez-nous.'
  return {
    publicly: () => [
      { ...none, id: post, at: begun, who: page.name, desk: true, text: own },
      ...facebook.comments(post).map(({ id, at, from, text, parent, photo }) => ({
        ...none,
        id,
        at: new Date(at),
        who: from?.name ?? '?',
        desk: from?.id === page.id,
        text,
        answers: parent,
        photos: photo ? [photo.url] : [],
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
        photos: attachments.filter(isPhoto).flatMap(({ url }) => url ?? []),
        files: attachments.filter((one) => !isPhoto(one)).length,
        // Messenger shows them under the newest message alone.
        choices:
          id === talk.at(-1)?.id ? quickReplies.map(({ title, payload }) => ({ id: payload, label: title })) : [],
      }))
    },
  }
}
