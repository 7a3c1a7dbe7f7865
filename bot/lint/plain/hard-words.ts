/**
 * Words of offices that a frightened person stumbles over, and what to write instead. Patterns are whole words, whatever
 * their capitals. Add a line when a reader had to ask. https://www.culture.gouv.fr (Guide du langage clair) and
 * https://www.gov.uk/guidance/style-guide/a-to-z#words-to-avoid began this list.
 */
interface HardWord {
  readonly hard: string
  readonly plain: string
}

const fr: readonly HardWord[] = [
  { hard: 'préalablement|au préalable', plain: 'avant' },
  { hard: 'ultérieurement', plain: 'plus tard' },
  { hard: 'postérieurement', plain: 'après' },
  { hard: 'antérieurement', plain: 'avant' },
  { hard: 'afin d[e’]?', plain: 'pour' },
  { hard: 'en vue d[e’]?', plain: 'pour' },
  { hard: 'dans le cadre d[eu’]?', plain: 'pour, pendant' },
  { hard: 'dans les meilleurs délais|dans un délai', plain: 'vite, ou en combien de jours' },
  { hard: 'veuillez', plain: 'l’ordre simple : « écrivez »' },
  { hard: 'il convient d[e’]?|il y a lieu d[e’]?', plain: 'vous devez, ou l’ordre simple' },
  { hard: 'procéder|procédez|procède', plain: 'faire' },
  { hard: 'effectuer|effectuez|effectue', plain: 'faire' },
  { hard: 'solliciter|sollicitez', plain: 'demander' },
  { hard: 'transmettre dans|acheminer', plain: 'envoyer' },
  { hard: 'informations complémentaires', plain: 'd’autres détails' },
  { hard: 'susmentionnée?s?|susvisée?s?|ci-après|ci-dessus|ci-joint', plain: 'le nom de la chose' },
  { hard: 'ledit|ladite|lesdits|lesdites', plain: 'ce, cette, ces' },
  { hard: 'nonobstant', plain: 'malgré' },
  { hard: 'conformément à|en application d[eu’]?|en vertu d[eu’]?', plain: 'selon' },
  { hard: 'requérante?s?|plaignante?s?', plain: 'vous, la personne' },
  { hard: 'mis en cause|mise en cause', plain: 'la personne accusée' },
  { hard: 'diligenter|diligentée?s?', plain: 'lancer' },
  { hard: 'à l’encontre d[eu’]?', plain: 'contre' },
  { hard: 'le cas échéant', plain: 's’il y en a' },
  { hard: 'à défaut', plain: 'sinon' },
  { hard: 'notifier|notifiée?s?|notification', plain: 'dire, prévenir' },
  { hard: 'obtempérer', plain: 'obéir' },
  { hard: 'attester|attestez', plain: 'écrire que' },
  { hard: 'territorialement', plain: 'de votre ville' },
  { hard: 'votre demande a été prise en compte', plain: 'nous avons votre message' },
]

const en: readonly HardWord[] = [
  { hard: 'prior to', plain: 'before' },
  { hard: 'subsequently|subsequent to', plain: 'later, after' },
  { hard: 'in order to', plain: 'to' },
  { hard: 'with regard to|with respect to|in respect of|pertaining to', plain: 'about' },
  { hard: 'kindly', plain: 'please, or nothing' },
  { hard: 'proceed to', plain: 'do, go' },
  { hard: 'commence', plain: 'start' },
  { hard: 'terminate', plain: 'end' },
  { hard: 'utilise|utilize', plain: 'use' },
  { hard: 'ascertain', plain: 'find out' },
  { hard: 'endeavour', plain: 'try' },
  { hard: 'furnish', plain: 'give' },
  { hard: 'notify|notification', plain: 'tell' },
  { hard: 'hereby|herein|thereof|aforementioned', plain: 'the name of the thing' },
  { hard: 'notwithstanding', plain: 'despite' },
  { hard: 'pursuant to|in accordance with', plain: 'under, by' },
  { hard: 'complainant|claimant', plain: 'you, the person' },
  { hard: 'alleged offender|perpetrator', plain: 'the person who did it' },
  { hard: 'additional information', plain: 'more details' },
  { hard: 'at your earliest convenience', plain: 'soon, or by which day' },
  { hard: 'in the event (?:of|that)', plain: 'if' },
  { hard: 'shall', plain: 'will, must' },
]

export const HARD_WORDS = { fr, en }
