import { fold } from '../words/fold.ts'

/**
 * How a question is put says what its answer speaks of: a delay, a price, a place, papers, a permission, a penalty. Read on the
 * whole question, folded, before common words are left out.
 */
const CUES: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /\bcombien (?:de|d) (?:temps|jours|mois|semaines|heures|ans)\b|\b(?:quand|delais?|trop tard|how long|when|too late|deadline)\b/,
    ['delai', 'jours', 'mois', 'semaines', 'heures', 'ans'],
  ],
  [
    /\bcombien (?:ca |cela |est ce que ca )?(?:coute|vaut|faut|dois|paye)|\b(?:prix|tarif|cher|payant|gratuit|how much|cost|fee|price)\b/,
    ['gratuit', 'prix', 'tarif', 'euros', 'frais', 'payer'],
  ],
  [
    /\bou (?:est|sont|aller|puis|peut|peux|dois|faut|se|on|je|trouver|demander|deposer|adresser)\b|\bwhere\b/,
    ['adresse', 'guichet', 'mairie', 'accueil', 'site'],
  ],
  [
    /\bquel(?:le)?s? (?:papiers?|documents?|pieces?|justificatifs?)\b|\bquoi (?:apporter|fournir|amener)\b|\bwhat (?:documents?|papers?|do i need)\b/,
    ['justificatif', 'piece', 'document', 'apporter', 'fournir', 'formulaire'],
  ],
  [
    /\b(?:puis je|peut on|peut il|a t on|ai je|le droit|autorise|interdit|legal|can i|may i|allowed)\b/,
    ['autorise', 'interdit', 'droit', 'possible', 'refuser'],
  ],
  [
    /\b(?:risque|risques|peine|puni|amende|sanction|risk|fined?|penalty)\b/,
    ['amende', 'peine', 'prison', 'puni', 'euros'],
  ],
]

/** The words that the answer would hold, whatever the matter. */
export const cuesIn = (text: string): string[] => {
  const folded = fold(text)
  return [...new Set(CUES.flatMap(([asked, words]) => (asked.test(folded) ? words : [])))]
}
