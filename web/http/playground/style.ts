/** Small enough to stand here: the playground is not built with the faces. */
export const style = `
.playground { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-4); padding: var(--space-4) var(--gutter) var(--space-7); width: 100%; margin-inline: auto; }
.sandbox .head .wrap { max-width: none; }
.panes { display: flex; border-top: var(--line) solid var(--color-line); }
.panes a { flex: 1; min-height: var(--target); display: flex; align-items: center; justify-content: center; font-size: var(--text-sm); color: var(--color-text); text-decoration: none; border-right: var(--line) solid var(--color-line); }
.panes a:last-child { border-right: 0; }
.playground .panel { display: flex; flex-direction: column; gap: var(--space-2); min-width: 0; padding: var(--space-4); scroll-margin-top: 8rem; font-size: var(--text-sm); }
.playground h2 { font-size: var(--text-lg); }
.playground h3 { font-size: var(--text-sm); margin-top: var(--space-2); }
.playground p { margin: 0; }
.playground .small { font-size: var(--text-xs); }
.playground iframe { width: 100%; height: 44rem; max-height: 80vh; border: var(--line) solid var(--color-line-strong); border-radius: var(--radius-md); background: var(--color-page); }
.playground ol, .playground .who { list-style: none; margin: 0; padding: 0; display: flex; flex-direction: column; gap: var(--space-2); }
.live { display: flex; flex-direction: column; gap: var(--space-2); min-height: 0; }
/* One child in a reversed column: seen from its end, and kept there while it grows. Letters come newest first. */
.talk { display: flex; flex-direction: column-reverse; overflow-y: auto; max-height: 24rem; min-height: 6rem; padding: var(--space-2); border: var(--line) solid var(--color-line); border-radius: var(--radius-md); background: var(--color-page); }
.playground .talk > * { margin-bottom: auto; }
.talk:has(#letters) { flex-direction: column; }
.letter, .said { padding: var(--space-2) var(--space-3); border: var(--line) solid var(--color-line); border-radius: var(--radius-md); background: var(--color-raised); overflow-wrap: anywhere; }
.letter.sent { background: var(--color-bubble); margin-left: var(--space-4); }
.letter.received { margin-right: var(--space-4); }
.said.desk { border-left: 3px solid var(--color-accent); }
.said.answer { margin-left: var(--space-4); }
.letter .text, .said .text { white-space: pre-wrap; margin-block: var(--space-1); }
.said .photo { display: block; max-width: 100%; max-height: 9rem; border-radius: var(--radius-sm, 4px); }
.photo-field .input { font-size: var(--text-xs); }
.sandbox .head .wrap { flex-wrap: wrap; }
.sandbox .head .brand { min-width: 0; }
.sandbox .head .lang { margin-left: auto; align-self: center; min-height: var(--target); display: inline-flex; align-items: center; }
.said form { margin-top: var(--space-2); gap: var(--space-2); }
.said .btn { white-space: normal; text-align: left; padding-inline: var(--space-3); font-size: var(--text-sm); }
.compose { display: flex; flex-direction: column; gap: var(--space-2); margin-top: var(--space-2); }
.compose p:empty { display: none; }
.playground .compose .error { color: var(--color-danger-text); }
.playground .who { flex-direction: row; flex-wrap: wrap; gap: var(--space-1); }
.who a { display: inline-flex; align-items: center; min-height: 2.25rem; padding-inline: var(--space-2); border: var(--line) solid var(--color-control); border-radius: var(--radius-pill); color: var(--color-text); font-size: var(--text-xs); text-decoration: none; }
.who a[aria-current] { background: var(--color-accent-soft); border-color: var(--color-accent); color: var(--color-accent-text); font-weight: var(--weight-strong); }
.compose .row { gap: var(--space-2) var(--space-3); justify-content: space-between; }
.playground .compose label { font-size: var(--text-sm); }
.playground .compose [for$=-text] { font-size: var(--text-xs); }
.live h3:first-child { margin-top: 0; }
.letter-form .field { display: grid; grid-template-columns: 5rem minmax(0, 1fr); align-items: center; }
.playground .compose .input { min-height: 2.5rem; padding: var(--space-1) var(--space-3); font-size: var(--text-sm); width: 100%; }
.places { border: 0; margin: 0; padding: 0; display: flex; gap: var(--space-3); }
.places label { display: inline-flex; align-items: center; gap: var(--space-1); min-height: 2.25rem; }
.mark-demo, .place { display: inline-block; padding: 0 var(--space-2); border-radius: var(--radius-pill); font-size: var(--text-xs); font-weight: var(--weight-strong); line-height: 1.5; }
.mark-demo { background: var(--color-info-soft); color: var(--color-info-text); }
.place.open { background: var(--color-warn-soft); color: var(--color-warn-text); }
.place.closed { background: var(--color-accent-soft); color: var(--color-accent-text); }
.trying { gap: var(--space-2) var(--space-4); padding-block: var(--space-2); font-size: var(--text-sm); }
@media (max-width: 48rem) { .head:has(.trying) { position: static; } }
.trying p { margin: 0; }
.trying .input { min-height: var(--target); width: auto; max-width: 100%; padding-block: 0; font-size: var(--text-sm); }
.playground .offered .btn { white-space: normal; text-align: left; font-size: var(--text-sm); min-height: 2.5rem; padding-inline: var(--space-3); }
.said.citizen { background: var(--color-bubble); margin-left: var(--space-4); }
.said.danger { border-color: var(--color-danger-text); color: var(--color-danger-text); }
.said dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0 var(--space-3); margin: var(--space-1) 0 0; }
.said dd { margin: 0; }
@media (pointer: coarse) { .who a, .places label, .playground .compose .input { min-height: var(--target); } }
@media (min-width: 48rem) { .panes { display: none; } .playground { grid-template-columns: repeat(2, minmax(0, 1fr)); } .talk { flex: 1; } .live { flex: 1; } }
/* All the channels side by side, each as tall as the window: what does not fit is scrolled within its pane. */
@media (min-width: 75rem) {
  .playground { grid-template-columns: minmax(22rem, 1fr); grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: var(--space-2); padding: var(--space-2); }
  .playground .panel { padding: var(--space-3); }
  .playground .btn { min-height: 2.5rem; padding-inline: var(--space-4); font-size: var(--text-sm); }
}
@media (min-width: 75rem) and (min-height: 42rem) {
  .sandbox { height: 100vh; min-height: 0; }
  .playground { flex: 1; min-height: 0; align-items: stretch; }
  .playground .panel { min-height: 0; overflow-y: auto; }
  .playground iframe { flex: 1; height: auto; max-height: none; min-height: 20rem; }
  .live { flex: 1; }
  .talk { flex: 1 1 0; max-height: none; }
  .live .talk:last-child { flex-grow: 1.75; }
}
`
