import { asList, asObject, asText, type Json } from './json.ts'

/** X escapes these three in the text of posts and messages, and no other. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Where an attached picture stands for itself, its short link says nothing more. */
const isOwnMedia = (target: string): boolean =>
  /^https:\/\/(x|twitter)\.com\/\S+\/(photo|video)\/\d+$|^https:\/\/(pic\.)?(x|twitter)\.com\/messages\/media\//.test(
    target,
  )

/** What was written: X's short links are given back as the addresses they stand for. */
export function writtenText(text: string, entities: Json): string {
  let written = text
  for (const one of asList(entities['urls']).map(asObject)) {
    const short = asText(one['url'])
    const target = asText(one['expanded_url'])
    if (short !== '' && target !== '') written = written.replaceAll(short, isOwnMedia(target) ? '' : target)
  }
  return unescaped(written).trim()
}

/** Lone surrogates cannot be stored as UTF-8. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD')
