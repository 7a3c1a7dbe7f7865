import * as icons from '../../../ui/shared/icons.ts'
import type { Language } from '../../../ui/shared/words/words.ts'
import type { PortalOptions } from '../options.ts'
import { path, sayIn } from '../words/say.ts'
import { type Html, html } from './html.ts'

export interface Page {
  readonly language: Language
  /** The page's address without language, for the link to the other language: "/infos". */
  readonly at: string
  /** Shown in the tab and the history: neutral on pages that must not tell. */
  readonly title: string
  readonly body: Html
  /** chat: the head is bare and the exit is filled, as on every page where a person writes. */
  readonly chat?: boolean
  readonly entries?: readonly string[]
}

export type Shell = Pick<PortalOptions, 'assets' | 'demo' | 'exitTarget'>

export function icon(path: string, more = ''): Html {
  return html`<svg class="icon ${more}" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`
}

/** A whole page as text. Head, help and exit stand at the same place on all of them. */
export function layout(shell: Shell, page: Page): string {
  const say = sayIn(page.language)
  const built = ['portal/portal.ts', ...(page.entries ?? [])].map((entry) => shell.assets.of(entry))
  const styles = built.flatMap((asset) => asset.styles)
  const scripts = built.flatMap((asset) => asset.scripts)
  return html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content"><meta name="referrer" content="no-referrer">
<title>${page.title} – ${say('brand')}</title>
<link rel="icon" href="data:,">
${styles.map((file) => html`<link rel="stylesheet" href="${file}">`)}
${scripts.map((file) => html`<script type="module" src="${file}"></script>`)}
</head>
<body${page.chat ? html` class="talk-page"` : ''}>
<nav aria-label="${say('quick')}"><a class="skip" href="#contenu">${say('skip')}</a><a class="skip" href="/sortie">${say('exit')} ${say('exitMore')}</a></nav>
${head(shell, page)}
${help(page.language)}
<p class="vh" role="status" data-exit-spoken></p>
${page.body}
${page.chat ? '' : foot(shell, page.language)}
</body>
</html>
`.markup
}

const mark = html`<svg class="mark" viewBox="0 0 36 36" aria-hidden="true"><rect width="36" height="36" rx="9" fill="var(--color-brand)"/><path d="M11 8h15v20H11z" fill="var(--color-lamp)"/><path d="M11 8l7.5 3.5V31L11 28z" fill="var(--color-on-brand)"/><path d="M7 28h4M26 28h3" stroke="var(--color-on-brand)" stroke-width="2" stroke-linecap="round"/><circle cx="16.2" cy="20.5" r="1.1" fill="var(--color-brand)"/></svg>`

function head(shell: Shell, { language, at, chat }: Page): Html {
  const say = sayIn(language)
  const other = language === 'fr' ? 'en' : 'fr'
  const tagline = html`<span class="wide">${say('tagline')}</span>`
  const change = html`<a class="tool" href="${path(other, at)}" lang="${other}" hreflang="${other}"><span aria-hidden="true">${other.toUpperCase()}</span><span class="vh">${say('other')}</span></a>`
  return html`<header class="head ${chat ? 'bare' : ''}"><div class="wrap">
  <a class="brand" href="${path(language, '/')}">${mark}<span><b>${say('brand')}</b>${!chat && tagline}</span></a>
  ${!chat && change}
  <a class="btn exit ${chat ? '' : 'soft'}" href="/sortie" rel="noreferrer nofollow" data-exit="${shell.exitTarget}">${icon(icons.door)}<span>${say('exit')} <span class="more">${say('exitMore')}</span></span></a>
</div></header>`
}

function help(language: Language): Html {
  const say = sayIn(language)
  return html`<aside class="strip" aria-label="${say('emergency')}"><div class="wrap">
  ${icon(icons.warning)}
  <p><span class="long">${say('inDanger')}</span><span class="short">${say('inDangerShort')}</span> <span class="keep"><a href="tel:17">17</a> ${say('or')} <a href="tel:112">112</a></span></p>
  <p><span class="long">${say('cannotSpeak')}</span><span class="short">${say('cannotSpeakShort')}</span> <a href="sms:114">114</a></p>
</div></aside>`
}

function foot(shell: Shell, language: Language): Html {
  const say = sayIn(language)
  const link = (page: string, words: string) => html`<li><a href="${path(language, page)}">${words}</a></li>`
  return html`<footer class="foot"><div class="wrap">
  <ul>${link('/accessibilite', say('foot.access'))}${link('/donnees', say('foot.data'))}${link('/traces', say('foot.traces'))}${link('/plan', say('foot.plan'))}</ul>
  ${shell.demo && html`<p>${say('demo')}</p>`}
</div></footer>`
}
