import type { Outbound } from '../../../inbox/contract.ts'
import type { ScriptedSmtp } from '../../setup/smtp.ts'
import type { TestWire } from '../contract.ts'

export function answer(change: Partial<Outbound> = {}): Outbound {
  return {
    messageId: 'reponse-1',
    to: { address: 'camille@citoyens.example', name: 'Camille' },
    text: 'Bonjour,\n\nVotre demande est enregistrée.',
    subject: 'Re: Question',
    references: ['<question-1@citoyens.example>'],
    replyToken: 'k7f3a9',
    automatic: false,
    public: false,
    from: { desk: 'Commissariat numérique' },
    attempt: 1,
    doubtful: false,
    ...change,
  }
}

export function wrongSettings(right: object & { in: object; out: object }): TestWire['wrong'] {
  return [
    { settings: { ...right, address: '"a b"@police.example' }, field: 'address' },
    { settings: { ...right, out: { ...right.out, port: 70_000 } }, field: 'out.port' },
    { settings: { ...right, in: { ...right.in, type: 'pop3' } }, field: 'in.type' },
    { settings: { ...right, pasword: 'x' }, field: 'pasword' },
    { settings: undefined, field: 'settings' },
  ]
}

export function outcomes(smtp: ScriptedSmtp): NonNullable<TestWire['outward']>['outcomes'] {
  const when = (
    name: string,
    mood: Parameters<ScriptedSmtp['mood']>[0],
    outcome: 'sent' | 'retry' | 'never' | 'unsure',
  ) => ({
    name,
    arrange: () => smtp.mood(mood),
    outcome,
  })
  return [
    when('taken', 'take', 'sent'),
    when('421 at the greeting', { at: 'greeting', say: '421 4.3.2 later' }, 'retry'),
    when('554 at the greeting', { at: 'greeting', say: '554 5.3.2 no service' }, 'retry'),
    when('cut at the greeting', { at: 'greeting', cut: true }, 'retry'),
    when('greylisted', { at: 'rcpt', say: '450 4.7.1 greylisted' }, 'retry'),
    when('unknown address', { at: 'rcpt', say: '550 5.1.1 unknown' }, 'never'),
    when('cut before DATA', { at: 'rcpt', cut: true }, 'retry'),
    when('451 after DATA', { at: 'end', say: '451 4.3.0 try again' }, 'retry'),
    when('552 after DATA', { at: 'end', say: '552 5.2.2 full' }, 'never'),
    when('cut after DATA', { at: 'end', cut: true }, 'unsure'),
    when('silence after DATA', { at: 'end', stall: true }, 'unsure'),
    when('taken again', 'take', 'sent'),
  ]
}
