/** Everyday words for what the sheets call otherwise. One line a meaning: the sheet's word first. Folded. */
const MEANINGS = `
vole derobe derobee derober chourer choure chouree chourave piquer pique piquee tirer braque
voiture bagnole caisse auto automobile
perdu paume paumee egare egaree egarer
policier flic flics keuf keufs poulet
telephone portable smartphone mobile iphone
amende contravention prune pv
arnaque escroquerie escroc arnaqueur scam
frappe cogne tabasse
drogue shit beuh came
harcelement harcele harcelee harceler
vacances conges
appartement appart logement studio
commissariat comico
enfant gosse gamin gamine mome
conjoint mari compagnon concubin epoux
argent thune fric
stolen nicked pinched
phone cellphone mobile
`

const SAME = new Map<string, string>(
  MEANINGS.trim()
    .split('\n')
    .flatMap((line) => {
      const [first = '', ...others] = line.split(' ')
      return others.map((other) => [other, first] as const)
    }),
)

export const sameMeaning = (word: string): string => SAME.get(word) ?? word
