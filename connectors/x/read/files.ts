import type { InboundFile } from '../../../inbox/contract.ts'
import type { XClient } from '../api/client.ts'
import { asList, asObject, asText, type Json } from './json.ts'

const LARGEST = 10 * 1024 * 1024
const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
}

/** X's own picture servers, and no other address that an event may name. */
const hosts = new Set(['pbs.twimg.com', 'ton.twitter.com', 'ton.x.com'])

function isTheirs(url: string): boolean {
  try {
    const { protocol, host } = new URL(url)
    return protocol === 'https:' && hosts.has(host)
  } catch {
    return false
  }
}

/** Addresses of the photos among attachments, by the keys that a post or message names. */
export function photoUrls(keys: readonly unknown[], includes: Json): readonly string[] {
  const media = asList(includes['media']).map(asObject)
  return media
    .filter((one) => keys.includes(one['media_key']) && asText(one['type']) === 'photo')
    .map((one) => asText(one['url']))
}

const dmPhoto = /^https:\/\/ton\.(?:twitter|x)\.com\/1\.1\/ton\/data\/dm\/(\d+)\/(\d+)\/([\w.-]+)$/

/** The old picture server takes OAuth 1.0a alone, its successor OAuth 2 alone: https://docs.x.com/x-api/direct-messages/download-dm-media */
const placeOf = (client: XClient, url: string): string =>
  client.signers.bearer ? url.replace(dmPhoto, 'dm_conversations/media/$1/$2/$3') : url

/** Photos of direct messages are open to the signed account only; those of posts to everyone, and the signature does no harm. */
export async function fetchPhotos(
  client: XClient,
  urls: readonly string[],
): Promise<{ readonly files: readonly InboundFile[]; readonly missed: boolean }> {
  const files: InboundFile[] = []
  for (const [index, url] of urls.entries()) {
    const got = isTheirs(url)
      ? await client.bytes({ path: placeOf(client, url), budget: 'media' }).catch(() => undefined)
      : undefined
    const type = got?.type.split(';', 1)[0]?.trim().toLowerCase() ?? ''
    const ending = endings[type]
    if (got === undefined || ending === undefined || got.bytes.length > LARGEST) continue
    files.push({ name: `photo-${index + 1}.${ending}`, type, bytes: got.bytes })
  }
  return { files, missed: files.length < urls.length }
}
