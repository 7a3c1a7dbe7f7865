import type { Language } from './language.ts'

/** Words too common to tell one sheet from another. Folded. Negations and question words are dropped too: sheets are topics. */
const FRENCH =
  'a ai aie ainsi alors as au aucun aussi autre aux avait avec avez avoir avons bien bonjour bonsoir c ca car ce ceci cela ces cet cette ceux chez ci comme comment d dans de deja depuis des dire dit dois doit donc du elle elles en encore es est et etait etant ete etes etre eu eux fait faire faut fois font hier ici il ils j je jour l la le les leur leurs lui m ma madame mais me meme merci mes moi mon monsieur moins n ne ni nos notre nous on ont ou oui par parce pas peu peut peux plus pour pourquoi pourrais pourriez puis qu quand que quel quelle quelles quels qui quoi quelqu quelque s sa sais sans se sera ses si soit son sont suis sur svp t ta te tes toi ton tous tout toute toutes tres tu un une va vais vers veut veux voici voila vont vos votre vous voudrais y'
const ENGLISH =
  'a about after all am an and any are as at be been but by can could did do does for from get had has have he hello her hi him his how i if in into is it its just m me my no not of off on or our out please s she should so some someone t thanks that the their them then there these they this to up us was we were what when where which who why will with would you your'

export const STOP_WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: new Set(FRENCH.split(' ')),
  en: new Set(ENGLISH.split(' ')),
}
