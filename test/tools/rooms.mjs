// Checks the walls between rooms, and that the checker really read the tree (a silent reader would pass everything).
import { readdirSync } from 'node:fs'
import { cruise } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const rooms = ['connectors', 'inbox', 'bot', 'web']
const isSource = (name) => /\.(ts|tsx)$/.test(name) && !name.endsWith('.d.ts')
const expected = rooms
  .flatMap((room) => readdirSync(room, { recursive: true }).map((name) => `${room}/${name}`))
  .filter(isSource)
const options = await extractOptions('./.dependency-cruiser.cjs')
const { output } = await cruise(rooms, options, undefined, {
  tsConfig: extractTsConfig('./tsconfig.json'),
})
const read = output.modules.filter((module) => expected.includes(module.source))
for (const { from, to, rule } of output.summary.violations) console.error(`${rule.name}: ${from} -> ${to}`)
if (read.length < expected.length) {
  const missing = expected.filter((name) => !read.some((module) => module.source === name))
  console.error(`Read ${read.length} of ${expected.length} source files; not read: ${missing.slice(0, 5).join(', ')}`)
  process.exit(1)
}
const links = output.modules.reduce((sum, module) => sum + module.dependencies.length, 0)
if (output.modules.length > 5 && links === 0) {
  console.error('No import was seen at all: the checker cannot read this TypeScript.')
  process.exit(1)
}
if (output.summary.error > 0) process.exit(1)
console.log(`rooms: ${read.length} source files, ${links} imports, walls hold`)
