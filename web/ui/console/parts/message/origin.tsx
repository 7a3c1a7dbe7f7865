import type { WireMessage } from '../../../../wire.ts'
import { lang, words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'

/** What is known of where a message came from: said calmly, and plainly when it cannot be trusted. */
export function Origin({ message }: { message: WireMessage }) {
  const { message: say, defects } = words.value
  const { flags } = message
  if (!flags) return null
  const bad = flags.verdicts ? unproved(flags.verdicts) : false
  const lines = [
    // Where the reason is known, "a machine" would be wrong.
    ...(flags.neverAnswer && !flags.defects?.some((code) => defects[code]) ? [say.machine] : []),
    ...(flags.defects ?? []).map((code) => defects[code] ?? say.defects[code] ?? say.defect(code)),
  ]
  return (
    <>
      {bad && (
        <p class="origin warn">
          <Icon name="alert" />
          {say.verdictBad}
        </p>
      )}
      {lines.map((line) => (
        <p key={line} class="origin">
          {line}
        </p>
      ))}
      {flags.verdicts && <Verdicts verdicts={flags.verdicts} />}
    </>
  )
}

/** DMARC speaks for both others (RFC 7489); without it one proof is enough. */
function unproved(verdicts: Readonly<Record<string, string>>): boolean {
  if (verdicts['dmarc'] === 'pass') return false
  if (verdicts['dmarc'] === 'fail') return true
  return Object.values(verdicts).includes('fail') && !Object.values(verdicts).includes('pass')
}

function Verdicts({ verdicts }: { verdicts: Readonly<Record<string, string>> }) {
  const { verdicts: title, verdict } = words.value.message
  const said = (value: string): string =>
    value === 'pass' ? verdict.pass : value === 'fail' ? verdict.fail : value === 'none' ? verdict.none : verdict.other
  const all = Object.entries(verdicts).map(([name, value]) => `${name.toUpperCase()} ${said(value)}`)
  if (all.length === 0) return null
  return (
    <p class="origin">
      {title}
      {lang.value === 'fr' ? ' : ' : ': '}
      {all.join(', ')}
    </p>
  )
}
