/**
 * What danger sounds like, as data. Patterns are read after folding: lower case, no accents, apostrophes as spaces, phone
 * spelling undone, doubled letters once ("frappe" is written "frape"), words separated by one space. No pattern holds an
 * unbounded repetition, so reading stays linear in the length of the text.
 */
export type Kind =
  | 'intrusion'
  | 'assault'
  | 'weapon'
  | 'threat'
  | 'kidnapping'
  | 'fire'
  | 'wound'
  | 'self-harm'
  | 'child'
  | 'plea'

export interface Rule {
  readonly kind: Kind
  /** hard: presence, present tense and harm in itself · soft: may be habit or doubt, raised by a cue that it is now. */
  readonly level: 'hard' | 'soft'
  readonly patterns: readonly string[]
}

/** Pieces used in braces. */
export const PIECES: Readonly<Record<string, string>> = {
  gap: '(?:\\w+ ){0,3}',
  far: '(?:\\w+ ){0,6}',
  they: '(?:il|ils|ele|eles|on|quelqu un|un home|un inconu|un type|un gars|un individu|des gens|des homes|des types|des gars|des individus|des jeunes|une persone|deux homes|mon \\w+|ma \\w+|mes \\w+|son \\w+|sa \\w+|le \\w+|la \\w+|les \\w+|papa|maman)',
  him: '(?:me|m|nous|la|le|l|les|se|s|ma|mon|sa|son|ses|mes|une|un|des|sur|quelqu un)',
  hit: '(?:frap(?:e|es|ent|er|ez)?|tap(?:e|ent|er)|cogn(?:e|ent|er)|bat|batent|tabas(?:e|ent|er)|etrangl(?:e|ent|er)|viol(?:e|ent|er)|agres(?:e|ent|er)|ataqu?(?:e|ent|er|quer|que|quent)|atak|poignard(?:e|ent|er)|lynch(?:e|ent|er)|secoue|torture|massacre|brutalise)',
  enter:
    '(?:entr(?:e|er|ent|ez)|rentr(?:e|er|ent|ez)|forc(?:e|er|ent)|defonc(?:e|er|ent)|cas(?:e|er|ent)|penetr(?:e|er|ent)|ouvrir|cambriol(?:e|er|ent)|s introdui\\w*)',
  home: '(?:chez (?:moi|nous|lui|ele)|porte|maison|apart\\w*|fenetre|serure|volet\\w*|cave|garage|jardin|balcon|apartement|domicile|chambre|salon|cuisine|boutique|magasin|imeuble)',
  arm: '(?:couteau|couto|fusil|pistolet|flingue|arme|machete|hache|revolver|kalach\\w*|cuter|marteau|bate de baseball|gun|knife|weapon)',
  kid: '(?:enfants?|bebes?|petite? file|petit garcon|gamine?s?|gose?s?|mome|file|fils|garcon|nouris\\w*|eleve|petite? (?:frere|soeur)|baby|child|children|kids?|son|daughter|toddler)',
  i: '(?:i am|i m|im|we are|we re)',
  someone:
    '(?:someone|somebody|he|she|they|a man|a woman|men|two men|a guy|people|my \\w+|the \\w+|an intruder|a stranger|burglars?)',
}
