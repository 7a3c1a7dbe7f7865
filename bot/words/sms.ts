/** How people write on a phone, and what it stands for. Keys and values are folded; a value may be several words. */
const FORMS: Readonly<Record<string, string>> = {
  a2m1: 'a demain', ac: 'avec', ajd: 'aujourd hui', apl: 'appel', apele: 'appelle', atm: 'en ce moment',
  auj: 'aujourd hui', aujd: 'aujourd hui', bcp: 'beaucoup', bjr: 'bonjour', bsr: 'bonsoir', c: 'c est', cb: 'carte bancaire',
  cc: 'bonjour', ce: 'ce', cet: 'cet', chui: 'je suis', chuis: 'je suis', chu: 'je suis', cmt: 'comment', cni: 'carte d identite',
  comen: 'comment', comm: 'comment', comico: 'commissariat', conar: 'connard', ct: 'c etait', dc: 'donc', ds: 'dans', dsl: 'desole',
  dpuis: 'depuis', dep: 'depuis', ect: 'etc', ek: 'avec', ete: 'ete', fo: 'il faut', fr: 'frere', g: 'j ai', ge: 'j ai', jai: 'j ai',
  jariv: 'j arrive', jarrive: 'j arrive', jcrois: 'je crois', jdois: 'je dois', jen: 'j en', jfai: 'je fais', jfais: 'je fais',
  jme: 'je me', jmapel: 'je m appelle', jpe: 'je peux', jpeu: 'je peux', jpeux: 'je peux', jsais: 'je sais', jsui: 'je suis',
  jsuis: 'je suis', jv: 'je vais', jvai: 'je vais', jvais: 'je vais', jve: 'je vais', jveu: 'je veux', jveut: 'je veux',
  jveux: 'je veux', kan: 'quand', ke: 'que', kel: 'quel', kelk1: 'quelqu un', kelkun: 'quelqu un', kelqun: 'quelqu un', ki: 'qui',
  koi: 'quoi', kwa: 'quoi', lgtps: 'longtemps', lol: '', ma1: 'main', maint: 'maintenant', mdr: '', mec: 'homme', mek: 'homme',
  meuf: 'femme', mm: 'meme', mnt: 'maintenant', mntn: 'maintenant', mr: 'monsieur', mtn: 'maintenant', mtnt: 'maintenant',
  ns: 'nous', nrv: 'enerve', num: 'numero', oqp: 'occupe', osecour: 'au secours', oskour: 'au secours', ouskour: 'au secours',
  p: 'pas', pb: 'probleme', pbm: 'probleme', pcq: 'parce que', pdt: 'pendant', pk: 'pourquoi', pkoi: 'pourquoi', poliss: 'police',
  pq: 'pourquoi', pr: 'pour', ptn: '', pv: 'pv', qd: 'quand', qq: 'quelque', qq1: 'quelqu un', qqch: 'quelque chose',
  qqn: 'quelqu un', quelquun: 'quelqu un', rdv: 'rendez vous', rien: 'rien', rv: 'rendez vous', sa: 'ca', savoi: 'savoir',
  slt: 'bonjour', skon: 'ce qu on', stp: '', svp: '', t: 't es', tel: 'telephone', tjr: 'toujours', tjrs: 'toujours', tkt: '',
  tlm: 'tout le monde', tps: 'temps', tt: 'tout', tte: 'toute', vi1: 'vient', viens: 'vient', vnez: 'venez', vs: 'vous', vrm: 'vraiment',
  vrmt: 'vraiment', wai: 'oui', wallah: '', wesh: '', y1: 'il y a un', ya: 'il y a', yavai: 'il y avait', yavait: 'il y avait',
  gonna: 'going to', im: 'i am', hes: 'he is', shes: 'she is', theyre: 'they are', pls: 'please', plz: 'please', rn: 'right now',
  u: 'you', wanna: 'want to', someones: 'someone is', theres: 'there is', dont: 'do not', cant: 'can not',
}

/** Rewrites phone spelling word by word; words it does not know pass through. */
export function plainWords(words: readonly string[]): string[] {
  const plain: string[] = []
  for (const word of words) {
    const form = Object.hasOwn(FORMS, word) ? FORMS[word] : undefined
    if (form === undefined) plain.push(word)
    else if (form !== '') plain.push(...form.split(' '))
  }
  return plain
}

/** "aaaiiide" → "aide": a letter written twice or more counts once, on both sides of a comparison. */
export function once(text: string): string {
  return text.replace(/([a-z])\1+/g, '$1')
}
