/** A French postcode, overseas included. */
const POSTCODE = /(?<!\d)((?:0[1-9]|[1-8]\d|9[0-8])\d{3})(?!\d)/
/** "j'habite à Rennes", "I live in Lyon": only where the sentence says that a place follows. */
const PLACE =
  /(?:(?:habite|habitons|réside)\s+(?:à |a |sur |au )?|(?:suis|sommes|vis)\s+(?:à |a |sur )|(?:ville|commune) (?:de |d['’])|(?:live|living) in |town of )(\p{Lu}[\p{L}’'-]+(?: (?:\p{Lu}[\p{L}’'-]+|sur|en|de|la|le|les|sous)){0,4})/u
const LINK = / (?:sur|en|de|la|le|les|sous)$/u

/** The town, if the person said it, so that nobody asks for it again. */
export function townIn(text: string): string | undefined {
  const start = text.slice(0, 4000)
  const place = PLACE.exec(start)?.[1]?.replace(LINK, '')
  const postcode = POSTCODE.exec(start)?.[1]
  if (place && postcode) return `${place} (${postcode})`.slice(0, 60)
  return (place ?? postcode)?.slice(0, 60)
}
