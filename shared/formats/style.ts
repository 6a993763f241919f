/**
 * The look of the files that readers open: one style sheet inside each file, because a file has nothing beside it
 * that it could load. Values follow the tokens of the window; faces are those that a computer has.
 */
export const FILE_STYLE = `
:root { color-scheme: light dark; --ground: #e6e7e3; --paper: #fcfdfb; --ink: #16191c; --ink-2: #41464b;
  --ink-3: #575c61; --line: #d5d7d1; --rule: #16191c; --link: #2743b4;
  --serif: 'Source Serif 4', 'Source Serif Pro', Charter, 'Iowan Old Style', 'Noto Serif', Georgia, serif;
  --sans: Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #111315; --paper: #1d2023; --ink: #e7e6e1; --ink-2: #bdbebb; --ink-3: #a0a3a4;
    --line: #2d3135; --rule: #bdbebb; --link: #aab9ff; } }
* { box-sizing: border-box; margin: 0; }
body { background: var(--ground); color: var(--ink); font: 400 20px/28px var(--serif); padding: 24px 16px;
  overflow-wrap: break-word; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
.sheet { max-width: 1136px; margin: 0 auto; padding: 0 48px 64px; background: var(--paper); }
.single { max-width: 712px; }
.nameplate { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 24px; padding: 16px 0 12px;
  border-bottom: 1px solid var(--rule); }
.nameplate .name { font: 700 28px/32px var(--serif); letter-spacing: -.02em; }
.nameplate ul { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 0; list-style: none;
  font-size: 14px; line-height: 20px; color: var(--ink-2); }
.nameplate [aria-current] { color: var(--ink); font-weight: 650; border-bottom: 3px solid var(--rule); }
.nameplate time { margin-left: auto; font-size: 13px; line-height: 20px; color: var(--ink-3); }
.columns { display: grid; grid-template-columns: minmax(0, 616px) minmax(0, 1fr); gap: 64px; padding-top: 32px; }
.story { max-width: 616px; }
.single .story { padding-top: 32px; }
.kicker { margin-bottom: 4px; font-size: 16px; line-height: 20px; font-weight: 600; color: var(--ink-2); }
h1 { font: 650 40px/44px var(--serif); letter-spacing: -.018em; text-wrap: balance; }
.byline { margin: 8px 0 16px; font-size: 14px; line-height: 20px; color: var(--ink-2); }
.byline time { color: var(--ink-3); }
.kopij-body > * { margin-top: 12px; text-wrap: pretty; }
.kopij-body > :first-child { margin-top: 0; }
.kopij-body > h2 { margin-top: 20px; font: 700 20px/28px var(--serif); letter-spacing: -.005em; }
.kopij-body > h2 + p { margin-top: 0; }
.kopij-body > blockquote { margin: 20px 28px; font-weight: 600; }
.kopij-body > ul, .kopij-body > ol { padding-left: 24px; }
.kopij-body li { margin-top: 4px; }
.kopij-body a { color: inherit; text-decoration-color: var(--link); text-underline-offset: .15em; }
.dateline { font-size: .86em; line-height: 1; letter-spacing: .035em; font-weight: 650; }
.dateline .dateline { font-size: 1em; }
.rail .more { padding-top: 8px; border-top: 3px solid var(--rule); font: 700 20px/24px var(--serif);
  letter-spacing: -.01em; }
.rail ol { padding: 0; list-style: none; }
.rail ol.items > li { padding: 12px 0; border-top: 1px solid var(--line); }
.rail ol.items > li:first-child { padding-top: 8px; border-top: 0; }
.rail article { font-size: 16px; line-height: 24px; }
.rail .title { font: 650 16px/24px var(--serif); }
.rail .kopij-body > h2, .rail .kopij-body > blockquote { font-size: 16px; line-height: 24px; }
.rail time { display: block; margin-top: 4px; font: 400 12px/16px var(--sans); color: var(--ink-3); }
.nothing { padding-top: 8px; font-size: 16px; line-height: 24px; color: var(--ink-2); }
@media (max-width: 900px) {
  .columns { grid-template-columns: minmax(0, 1fr); gap: 40px; } }
@media (max-width: 600px) {
  body { padding: 0; font-size: 18px; line-height: 26px; }
  .sheet { padding: 0 20px 48px; }
  .nameplate time { margin-left: 0; }
  h1 { font-size: 30px; line-height: 34px; }
  .kopij-body > blockquote { margin: 16px; } }
@media print {
  body { padding: 0; background: none; font-size: 11pt; line-height: 15pt; }
  .sheet { padding: 0; background: none; }
  .rail li, blockquote { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; } }
`
