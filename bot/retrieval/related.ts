/**
 * Words people use for what public services call otherwise, in both languages. One line a notion, folded; whoever asks with
 * one word of a line also asks, less loudly, with the others. A word may stand on several lines. Stems are made by the index.
 */
const NOTIONS = `
patron employeur boss entreprise boite directeur chef employer
boulot travail emploi taf job poste metier work employment
vire licencie licenciement renvoye renvoi remercie fired dismissal dismissed sacked redundancy
demission demissionner quitte resign resignation quit
chomage chomeur allocation indemnisation unemployment unemployed
paie paye salaire bulletin fiche remuneration touche gagne wage salary pay payslip
conge vacances conges absence holiday leave vacation
arret maladie malade docteur medecin sick doctor illness
docteur medecin toubib generaliste praticien doctor physician gp
hopital clinique hospitalisation urgences hospital
soins sante frais medicaux traitement care health
ordonnance medicament pharmacie pharmacien prescription medicine pharmacy
lunettes dents dentiste opticien glasses dentist
mutuelle complementaire assurance insurance cover
secu securite sociale cpam ameli vitale health-card
enceinte grossesse maternite accouchement naissance pregnant pregnancy maternity birth
bebe naissance enfant nouveau-ne baby newborn birth
nounou assistante maternelle garde creche nursery childminder nanny
gosse gamin enfant fils fille mineur child kid son daughter minor
maman mere mother mum parent
papa pere father dad parent
mamie papi grand-mere grand-pere age agee personne agees retraite elderly grandmother grandfather
mari epouse femme conjoint epoux couple mariage husband wife spouse
copain copine compagnon concubin partenaire boyfriend girlfriend partner
marier mariage noces epouser wedding marry marriage
pacs union vivre ensemble pacser civil
divorce divorcer separation separer separe separes quitter divorce separated split
pension alimentaire contribution entretien alimony maintenance
deces mort decede decedee mourir defunt enterrement obseques death dead died funeral
heritage heriter succession testament notaire inheritance will inherit
proprio proprietaire bailleur landlord owner lessor
locataire location louer bail loyer tenant rent renting lease rental
loyer mensualite rent
appart appartement logement studio maison residence habitation flat apartment housing home
coloc colocation colocataire roommate flatmate shared
caution garantie depot deposit
expulsion expulser huissier commissaire-justice mettre-dehors eviction evicted bailiff
reloger relogement hlm social logement housing
demenager demenagement changement adresse moving moved move address
syndic copropriete immeuble charges condominium
travaux chantier construire construction permis urbanisme works building build
terrain parcelle plu constructible land plot
voisin voisinage mitoyen neighbour neighbor
electricite gaz energie facture chauffage heating electricity gas energy bill
eau fuite compteur water leak
poubelle ordures dechets bac tri collecte ramassage bin rubbish trash waste garbage
encombrants dechetterie canape matelas bulky recycling
compost epluchures vegetaux jardin peelings garden
impot impots fiscal fisc taxe declaration revenu tax taxes income
solde reste payer delai echeance mensualiser remise gracieuse etaler instalment
rembourser remboursement trop-percu rendre refund reimbursement
aide allocation prime prestation complement coup-pouce droit benefit allowance grant help
caf allocations familiales allocation family
rsa minimum ressources revenu income
handicap handicape mdph aah fauteuil invalidite disabled disability wheelchair
retraite pension trimestres carriere partir retirement pension retire
banque compte bancaire bank account
credit pret emprunt dette surendettement loan debt
facture payer bill invoice
argent euros somme montant money amount
voiture vehicule auto bagnole automobile caisse car vehicle
moto scooter deux-roues mobylette motorbike motorcycle scooter
velo bicyclette cycle bike bicycle
trottinette edp scooter
permis conduire conduite licence license driving drive
points permis stage points
carte grise immatriculation certificat registration plate
controle technique ct inspection
amende pv contravention prune proces-verbal avis forfait fine ticket
radar exces vitesse flash speeding speed camera
stationnement garer parking stationner place park
fourriere enleve enlevement mise towed pound impounded
accident collision choc percute renverse accrochage accident crash hit
train bus tram metro transport abonnement navigo ticket transport pass
avion vol billet passager flight plane
etranger voyage partir sortie pays abroad travel trip foreign
visa consulat ambassade entree visa consulate embassy
titre sejour carte resident prefecture residence permit
nationalite naturalisation francais francaise citoyennete citizenship nationality citizen naturalisation
regroupement familial rejoindre famille venir reunification join
asile refugie ofpra asylum refugee
carte identite cni id identity
passeport passport
papiers documents pieces titres papers documents
perdu perte egare paume retrouve lost lose
vol vole derobe pique chourave arrache stolen theft steal stole robbed thief
renouveler renouvellement refaire perime expire renew renewal expired
acte extrait copie certificat livret etat-civil certificate copy record
nom prenom changer change name surname
vote voter election electorale electeur bureau-vote vote voting election polling
procuration mandataire absent proxy
mairie ville commune municipal town council city
ecole scolaire scolarite maternelle primaire classe inscription school enrol enrolment
college lycee eleve secondaire high-school pupil student
fac universite etudiant etudes bourse student university scholarship
cantine repas midi dejeuner canteen lunch
bac brevet diplome examen exam diploma degree
bibliotheque mediatheque livre emprunt library book
chien chat animal animaux compagnie dog cat pet animal
mordu morsure mord bite bitten
trouve retrouve ramasse found find
association benevole loi-1901 charity volunteer
tribunal juge justice jugement proces court judge trial
avocat conseil aide-juridictionnelle lawyer attorney legal
plainte porter deposer complaint report press-charges
temoin temoignage attestation vu witness testify
victime indemnisation indemniser dommages victim compensation
police commissariat policier flic agent gendarme gendarmerie brigade officer station cop
convocation convoque audition entendu lettre summons summoned
garde-vue cellule arrete interpelle custody arrested detained
prison detenu incarcere parloir jail prison inmate
casier judiciaire antecedents bulletin criminal record
arnaque escroquerie fraude faux escroc scam fraud fake
phishing hameconnage sms mail lien suspect message phishing text link
pirate hack compte mot-passe hacke hacked password
carte bancaire bleue debit prelevement cb debit payment card
virement transfere envoye transfer wired
achat acheter commande livraison livre site vendeur bought order delivery seller shop online
colis paquet livraison parcel package delivery
annonce leboncoin vinted occasion listing second-hand
chantage menace sextorsion photos videos intimes blackmail sextortion nudes
photo image video photos photograph picture
insulte injure insulte insulter traite insulted insult
menace menacer intimidation threat threatened threats
harcele harcelement acharnement harassment bullying stalking
racisme raciste discrimination origine couleur religion racism racist discrimination
homophobe gay lesbienne trans lgbt orientation homophobic
frappe coups violence violences tape cogne battu gifle hit beaten violence assault
agression agresse attaque attaquer assaulted attack
viol viole sexuelle attouchement rape sexual
touche fesses seins main-cuisse frotteur groped touched
siffle drague rue commentaires outrage catcall
drogue deal dealer stupefiants shit cannabis point-deal drugs dealing
bruit tapage musique fete boum sono noise loud party music
cambriolage cambrioleur effraction fracture burglary burglar break-in
degradation casse raye tag vandalisme abime damage vandalism scratched
squat squatteur squatter occupe occupation squatters
epave abandonnee ventouse abandoned wreck
rodeo cross quad roues wheelie
arme fusil pistolet carabine chasse couteau gun weapon firearm
disparu disparition fugue introuvable missing disappeared
suicide suicidaire mourir suicide
radicalisation extremiste djihad radicalised extremist
absence vacances surveillance maison surveiller holiday watch
delai temps duree combien-temps long deadline time
prix cout tarif gratuit combien cost price free
horaire ouvert ouverture ferme heures hours open opening
rendez-vous rdv creneau appointment slot
internet ligne site web online website
telephone portable mobile smartphone phone mobile
courrier lettre recommande mail letter post
refuse refuser refus rejet rejete refused denied
annuler annulation retirer resilier cancel withdraw
obligatoire oblige obligation faut must mandatory compulsory
autorise droit legal permis interdit allowed legal forbidden
mineur mineure dix-huit ado adolescent minor underage teenager
`

const RELATED = new Map<string, Set<string>>()
for (const line of NOTIONS.trim().split('\n')) {
  const words = line.split(' ')
  for (const word of words) {
    const known = RELATED.get(word) ?? new Set<string>()
    for (const other of words) if (other !== word) known.add(other)
    RELATED.set(word, known)
  }
}

const NONE: ReadonlySet<string> = new Set()

/** What else a folded word may be called. */
export const relatedTo = (word: string): ReadonlySet<string> => RELATED.get(word) ?? NONE
