import type { Language } from '../../../ui/shared/words/words.ts'

export interface Prose {
  readonly title: string
  readonly parts: readonly (string | { readonly heading: string } | { readonly list: readonly string[] })[]
}

/** Pages that only say something. Honest first: they promise nothing that is not done. */
export const prose: Readonly<Record<'accessibilite' | 'donnees' | 'traces', Readonly<Record<Language, Prose>>>> = {
  accessibilite: {
    fr: {
      title: 'Accessibilité : non conforme',
      parts: [
        'Ce site n’a pas encore été contrôlé selon le référentiel RGAA. Tant que ce contrôle n’est pas fait, la loi demande d’écrire « non conforme ».',
        { heading: 'Ce que nous faisons déjà' },
        {
          list: [
            'Chaque page s’utilise au clavier seul et sans JavaScript.',
            'Le texte s’agrandit à 200 % et tient sur un écran de 320 pixels de large.',
            'Les couleurs suivent vos réglages : thème sombre, contrastes forcés, animations réduites.',
            'Les messages de la discussion sont lus par les lecteurs d’écran.',
          ],
        },
        { heading: 'Une page vous bloque ?' },
        'Dites-le dans la discussion : un agent vous répond et cherche une autre solution avec vous.',
        'Si vous n’avez pas de réponse, vous pouvez écrire au Défenseur des droits, gratuitement et sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.',
      ],
    },
    en: {
      title: 'Accessibility: not compliant',
      parts: [
        'This site has not been audited yet against the French RGAA rules. Until it is, the law requires us to write “not compliant”.',
        { heading: 'What we already do' },
        {
          list: [
            'Every page can be used with the keyboard alone and without JavaScript.',
            'Text grows to 200 % and fits a screen 320 pixels wide.',
            'Colours follow your settings: dark theme, forced colours, reduced motion.',
            'Chat messages are read aloud by screen readers.',
          ],
        },
        { heading: 'A page stops you?' },
        'Say so in the chat: an officer answers you and looks for another way with you.',
        'If you get no answer, you can write to the Defender of Rights, free of charge, no stamp needed: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.',
      ],
    },
  },
  donnees: {
    fr: {
      title: 'Vos données',
      parts: [
        { heading: 'Ce que nous gardons' },
        'Vos messages, les fichiers que vous joignez et les réponses. Ils sont chiffrés. Seuls les agents du service à qui vous écrivez peuvent les lire, et chaque lecture est notée.',
        { heading: 'Ce que nous ne gardons pas' },
        'Ni votre adresse IP, ni le nom de votre navigateur. Ce site ne mesure pas votre visite et ne charge rien d’un autre site.',
        { heading: 'Sur votre appareil' },
        'Aucun cookie avant votre premier message. Ensuite, l’onglet garde un code d’accès à votre discussion, si le service le permet. Il disparaît quand vous fermez l’onglet. Sans JavaScript, ce code est dans un cookie, effacé quand vous fermez le navigateur.',
        { heading: 'Vos droits' },
        'Vous pouvez demander à voir, corriger ou effacer vos données : écrivez-le dans la discussion. Si la réponse ne vous convient pas, vous pouvez écrire à la CNIL (cnil.fr).',
      ],
    },
    en: {
      title: 'Your data',
      parts: [
        { heading: 'What we keep' },
        'Your messages, the files you attach and the answers. They are encrypted. Only the officers of the service you write to can read them, and each reading is noted.',
        { heading: 'What we do not keep' },
        'Neither your IP address nor the name of your browser. This site does not measure your visit and loads nothing from another site.',
        { heading: 'On your device' },
        'No cookie before your first message. Then the tab keeps an access code to your chat, if the service allows it. It disappears when you close the tab. Without JavaScript, this code is in a cookie, erased when you close the browser.',
        { heading: 'Your rights' },
        'You can ask to see, correct or erase your data: write it in the chat. If the answer does not suit you, you can write to the CNIL (cnil.fr).',
      ],
    },
  },
  traces: {
    fr: {
      title: 'Effacer mes traces',
      parts: [
        '« Quitter rapidement » vide la page et ce que ce site a gardé sur l’appareil. L’historique du navigateur, lui, reste : vous seul pouvez l’effacer.',
        { heading: 'Effacer l’historique' },
        {
          list: [
            'Ordinateur, Chrome, Edge ou Firefox : Ctrl + Maj + Suppr, puis choisissez ce que vous effacez.',
            'Ordinateur Apple, Safari : menu Historique, puis « Effacer l’historique ».',
            'iPhone, iPad : Réglages, Safari, « Effacer historique, données de site ».',
            'Android, Chrome : les 3 points, Historique, « Supprimer les données de navigation ».',
          ],
        },
        'Un historique entièrement vide peut se remarquer. Vous pouvez aussi effacer seulement les lignes de ce site.',
        { heading: 'La prochaine fois' },
        'Ouvrez une fenêtre de navigation privée avant de venir : l’historique ne sera pas gardé. Ou utilisez un appareil que l’autre personne ne voit pas.',
        { heading: 'Ce que cela ne cache pas' },
        'Un logiciel de surveillance installé sur l’appareil peut encore voir ce que vous faites. En cas de doute, appelez depuis un autre téléphone.',
      ],
    },
    en: {
      title: 'Erase my traces',
      parts: [
        '“Leave quickly” empties the page and what this site kept on the device. The browser’s history stays: only you can erase it.',
        { heading: 'Erase the history' },
        {
          list: [
            'Computer, Chrome, Edge or Firefox: Ctrl + Shift + Delete, then choose what to erase.',
            'Apple computer, Safari: History menu, then “Clear History”.',
            'iPhone, iPad: Settings, Safari, “Clear History and Website Data”.',
            'Android, Chrome: the 3 dots, History, “Delete browsing data”.',
          ],
        },
        'A history that is completely empty may be noticed. You can also erase only the lines of this site.',
        { heading: 'Next time' },
        'Open a private window before you come: the history will not be kept. Or use a device that the other person does not see.',
        { heading: 'What this does not hide' },
        'Spying software installed on the device can still see what you do. If in doubt, call from another phone.',
      ],
    },
  },
}
