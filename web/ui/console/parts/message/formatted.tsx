import dompurify from 'dompurify'
import { useMemo } from 'preact/hooks'
import { words } from '../../words/words.ts'

/** Layout and words only: nothing that loads, runs, styles the page around it or asks for input. */
const rules = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: [
    'style',
    'img',
    'picture',
    'source',
    'video',
    'audio',
    'form',
    'input',
    'button',
    'select',
    'textarea',
    'map',
    'area',
  ],
  FORBID_ATTR: ['style', 'background', 'id', 'name', 'class', 'target'],
  ALLOW_DATA_ATTR: false,
}

/** Only so that the page's policy has nothing to report while the text is parsed: the cleaning itself comes after. */
const unstyled = (html: string): string =>
  html.replace(/<[^>]*>/g, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='))

/**
 * Three walls, since mail is hostile: cleaned on the server, cleaned again here, then shown in a frame
 * without scripts, forms, origin or network (https://html.spec.whatwg.org/#attr-iframe-sandbox).
 */
export function Formatted({ html }: { html: string }) {
  const page = useMemo(() => framed(dompurify.sanitize(unstyled(html), rules)), [html])
  return <iframe class="formatted" sandbox="" srcdoc={page} title={words.value.message.formattingTitle} />
}

/** Presentational attributes, because the page's policy (inherited by the frame) allows no inline style. */
const framed = (body: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light"></head><body bgcolor="#ffffff" text="#17211f"><font face="system-ui, sans-serif" size="3">${body}</font></body></html>`
