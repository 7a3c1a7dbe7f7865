/** What makes the same words present, past, imagined or harmless. Same spelling rules as the lexicon. */

/** It is happening: raises what could be habit. */
export const NOW =
  'en ce moment|maintenant|tout de suite|actuelement|a l instant|en train|entrain|(?:vient|viens|vien|vienent) (?:juste )?(?:de|d)|encore la|toujours la|est la(?! pour)|vite|au secours|au secour|a l aide|aidez moi|aide moi|sauvez|suplie|imediatement|il ariv\\w*|ils ariv\\w*|revient|j ai peur|cache|cachee|ca recomence|recomence|en direct|sos|right now|now|stil here|stil there|hury|quick|quickly|help me|imediately|as i (?:type|write|speak)|at this moment|just'

/** It is over: lowers, unless something says that it is happening. */
export const PAST =
  'hier|avant hier|(?:semaine|ane|nuit|fois) derniere|(?:mois|an|wekend|ete|hiver|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:dernier|pase)|il y a (?:\\w+ ){1,3}(?:ans?|anes?|mois|jours?|semaines?|siecles?)|en (?:19|20)\\d\\d|autrefois|a l epoque|jadis|quand j etais|etant (?:petite?|enfant|jeune)|dans (?:le pase|mon enfance)|a ete (?:condamne|arete|juge)|avait|etait|avaient|etaient|yesterday|last (?:night|wek|month|year|sumer|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:\\w+ )(?:years?|months?|wekes?|weks?|days?) ago|when i was|used to|back in|in (?:19|20)\\d\\d'

/** Somebody asks about the law or about what could be: not a scene. */
export const HYPOTHETICAL =
  'que faire (?:si|en cas|quand|apres|contre|lors)|quoi faire si|(?:^|et |qui (?:apeler|prevenir|contacter) |fait on )(?:si|quand) (?:un|une|quelqu un|on|je|jamais|mon|ma|le|des|il|ils)|en cas (?:de|d)|au cas ou|imaginons|suposons|qu est ce qu on risque|que risque\\w*|quele (?:est la )?(?:peine|sanction|amende)|que dit la loi|est ce (?:legal|ilegal|interdit|autorise|un delit|puni)|ai je le droit|a t on le droit|legitime defense|c est quoi|definition|statistiques?|prevention|sensibilisation|formation|concours|what (?:if|hapens if|should i do if|is the penalty|do i do if)|in case of|is it (?:legal|ilegal)|penalty for|how to prevent'

/** A question about the past or the procedure: lowers by one step only. */
export const ASKING =
  'coment (?:porter|deposer|faire|signaler|denoncer|obtenir|prouver)|combien (?:de temps|coute)|est ce que je (?:peux|dois)|puis je|faut il|dois je (?:porter|deposer)|ou (?:porter|signaler|deposer)|porter plainte|deposer (?:une )?plainte|depot de plainte|ma plainte|copie de|my complaint|copy of|certificat|asurance|how (?:do|can|long|much)|file a complaint|can i (?:report|file)|report (?:a|an|the)|insurance'

/** Not life: stories. */
export const FICTION =
  'films?|series?|jeux? video|un jeu|roman|livre|bouquin|revee?|cauchemars?|chanson|piece de theatre|expose|article|reportage|documentaire|simulation|un exercice|netflix|movie|video game|a game|novel|dream|nightmare|song|tv show'

/** Words that only sound like harm: taken out before reading. */
export const FIGURATIVE =
  'mort(?:e|s|es)? de (?:rire|fatigue|faim|honte|trouile)|creve(?:e|r)? de (?:faim|fatigue|chaud|froid|soif)|(?:mourir|meurs|meurt) (?:de (?:rire|faim|soif|chaud|froid|honte|jalousie|curiosite)|d (?:ennui|impatience|envie))|tue[rz]? le temps|me tue(?:r)? (?:a la tache|au travail|a \\w+er)|ca me tue|feux? (?:vert|rouge|orange|tricolore|d artifice|de camp|de signalisation|de position|de route|ariere|avant|de croisement)s?|grile un feu|(?:brule|brulait|bruler|grile|pase) (?:un|le|au) feu|arme a double tranchant|explose de rire|coup de foudre|coeur (?:brise|qui saigne)|le coeur saigne|sauter (?:de joie|au plafond|un repas|une classe)|tirer (?:la|un|une) (?:langue|conclusion|leson|carte)|prend(?:re)? feu a|on fire for|dying to|dying of (?:laughter|boredom)|kil(?:s|ing)? time|kiler|shot (?:a|the) (?:film|video|movie)|foto shot|fire(?:d|s)? (?:me|from my job)|bombe (?:de peinture|lacrymo\\w*|atomique|a eau)|tue l amour|suicide (?:comercial|politique)|a deux doigts de'

/** Said to reassure: taken out before reading. */
export const SAFE =
  '(?:ne|n|je|on) (?:suis|est|sont|somes|etait|etais) (?:pas|plus|jamais) (?:\\w+ )?(?:en danger|blese|blesee|la|ici|arme|violent|menace|urgent)|persone (?:n est|n a ete|est|n a) (?:blese|mort)|pas (?:de|d|une|un) (?:bles\\w*|urgence|danger|arme|victime)|pas (?:urgent|en danger|blese|grave)|sans (?:danger|arme|gravite|bles\\w*)|n a pas (?:d|de) (?:arme|couteau)|aucun (?:bles\\w*|danger)|plus (?:de|en|aucun) danger|n est plus la|je ne veux pas (?:mourir|me suicider|me tuer)|not (?:an emergency|in danger|hurt|injured|urgent|suicidal)|no(?:body| one) (?:is|was) (?:hurt|injured)|no (?:danger|emergency|injur\\w*)|do not want to (?:die|kil myself|hurt)|false alarm|fause alerte|numero d urgence|numeros d urgence|(?:service|servicio)s? d urgence'
