import css from './panel.css?inline'

/** Styles of the panel, as a constructed sheet: allowed under a host's strict style-src, unlike a <style>. */
export function dress(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(inPixels(css))
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
}

/**
 * A host page may set its root font size to anything (62.5 % is common), and rem follows it even in a shadow tree.
 * So rem becomes the reader's own default size, which `font-size: medium` gives.
 */
function inPixels(css: string): string {
  const probe = document.createElement('span')
  probe.style.fontSize = 'medium'
  document.body.append(probe)
  const size = Number.parseFloat(getComputedStyle(probe).fontSize) || 16
  probe.remove()
  return css.replace(/(\d*\.?\d+)rem\b/g, (_, number: string) => `${Number(number) * size}px`)
}
