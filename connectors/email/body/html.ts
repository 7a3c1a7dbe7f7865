import { convert, type HtmlToTextOptions } from 'html-to-text'
import sanitizeHtml from 'sanitize-html'

/** Stands in text made from HTML where a mail client's own mark says: from here on it is history. */
export const historyMark = '\uE0F1'

const blocks = ['p', 'div', 'br', 'hr', 'blockquote', 'pre', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'center']
const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']
const tables = ['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th']
const inline = [
  'a',
  'b',
  'strong',
  'i',
  'em',
  'u',
  's',
  'del',
  'ins',
  'sub',
  'sup',
  'small',
  'span',
  'code',
  'q',
  'img',
]

/** An image is never loaded, not even to be shown: what stays is its text and a mark that the screen can explain. */
const placeholder: sanitizeHtml.Transformer = (_tag, attributes) => {
  const alt = attributes['alt']
  const image =
    attributes['data-image'] ?? (attributes['src']?.trim().toLowerCase().startsWith('cid:') ? 'inline' : 'remote')
  return {
    tagName: 'img',
    attribs: { 'data-image': image === 'inline' ? 'inline' : 'remote', ...(alt ? { alt } : {}) },
  }
}

const rules: sanitizeHtml.IOptions = {
  allowedTags: [...blocks, ...headings, ...tables, ...inline],
  allowedAttributes: {
    a: ['href', 'rel', 'target'],
    img: ['alt', 'data-image'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
    ol: ['start'],
    blockquote: ['type'],
    '*': ['dir', 'lang'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: [
    ...['script', 'style', 'textarea', 'option', 'select', 'noscript', 'title', 'svg', 'math', 'xmp', 'noembed'],
    ...['noframes', 'plaintext', 'iframe', 'template', 'object', 'embed', 'head'],
  ],
  nestingLimit: 100,
  transformTags: {
    img: placeholder,
    a: (_tag, { href, dir, lang }) => ({
      tagName: 'a',
      attribs: {
        ...(href ? { href } : {}),
        ...(dir ? { dir } : {}),
        ...(lang ? { lang } : {}),
        rel: 'noopener noreferrer nofollow',
        target: '_blank',
      },
    }),
  },
}

/** Passes until nothing changes: what comes out is a fixpoint, so a second reader finds nothing new to wake up. */
export function sanitise(html: string): string {
  let before = html
  for (let pass = 0; pass < 5; pass += 1) {
    const after = sanitizeHtml(before, rules)
    if (after === before) return after
    before = after
  }
  // Markup that never settles is not a letter: its text alone is kept.
  return sanitizeHtml(before, { allowedTags: [], allowedAttributes: {} })
}

const historySelectors = [
  ...['div.gmail_quote', 'div.gmail_quote_container', 'div.moz-cite-prefix', 'div.yahoo_quoted', 'div#divRplyFwdMsg'],
  ...['div#appendonsend', 'div#mail-editor-reference-message-container', 'div.protonmail_quote', 'div.zmail_extra'],
  ...['div[style*="border-top:solid #E1E1E1"]', 'div[style*="border-top:solid #B5C4DF"]', 'hr#zwchr'],
]

const textRules: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxDepth: 100, maxChildNodes: 20_000, maxInputLength: 1_000_000, ellipsis: '…' },
  formatters: {
    history: (element, walk, builder) => {
      builder.openBlock({ leadingLineBreaks: 1 })
      builder.addLiteral(historyMark)
      builder.closeBlock({ trailingLineBreaks: 1 })
      builder.openBlock({ leadingLineBreaks: 1 })
      walk(element.children, builder)
      builder.closeBlock({ trailingLineBreaks: 1 })
    },
  },
  // The whole mail, wherever a <body> stands: a second one in the middle must not hide the words before it.
  baseElements: { selectors: [], returnDomByDefault: true },
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'head', format: 'skip' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
    { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
    ...headings.map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'blockquote', format: 'blockquote', options: { trimEmptyLines: true } },
    ...historySelectors.map((selector) => ({ selector, format: 'history' })),
  ],
}

/** A cheap look before the dear one: could a mail client's mark of history be in here? */
export function mayMarkHistory(html: string): boolean {
  return /gmail_quote|moz-cite-prefix|yahoo_quoted|divRplyFwdMsg|appendonsend|editor-reference|protonmail_quote|zmail_extra|border-top:solid|zwchr/.test(
    html,
  )
}

/** The words of an HTML mail, with history marked where the client marked it. */
export function textOfHtml(html: string): string {
  return convert(html.replaceAll(historyMark, ''), textRules)
}
