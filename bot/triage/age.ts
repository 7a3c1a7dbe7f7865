import { fold } from '../words/fold.ts'

export type Age = 'minor' | 'adult'

const MAJORITY = 18
const OLDEST = 110
/** Somebody saying their own age: "j'ai 13 ans", "I'm 15". */
const OWN_FRENCH = /\b(?:j ?ai|jai|g) (?:que |seulement |bientot |presque )?(\d{1,3}) ?ans?\b/
const OWN_ENGLISH =
  /\b(?:i ?m|i am) (?:only |just |almost )?(\d{1,3})\b(?! ?(?:min|hour|day|week|month|km|mile|euro|percent|th\b|st\b))/
const SAYS_MINOR =
  /\b(?:je suis|jsuis|chui|i am|i m|im) (?:une? |a |encore |still )?(?:mineure?|minor|underage|collegien(?:ne)?|lyceen(?:ne)?)\b/
const SAYS_ADULT = /\b(?:je suis|jsuis) majeure?\b/

/** Minor or adult, when the person says it of themselves. */
export function ageIn(text: string): Age | undefined {
  const start = fold(text.slice(0, 4000))
  if (SAYS_MINOR.test(start)) return 'minor'
  if (SAYS_ADULT.test(start)) return 'adult'
  const years = Number((OWN_FRENCH.exec(start) ?? OWN_ENGLISH.exec(start))?.[1])
  if (!(years >= 5 && years <= OLDEST)) return undefined
  return years < MAJORITY ? 'minor' : 'adult'
}
