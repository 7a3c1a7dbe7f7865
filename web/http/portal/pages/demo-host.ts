import type { PortalOptions } from '../options.ts'
import { html } from '../page/html.ts'

/** A town's site, invented: shows the widget where it will live, under a host's strict policy. French only, like the town. */
export function demoHost({ assets, publicUrl, desks }: PortalOptions): string {
  const styles = assets.of('portal/demo-host.css').styles
  const widget = html`<script src="${publicUrl}/w.js" data-channel="${desks[0]?.channel}" data-lang="fr" async></script>`
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<title>Démarches – Ville de Saint-Aubin-les-Prés (site inventé)</title>
<link rel="icon" href="data:,">
${styles.map((file) => html`<link rel="stylesheet" href="${file}">`)}
</head>
<body class="host">
<p class="invented"><span class="wrap">Page de démonstration. Cette ville et ce site sont inventés.</span></p>
<header><div class="wrap"><b>Ville de Saint-Aubin-les-Prés</b></div></header>
<main><article class="wrap">
  <h1>Bruit, vol, dégradation : qui prévenir ?</h1>
  <p>La mairie répond du lundi au vendredi, de 9 h à 17 h. Pour une question de police qui n’est pas urgente, vous pouvez écrire à un agent depuis cette page, jour et nuit.</p>
  <p>En danger : appelez le <a href="tel:17">17</a> ou le <a href="tel:112">112</a>.</p>
  <h2>Avant d’appeler</h2>
  <p>Notez l’heure, le lieu et ce que vous avez vu. Ne vous mettez pas en danger pour prendre une photo.</p>
</article></main>
${desks.length > 0 && widget}
</body>
</html>
`.markup
}
