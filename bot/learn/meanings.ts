/**
 * Words that mean alike where a desk listens: who, where, what is done, when. A handful of examples says little about
 * "my uncle" or "the attic"; together with their kind they say a lot. One line a meaning, folded; a star stands for any ending.
 * A word may stand on several lines.
 */
export const MEANINGS = `
MATE mari conjoint* compagn* copain* concubin* epoux epouse femme copine ex husband boyfriend girlfriend partner wife
PARENT pere mere papa maman parent parents beau-pere tonton oncle tante daron daronne dad father mum mom mother stepdad stepfather uncle
KID enfant* bebe* fils fille fillette gosse* gamin* petit petite petits mome ado adolescent* nourrisson bambin eleve* mineur* neveu niece child children kid kids son daughter baby toddler boy girl
OLD mamie papi papy grand-mere mamy meme vieille vieux vieillard agee age ehpad grandma grandmother grandfather elderly
SIBLING frere soeur frangin frangine cousin cousine jumeau brother sister
FRIEND ami amie amis pote potes coloc* collegue* camarade* friend* colleague* roommate flatmate classmate
NEIGHBOUR voisin* voisine neighbour* neighbor* palier dessus dessous mitoyen
STRANGER inconnu* type types mec mecs gars homme hommes bonhomme individu* monsieur jeune jeunes bande groupe gens quidam dame man men guy guys stranger* woman people someone somebody individual*
BOSS patron* chef* employeur superieur manager drh hierarchie boss supervisor employer
COP police policier* policiere gendarme* gendarmerie flic* agent agents brigade officier commissariat officer* cop cops
SELF je j me m moi mon ma mes nous notre nos i me my we us our myself
HE il ils elle elles lui leur he she they him her his them their
SOMEONE on quelqu kelkun quelqu'un
ROOM chambre* salle bain toilettes wc cuisine salon couloir placard* cave cellier garage balcon grenier etage lit sdb buanderie dressing armoire bureau room bathroom closet kitchen bedroom basement toilet upstairs downstairs attic wardrobe
DOOR porte* portail poignee* serrure* verrou* loquet fenetre* volet* baie vitre* vitres judas interphone digicode sonnette cle cles door* handle lock window* knock*
HOME maison* appart* appartement* chez immeuble hall palier escalier* domicile logement pavillon residence jardin home house flat apartment building stairs garden
STREET rue* avenue parc gare metro rer bus tram parking arret trottoir place quai wagon rame boulevard route autoroute street park station subway road platform
VEHICLE voiture* bagnole caisse camion* camionnette* fourgon* scooter* moto* vehicule* coffre trottinette car van motorbike
HEIGHT pont toit rebord falaise rails voie voies riviere fleuve vide garde-corps parapet bridge roof ledge cliff tracks
HIT frapp* frap* tap* cogn* gifl* claque* claques coup coups poing* bat battu battue bats bouscul* pouss* etrangl* gorge mord mordu griff* tabass* tap* secou* rou* jete tire cheveux hit hits hitting punch* slap* kick* beat* chok* push* shov* strangl* drag*
KILL tue tuer tues tuera mort morte mourir meurt meurs creve crever buter assassin* meurtre egorg* kill* die dead murder* dying
WEAPON couteau* couto fusil* arme armes armee pistolet* lame machette hache marteau batte barre carabine cutter tesson bombe* explos* grenade flingue gun* knife knives weapon* blade hammer axe bat
WOUND sang saign* bless* plaie* inconscient* respir* bouge reveill* evanoui* malaise convuls* fracture* casse cassee tombe tombee chute coma brulure* mal bleus hematome* ambulance samu pompier* unconscious bleed* breath* hurt* injured wound* faint* collapsed moving
FIRE feu flamme* fumee brul* incendie* gaz essence allumette* briquet fire smoke burn* flames petrol
CRY cri cris crie crient crier criait hurl* pleur* gemi* supplie secours scream* cry* cries shout* yell* sob* help
QUIET silence plus-rien calme bruit bruits entend entends entendu entendre pas chuchot* doucement quiet noise noises hear heard whisper* footsteps
THREAT menac* menas* promet promis jure jurer vengeance vengera representailles threat* swore swear
ENTER entr* rentr* forc* defonc* enfonc* fracture* ouvr* penetr* introdui* cambriol* escalad* grimp* break* breaking broke climb* enter* forcing
HIDE cach* enferm* planqu* refugi* barricad* sequestr* bloqu* coinc* empech* sortir retient retenu* otage piege hid* hiding locked trapped hostage stuck
FOLLOW sui suit suivi suivie suivent poursui* traqu* guett* attend attendent rode rodent espionn* follow* stalk* waiting chasing lurking
LEAVE part partir parti partie quitte fuir sauve echapp* quitter leave leaving run escape away
COME revient reviens revenu arrive arriv* debarqu* remont* monte descend approche vient viennent coming back approach*
STAY reste* encore toujours demeure still stays
SEX viol viols violee violer touche* attouch* sein* fess* nu nue nues nude* nudes deshabill* sexe sexuel* embrass* frott* exhib* masturb* consent* intime* rape* raped grope* naked sexual* touched
SUICIDE suicid* pilule* medicament* medoc* cachet* comprim* somnifere* boite veines poignets corde pendre pend saut* finir disparaitre fardeau adieu adieux pardon vivre vie courage force souffr* endormir pills goodbye farewell burden overdose living
DESPAIR bout epuis* fatigu* seul seule vide inutile envie plus peux espoir supporte depress* hopeless alone tired
DRUG drogue* deal* shit beuh cannabis cocaine coke came guetteur* stup* crack drugs dealer* weed
DRUNK bu ivre bourre bourree alcool* saoul* soul drunk drogue defonce
TAKEN emmen* enlev* kidnap* embarqu* disparu* disparition fugue* introuvable missing kidnapp* abduct* taken vanish*
FEAR peur peurs terrifi* angoiss* trembl* panique paniqu* effray* crain* flippe scared afraid terrified frightened shaking
NOW maintenant la moment instant train vite deja mtn minutes minute secondes direct immediat* actuellement imminent now right currently just immediately seconds ongoing
TODAY aujourd tonight ce-soir soir cette today tantot nuit matin
PAST hier avant-hier dernier derniere derniers passe passee ans an annees annee mois semaine semaines janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche yesterday last ago week weeks month months year years monday tuesday wednesday thursday friday saturday sunday
WAS etait etais etaient avait avais avaient fut ai suis-alle eu ete was were had been did
HABIT souvent chaque regulierement parfois habitude quotidien* longtemps permanence every always often daily usually
SOON demain prochain* bientot apres-demain tomorrow soon next future
ASK comment combien quel quelle quels quelles pourquoi quand puis peut peut-on puis-je faut-il dois doit delai* droit possible savoir renseign* information* question* est-ce how what where when which who can may should does is-it
RULE loi legal* illegal* interdit* autoris* obligatoire amende* peine* sanction* risque* article code puni* prison law allowed penalty fine legal
PROCEDURE plainte* main-courante declaration declarer temoign* recepisse proces-verbal pv depose deposer depot procuration convocation convoqu* casier attestation dossier rendez-vous rdv formulaire document* certificat* audition complaint file filed form appointment statement certificate copy copie
FOLLOW_UP suite avancement nouvelles relance* reponse retour numero classement procureur tribunal juge avocat enquete update news prosecutor lawyer court investigation
PAPERS carte-identite identite passeport permis papiers cni passport licence license papers
MONEY argent euros euro virement* paye payer paiement rembours* prix montant rancon bitcoin carte cartes bancaire banque compte retrait debit* money paid pay bank card account euros refund transfer
THEFT vol vole volee voles voler derob* piqu* chour* arrach* pickpocket* voleur* voleurs steal stole stolen thief thieves theft robbed mugged snatch*
OBJECT telephone* portable* velo* sac* portefeuille* bijou* bijoux ordinateur* pc valise* montre* outils colis phone* bike* bag* wallet* laptop* suitcase jewel*
NET internet site* facebook instagram insta snap* whatsapp tiktok discord reseau* mail* mails sms lien* mot-de-passe pirat* hack* vinted leboncoin annonce* profil* photo* photos video* videos pseudo compte website online link email emails post posted pictures
FRAUD arnaqu* escro* faux fausse fausses frauduleux fraude* phishing usurp* scam* fake fraud*
HARASS harcel* insult* moqu* humili* rumeur* raciste* racis* homophob* discrimin* injur* bully* harass* abuse*
NUISANCE tapage bruit musique aboi* fete fetes rodeo* rodeos klaxon* ordures epave* depot-sauvage decibels noise loud party barking
CRIME agress* cambriol* violen* degrad* rayee casse vandal* tag* attaqu* assault* burgl* attack* damage* vandal*
ELSEWHERE caf apl impot* impots taxe* fiscal* cpam carte-vitale vitale ameli secu securite-sociale retraite* pension* titre sejour prefecture ants grise cantine creche inscription* urbanisme permis-de-construire pole-emploi travail chomage rsa mdph allocation* pret edf engie electricite facture* box forfait sfr orange free bouygues abonnement* colissimo poste chronopost sncf billet* remboursement* bailleur proprietaire locataire loyer caution salaire* licenci* paie medecin ordonnance hopital veterinaire assurance mutuelle notaire divorce logement-social hlm dentiste banque garantie vendeur commande livraison recette devoirs tax taxes benefits visa residence rent landlord electricity internet-box refund flight booking hotel school
GREET bonjour bonsoir salut coucou slt bjr hello hi hey yo wesh
THANK merci remerci* thanks thank bye revoir journee soiree
HUMAN humain conseiller quelqu'un vraie personne parler discuter joindre robot bot machine automatique human real person talk speak
RULES_BREAK ignore oublie instructions regles prompt systeme system role pretend developer jailbreak consignes
INSULT connard* connasse merde putain pute nul nuls incapable* idiot* fdp encul* batard* abruti* debile* cons fuck* shit stupid asshole* idiots useless
STORY film* serie* jeu jeux roman* livre* reve reves cauchemar* expose memoire article podcast documentaire replique cosplay theatre chanson* movie* series game* book* novel dream* nightmare* song* homework essay
ANIMAL chien* chat chats animal animaux chienne dog* cat cats animal*
SCHOOL ecole* college lycee classe cour prof* professeur* maitresse recre school class teacher*
WORK travail boulot taf bureau entreprise collegue* equipe poste job work office
RECRUIT recrut* concours metier devenir postuler stage reserviste recruit* career join
HOURS ouvert* ferme* horaire* adresse ou-se-trouve open opening closed hours
LOST perdu* perdre egar* paum* oublie lost lose misplaced
FOUND trouve* retrouv* found
WITNESS temoin* vu voir vois apercu remarque signal* denonc* suspect* louche bizarre witness* saw see noticed report* suspicious
`
