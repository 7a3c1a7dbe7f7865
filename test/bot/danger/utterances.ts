/** What people write, and the notice it calls for. "raised": hard or soft, both right. Written for these tests; nobody's words. */
export type Expected = 'hard' | 'raised' | 'calm' | 'none'

const rows = (expected: Expected, text: string): readonly (readonly [Expected, string])[] =>
  text
    .trim()
    .split('\n')
    .map((line) => [expected, line.trim()] as const)

export const UTTERANCES = [
  ...rows(
    'hard',
    `
    quelqu'un essaie de rentrer chez moi
    il y a quelqu'un dans ma maison, j'entends des pas en bas
    ya kelkun ki force ma porte
    Un homme est en train de casser ma fenêtre
    Des cambrioleurs sont dans le jardin, je suis cachée dans la salle de bain
    on essaye d'ouvrir la porte de mon appartement
    someone is trying to break into my house
    there is a man in my house, please help
    il me frappe
    mon mari est en train de me frapper
    au secours il me tape dessus
    ausecours mon copain me frape aidez moi vite
    je me fais agresser dans le métro
    on vient de m'agresser, il est encore là
    ils se battent devant chez moi avec des couteaux
    une femme crie au secours dans l'immeuble
    Il y a une bagarre en bas de chez moi
    jme fai tabasser
    my boyfriend is hitting me right now
    I have just been attacked in the street
    il a un couteau
    un homme armé dans le centre commercial
    un mec menace les gens avec une machette
    il me menace avec une arme
    j'entends des coups de feu dans la rue
    he has a gun
    there are gunshots outside
    ça tire dans ma cité
    il est derrière la porte
    je suis enfermée dans les toilettes, il veut me tuer
    je peux pas parler il est dans la pièce d'à côté
    il va me tuer
    mon ex est devant chez moi, il hurle et j'ai peur
    un homme me suit depuis le métro
    quelqu'un me suit dans la rue
    a man is following me
    he is outside my door and he says he will kill me
    I'm hiding in the closet
    je suis séquestrée chez mon conjoint
    il me retient enfermée et ne me laisse pas sortir
    on vient d'enlever ma fille devant l'école
    un homme a fait monter un enfant de force dans sa voiture
    someone just took my daughter
    he won't let me leave the apartment
    il y a le feu dans mon immeuble
    la maison brûle
    ma cuisine est en feu
    my flat is on fire
    ya une voiture ki brule devant lécole
    ma mère saigne beaucoup, elle ne répond plus
    il ne respire plus
    un homme est inconscient sur le trottoir
    quelqu'un vient de se faire poignarder
    mon ami fait une crise cardiaque
    un cycliste vient de se faire renverser, il est au sol
    my friend is unconscious and bleeding
    je veux mourir
    je vais me suicider
    jvé me tuer
    j'ai pris tous mes cachets
    je suis sur le pont et je vais sauter
    ma copine menace de se suicider elle a pris des médicaments pour mourir
    j'ai envie d'en finir
    I want to kill myself
    my brother is going to jump from the roof
    un bébé est enfermé dans une voiture en plein soleil
    le voisin frappe son fils en ce moment, le petit hurle
    mon beau-père me frappe maintenant, je me suis caché dans ma chambre
    elle secoue son bébé
    my dad is beating my little brother
    au secours
    à l'aide !!!
    HELP ME PLEASE
    envoyez la police vite
    je suis en danger
    je vais mourir
    aidez moi il arrive
    sos
    il revient avec un fusil il est fou
    mon voisin veut me tuer il est devant ma porte
    il a mis le feu à la poubelle de l'immeuble
    Bonjour, je vous écris parce que mon mari a bu. Il a cassé la table. Il est dans le salon et je me suis enfermée avec les enfants.
    `,
  ),
  ...rows(
    'raised',
    `
    mon mari me frappe
    mon conjoint est violent
    mon père me tape
    ma mère me frappe souvent
    j'ai peur de lui
    il menace de me tuer
    il a menacé de me tuer
    j'ai des idées suicidaires
    ma fille se scarifie
    un enfant est maltraité dans mon immeuble
    mon oncle me touche
    on m'envoie des menaces de mort
    il y a un colis suspect devant la gare
    I am afraid of my husband
    my father hits me
    aidez moi
    c'est une urgence
    je me sens en danger chez moi
    l'ex de ma sœur va la retrouver
    la vie ne sert plus à rien
    `,
  ),
  ...rows(
    'calm',
    `
    on m'a volé mon vélo hier
    j'ai été cambriolé pendant mes vacances
    mon voisin m'a frappé la semaine dernière, comment porter plainte
    j'ai été agressé il y a trois ans
    combien de temps ai-je pour porter plainte pour violences ?
    que faire si quelqu'un entre chez moi ?
    que faire en cas d'incendie ?
    j'ai hérité d'un fusil de chasse
    comment déclarer une arme
    quelle est la peine pour vol à main armée ?
    est-ce légal d'avoir un couteau dans sa voiture ?
    j'ai grillé un feu rouge
    je suis mort de rire
    je meurs de faim
    ça me tue de payer cette amende
    j'ai regardé un film où un homme se fait poignarder
    dans le jeu vidéo il y a une fusillade
    je crève de chaud dans mon appartement
    feu d'artifice du 14 juillet, à quelle heure ?
    c'est urgent, je dois refaire mon passeport
    j'ai besoin d'aide pour ma procuration
    je voudrais un rendez-vous rapidement
    mon chien a été tué par une voiture l'an dernier
    le concours pour devenir pompier
    je veux signaler un compte raciste
    on m'a volé ma carte bancaire
    ma voiture a été brûlée en 2019
    les voisins font du bruit toute la nuit
    je tue le temps en attendant ma convocation
    il y a un véhicule abandonné dans ma rue
    une arme à double tranchant cette loi
    hier soir j'ai vu une bagarre, c'est fini
    I was robbed last week
    my phone was stolen
    how do I report a burglary from last month?
    what if someone breaks into my house?
    is it legal to carry a knife?
    I am dying of laughter
    my passport was lost
    merci pour votre aide
    bonjour
    je voudrais retirer ma plainte
    aide juridictionnelle, comment la demander ?
    l'aide sociale à l'enfance m'a convoqué
    je cherche le numéro d'urgence des pompiers
    mon fils a été harcelé au collège
    ma fille a perdu son portable
    mon frère est en garde à vue
    j'ai tiré de l'argent au distributeur et ma carte a été avalée
    j'ai sauté un repas
    mon contrat est mort
    le feu est passé au vert quand il m'a percuté le mois dernier
    il est parti avec mon sac avant-hier
    `,
  ),
  ...rows(
    'none',
    `
    bonjour, quels sont vos horaires ?
    comment faire une procuration ?
    où est le commissariat le plus proche ?
    I lost my identity card
    je conteste mon amende
    comment devenir policier ?
    ma voiture est à la fourrière
    quel délai pour l'opération tranquillité vacances ?
    2
    ok
    ???
    🙂🙂
    `,
  ),
  ...rows(
    'hard',
    `
    mon mari vient de rentrer ivre il casse tout et j'ai peur pour les enfants
    on cambriole chez ma voisine en ce moment
    ils ont défoncé la porte ils sont a l'interieur
    j'ai peur il tambourine à la porte en hurlant qu'il va me tuer
    il m'étrangle
    jarive plus a respirer il ma serré la gorge
    mon fils de 3 ans a avalé de la javel
    ma femme a perdu connaissance
    il pointe une arme sur le caissier
    braquage en cours à la boulangerie
    un type avec une hache dans la rue
    il y a un incendie au troisième étage, des gens sont bloqués
    je sens le gaz dans tout l'immeuble
    un homme frappe une femme dans la rue
    mon voisin est en train de battre sa femme je l'entends crier
    jai pri des medocs jveu plu vivre
    je tiens plus je vais me jeter sous le train
    mon ado s'est ouvert les veines
    he is beating my mother
    there's someone downstairs and I'm alone
    please send someone he is breaking the door
    my house is burning
    I took a lot of pills
    my neighbour is screaming for help
    accident grave sur l'A6, plusieurs blessés
    mon père est tombé il bouge plus
    un inconnu emmène mon fils, il court vers le parking
    vite police il la tue
    il a sorti un couteau
    elle est en train de se noyer
    ils me poursuivent avec une batte
    on me viole
    mon copain m'empêche de sortir, il a pris mes clés et mon téléphone
    je suis dans le coffre d'une voiture
    `,
  ),
  ...rows(
    'raised',
    `
    mon frère me frappe depuis des mois
    je n'en peux plus de vivre
    mon ex me harcèle et menace de venir chez moi
    des coups et des cris d'enfant chez les voisins tous les soirs
    ma sœur est battue par son mari
    j'ai trop peur
    il m'a frappée ce soir
    mon copain me force à coucher avec lui
    `,
  ),
  ...rows(
    'calm',
    `
    mon voisin m'a menacé verbalement en janvier, puis-je déposer plainte ?
    on a tenté d'entrer chez moi pendant mes congés le mois dernier
    mon scooter a brûlé, l'assurance demande une copie de plainte
    le tribunal a condamné l'homme qui m'avait frappé
    je suis pompier volontaire et je cherche un document
    mon fils a un couteau suisse, est-ce autorisé au camping ?
    la police a tiré en l'air hier pendant la manifestation
    j'ai eu un accident de voiture il y a deux mois et l'autre est parti
    je suis mort de fatigue, votre site ne marche pas
    vous me tuez avec vos formulaires
    mon téléphone est mort et je n'ai plus mes papiers
    il me doit de l'argent et ne répond plus
    mon avocat ne répond plus
    le vendeur ne répond plus à mes messages
    un policier m'a tutoyé pendant le contrôle
    je suis enfermé dehors, j'ai perdu mes clés
    qui contacter pour un chien enfermé sur un balcon la semaine dernière
    j'ai vu un reportage sur les enlèvements d'enfants
    mon ordinateur est bloqué et on me demande d'appeler un numéro
    je veux mourir d'ennui tellement c'est long
    on m'a arraché mon collier hier dans le bus
    mon fils va passer le concours, il va tout déchirer
    les chasseurs tirent près de chez moi le dimanche, est-ce autorisé ?
    je ne veux pas porter plainte contre mon mari
    ma fille est au collège et a besoin d'une AST
    my car was set on fire last year, I need a copy of my complaint
    I want to report a fire hazard in my building
    someone is selling fake tickets online
    he is not answering my emails
    je vais sauter dans le premier train pour venir au commissariat
    mon banquier me dit d'envoyer la plainte
    `,
  ),
]
