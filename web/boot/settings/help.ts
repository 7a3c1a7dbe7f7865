import { names, type Setting, table } from './table.ts'

const rows = (): readonly [string, Setting][] => names.map((name) => [name, table[name]])

/** What `npm start -- --help` prints. */
export function settingsHelp(): string {
  const lines = rows().flatMap(([name, { about, accepts, fallback }]) => [
    `  ${name}`,
    `      ${about}`,
    `      Accepts: ${accepts}. Default: ${fallback}.`,
  ])
  return [
    'npm start              builds what is missing, then runs Permanence',
    'npm start -- --help    prints this list',
    '',
    'Settings are read once from the environment, or from a file .env in the working directory',
    '(see .env.example); the environment wins.',
    '',
    ...lines,
    '',
  ].join('\n')
}

/** The text of .env.example: every setting, commented out. */
export function envExample(): string {
  const blocks = rows().map(
    ([name, { about, accepts, fallback }]) =>
      `# ${about}\n# Accepts: ${accepts}.\n# Default: ${fallback}.\n#${name}=\n`,
  )
  return `# Copy to .env and remove the # before what you set. The environment wins over this file.\n\n${blocks.join('\n')}`
}
