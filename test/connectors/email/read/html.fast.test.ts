import { describe, expect, test } from 'vitest'
import { sanitise, textOfHtml } from '../../../../connectors/email/body/html.ts'

const payloads: readonly string[] = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<SCRIPT SRC=//x.example/a.js></SCRIPT>',
  '<script\n>alert(1)</script\n>',
  '<<script>alert(1)//<</script>',
  '<img src=x onerror=alert(1)>',
  '<img src="https://x.example/p.gif" width=1 height=1>',
  '<img srcset="https://x.example/a 1x, https://x.example/b 2x">',
  '<img src="javascript:alert(1)">',
  '<img src=`x`onerror=alert(1)>',
  '<img/src=x/onerror=alert(1)>',
  '<image href=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><image href="http://169.254.169.254/"></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg><foreignObject><iframe src=x></iframe></foreignObject></svg>',
  '<math><style><img src=x onerror=alert(1)></style></math>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<math href="javascript:alert(1)">x</math>',
  '<iframe src="https://x.example"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="https://x.example/a.swf"></object>',
  '<embed src="https://x.example/a">',
  '<applet code=x></applet>',
  '<base href="https://x.example/">',
  '<meta http-equiv=refresh content="0;url=https://x.example">',
  '<link rel=stylesheet href="https://x.example/a.css">',
  '<style>@import "https://x.example/a.css"; body{background:url(https://x.example/b)}</style>',
  '<div style="background:url(https://x.example/a)">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<p style="position:fixed;top:0">x</p>',
  '<form action="https://x.example"><input name=a><button>ok</button></form>',
  '<input onfocus=alert(1) autofocus>',
  '<button formaction="javascript:alert(1)">x</button>',
  '<select><option>x</option></select>',
  '<textarea><script>alert(1)</script></textarea>',
  '<title><img src=x onerror=alert(1)></title>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<plaintext><img src=x onerror=alert(1)>',
  '<noembed><img src=x onerror=alert(1)></noembed>',
  '<template><img src=x onerror=alert(1)></template>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" java\nscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="&#x6A&#x61vascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:x">x</a>',
  '<a href="//x.example">x</a>',
  '<a href="https://x.example" onclick=alert(1) ping="https://x.example">x</a>',
  '<a href=\'http://x?"onmouseover="alert(1)"\'>x</a>',
  '<video src="https://x.example/v" poster="https://x.example/p" autoplay></video>',
  '<audio src="https://x.example/a"></audio>',
  '<picture><source srcset="https://x.example/a"></picture>',
  '<table background="https://x.example/a"><tr><td background="https://x.example/b">x</td></tr></table>',
  '<body onload=alert(1) background="https://x.example">x</body>',
  '<bgsound src="https://x.example">',
  '<layer src="https://x.example"></layer>',
  '<isindex action="javascript:alert(1)">',
  '<marquee onstart=alert(1)>x</marquee>',
  '<details open ontoggle=alert(1)>x</details>',
  '<dialog open onclose=alert(1)>x</dialog>',
  '<b onmouseover=alert(1)>x</b>',
  '<span class="x" id="y" data-x="z">x</span>',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
  '<custom-el onclick=alert(1)>x</custom-el>',
  '</p><img src=x onerror=alert(1)><p>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<p>\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt></p>',
]

const contexts: readonly ((payload: string) => string)[] = [
  (payload) => payload,
  (payload) => `<p>avant ${payload} après</p>`,
  (payload) => `<table><tr><td>${payload}`,
  (payload) => `<a href="https://x.example/${payload}">x</a>`,
  (payload) => `<blockquote type="cite"><div>${payload}</div></blockquote>`,
  (payload) => `<img alt='${payload}'>`,
  (payload) => `<!-- ${payload}`,
  (payload) => `${'<div>'.repeat(120)}${payload}${'</div>'.repeat(120)}`,
]

const corpus = payloads.flatMap((payload) => contexts.map((context) => context(payload)))

/** Every tag that is left in the output, with its attributes, as a browser would see them. */
function tags(html: string): { name: string; attributes: string[]; whole: string }[] {
  return [...html.matchAll(/<([a-z][^\s/>]*)((?:[^>"]|"[^"]*")*)>/gi)].map(([whole, name = '', rest = '']) => ({
    name: name.toLowerCase(),
    attributes: [...rest.matchAll(/\s([^\s=/>]+)(?:="[^"]*")?/g)].map(([, attribute = '']) => attribute.toLowerCase()),
    whole,
  }))
}

const allowed = new Set([
  'href',
  'rel',
  'target',
  'alt',
  'data-image',
  'colspan',
  'rowspan',
  'scope',
  'start',
  'type',
  'dir',
  'lang',
])
const forbidden =
  /^(script|style|svg|math|iframe|object|embed|applet|base|meta|link|form|input|button|select|textarea|title|video|audio|source|body|noscript|template|image|xmp|plaintext)$/

describe('HTML of strangers', () => {
  test('the corpus has several hundred cases', () => expect(corpus.length).toBeGreaterThanOrEqual(500))

  test('nothing active and nothing remote is left, whatever came in', () => {
    for (const html of corpus) {
      for (const { name, attributes, whole } of tags(sanitise(html))) {
        expect(name, html).not.toMatch(forbidden)
        for (const attribute of attributes)
          expect(allowed.has(attribute), `${attribute} in ${whole} from ${html}`).toBe(true)
        if (attributes.includes('href')) expect(whole, html).toMatch(/href="(https?:|mailto:|tel:)/)
      }
    }
  })

  test('what comes out is a fixpoint', () => {
    for (const html of corpus) {
      const once = sanitise(html)
      expect(sanitise(once), html).toBe(once)
    }
  })

  test('an image is a mark and its words, never an address', () => {
    expect(sanitise('<img src="https://x.example/p.png" alt="Plan">')).toBe('<img data-image="remote" alt="Plan" />')
    expect(sanitise('<img src="cid:p1" alt="Plan">')).toBe('<img data-image="inline" alt="Plan" />')
  })

  test('what people write is kept', () => {
    const letter = '<p>Bonjour <b>à vous</b>,</p><ul><li>un</li></ul><table><tr><td colspan="2">x</td></tr></table>'
    expect(sanitise(letter)).toBe(letter)
    expect(sanitise('<a href="https://police.example/a?b=1&amp;c=2">ici</a>')).toContain(
      'href="https://police.example/a?b=1&amp;c=2"',
    )
    expect(sanitise('<a href="https://police.example">ici</a>')).toContain('rel="noopener noreferrer nofollow"')
  })

  test('its text is read without scripts, styles and images', () => {
    expect(textOfHtml('<style>p{}</style><h1>Titre</h1><p>un<br>deux</p><script>x()</script><img alt="z">')).toBe(
      'Titre\n\nun\ndeux',
    )
  })
})

test('a second <body> in the middle hides no word from agents or from the danger check', () => {
  expect(textOfHtml('<p>Au secours</p><body onload="x"><p>il a une arme</p></body><p>vite</p>')).toMatch(
    /Au secours\s+il a une arme\s+vite/,
  )
})
