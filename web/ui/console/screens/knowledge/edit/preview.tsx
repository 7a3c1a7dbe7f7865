import { useState } from 'preact/hooks'
import type { WireMessage, WireSheet } from '../../../../../wire.ts'
import { Group } from '../../../../shared/talk/message.tsx'
// The chat's own words, in both languages.
import '../../../../shared/words/words.ts'
import { withFacts } from '../../../rules/knowledge/facts.ts'
import type { Lang } from '../../../rules/phrases.ts'
import { facts } from '../../../state/knowledge/shelf.ts'
import { now } from '../../../state/look.ts'
import { words } from '../../../words/words.ts'

const languages = ['fr', 'en'] as const

/** The answer in the bubble that the person will see, drawn by the chat's own parts. */
export function Preview({ sheet }: { sheet: WireSheet }) {
  const { knowledge: say } = words.value
  const [language, setLanguage] = useState<Lang>('fr')
  return (
    <section class="k-preview" aria-labelledby="k-preview">
      <h4 id="k-preview">{say.preview}</h4>
      <fieldset class="k-languages">
        <legend class="vh">{say.previewLanguage}</legend>
        {languages.map((one) => (
          <button
            key={one}
            type="button"
            class="btn quiet"
            aria-pressed={one === language}
            onClick={() => setLanguage(one)}
          >
            {one === 'fr' ? say.french : say.english}
          </button>
        ))}
      </fieldset>
      <ol lang={language}>
        <Group messages={[messageOf(sheet, language)]} language={language} save={async () => {}} />
      </ol>
    </section>
  )
}

function messageOf(sheet: WireSheet, language: Lang): WireMessage {
  const said = (text: string): string => withFacts(text, facts.value, language)
  const title = said(sheet.title[language])
  return {
    seq: 1,
    at: new Date(now.value).toISOString(),
    author: { type: 'bot' },
    audience: 'contact',
    text: `${title}\n${said(sheet.body[language])}`,
    files: [],
    sheet: {
      id: sheet.id,
      title,
      verified: sheet.verified,
      ...(sheet.url ? { url: said(sheet.url) } : {}),
    },
  }
}
