/** Every sentence a person may read when something is refused, by code. French first. */
export type Language = 'fr' | 'en'
type Sentence = Readonly<Record<Language, string>>

const sentences: Readonly<Record<string, Sentence>> = {
  internal: {
    fr: 'Une erreur est survenue chez nous. Réessayez dans un instant.',
    en: 'Something went wrong on our side. Try again in a moment.',
  },
  unavailable: {
    fr: 'Le message n’a pas été envoyé : le service est momentanément indisponible. Gardez votre texte et réessayez.',
    en: 'The message was not sent: the service is down for a moment. Keep your text and try again.',
  },
  'not-found': { fr: 'Cette page ou cet élément n’existe pas.', en: 'This page or item does not exist.' },
  method: { fr: 'Cette adresse n’accepte pas cette opération.', en: 'This address does not accept that operation.' },
  json: { fr: 'La demande n’est pas du JSON valable.', en: 'The request is not valid JSON.' },
  invalid: {
    fr: 'La demande contient un champ inattendu ou mal écrit.',
    en: 'The request holds a field that is unexpected or badly written.',
  },
  'content-type': { fr: 'Ce type de contenu n’est pas accepté ici.', en: 'This type of content is not accepted here.' },
  'too-large': { fr: 'L’envoi est trop volumineux.', en: 'What was sent is too large.' },
  origin: {
    fr: 'Cette demande vient d’un autre site : elle est refusée.',
    en: 'This request comes from another site: it is refused.',
  },
  'signed-out': { fr: 'Connectez-vous pour continuer.', en: 'Sign in to continue.' },
  'sign-in': {
    fr: 'L’identifiant ou le mot de passe n’est pas le bon.',
    en: 'The login or the password is not right.',
  },
  'second-factor': {
    fr: 'Saisissez le code à 6 chiffres de votre application.',
    en: 'Enter the 6-digit code of your application.',
  },
  'slow-down': {
    fr: 'Trop d’essais en peu de temps. Attendez une minute et réessayez.',
    en: 'Too many tries in a short time. Wait a minute and try again.',
  },
  ticket: {
    fr: 'Cette discussion est fermée. Ouvrez-en une nouvelle.',
    en: 'This talk is closed. Open a new one.',
  },
  busy: {
    fr: 'Beaucoup de messages arrivent en même temps. Gardez votre texte et renvoyez-le dans quelques secondes.',
    en: 'Many messages are coming at once. Keep your text and send it again in a few seconds.',
  },
  taken: { fr: 'Un collègue a déjà pris cette conversation.', en: 'A colleague has already taken this conversation.' },
  'not-holder': {
    fr: 'Prenez la conversation avant de répondre.',
    en: 'Take the conversation before answering.',
  },
  stale: {
    fr: 'La personne a écrit entre-temps. Lisez son message, puis envoyez votre réponse.',
    en: 'The person has written in the meantime. Read the message, then send your answer.',
  },
  'content-changed': {
    fr: 'Quelqu’un a écrit une version plus récente. Relisez-la avant de publier la vôtre.',
    en: 'Somebody has written a newer version. Read it before you publish yours.',
  },
  'content-broken': {
    fr: 'Rien n’a été publié : il reste quelque chose à corriger.',
    en: 'Nothing was published: there is something to mend.',
  },
  'content-id': {
    fr: 'Ce nom ne convient pas : des minuscules sans accent, des chiffres et des tirets.',
    en: 'That name will not do: plain lower-case letters, digits and hyphens.',
  },
  'shelf-shared': {
    fr: 'Ces fiches servent aussi un autre service, où vous n’avez pas le rôle de rédaction.',
    en: 'These sheets also serve another desk, where you have no editing role.',
  },
  conflict: {
    fr: 'L’état a changé entre-temps. Relisez, puis recommencez.',
    en: 'Things have changed in the meantime. Read again, then retry.',
  },
  resolved: {
    fr: 'Cette conversation est terminée. Rouvrez-la pour continuer.',
    en: 'This conversation is closed. Reopen it to continue.',
  },
  'not-resolved': { fr: 'Cette conversation n’est pas terminée.', en: 'This conversation is not closed.' },
  'no-such-colleague': {
    fr: 'Ce collègue ne travaille pas dans ce service.',
    en: 'This colleague does not work at this desk.',
  },
  'delivery-changed': {
    fr: 'L’envoi a changé d’état entre-temps. Relisez, puis recommencez.',
    en: 'The delivery has changed in the meantime. Read again, then retry.',
  },
  'login-taken': { fr: 'Cet identifiant est déjà pris.', en: 'This login is already in use.' },
  empty: { fr: 'Écrivez un message.', en: 'Write a message.' },
  'text-empty': { fr: 'Écrivez votre message avant de l’envoyer.', en: 'Write your message before sending it.' },
  'text-too-long': {
    fr: 'Votre message dépasse 4 000 caractères. Raccourcissez-le ou envoyez-le en deux fois.',
    en: 'Your message is longer than 4,000 characters. Shorten it or send it in two parts.',
  },
  malformed: {
    fr: 'Le message est mal formé : il n’a pas été envoyé.',
    en: 'The message is malformed: it was not sent.',
  },
  'upload-unknown': {
    fr: 'Un fichier joint a expiré. Ajoutez-le de nouveau.',
    en: 'An attached file has expired. Add it again.',
  },
  'uploads-full': {
    fr: 'Trop de fichiers sont en attente. Envoyez votre message, puis ajoutez la suite.',
    en: 'Too many files are waiting. Send your message, then add the rest.',
  },
  'no-files': { fr: 'Ce canal n’accepte pas de fichiers.', en: 'This channel does not accept files.' },
}

/** The sentence for a code, or undefined when the code has none of its own. */
export function sentenceFor(code: string, language: Language): string | undefined {
  return Object.hasOwn(sentences, code) ? sentences[code]?.[language] : undefined
}

/** The first of French and English in the reader's order (RFC 9110 §12.5.4); French otherwise. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) return 'fr'
  let best: { language: Language; weight: number } = { language: 'fr', weight: 0 }
  for (const part of acceptLanguage.slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = part.trim().split(';')
    const language = tag.slice(0, 2).toLowerCase()
    if (language !== 'fr' && language !== 'en') continue
    const q = parameters.find((parameter) => parameter.trim().startsWith('q='))
    const weight = q === undefined ? 1 : Number(q.trim().slice(2))
    if (weight > best.weight) best = { language, weight }
  }
  return best.language
}
