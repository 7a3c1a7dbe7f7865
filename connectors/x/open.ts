import { type Channel, type Line, type Secrets, SendError, type Sink } from '../../inbox/contract.ts'
import type { HookWire } from '../hooks.ts'
import { XCalls } from './api/calls.ts'
import { XClient } from './api/client.ts'
import { signersOf } from './api/signers.ts'
import { Trouble } from './api/trouble.ts'
import type { XConfig } from './config.ts'
import { keepLooking } from './intake/catch-up.ts'
import { hookAnswer } from './intake/hook.ts'
import { keepRegistered } from './intake/registration.ts'
import { xLine } from './out/line.ts'
import { openStation } from './station/station.ts'

/** A first look after a long outage goes on behind: agents can answer meanwhile. */
const FIRST_LOOK = 10_000

export async function openX(
  channel: Channel<XConfig>,
  sink: Sink,
  signal: AbortSignal,
  hooks: HookWire,
  connect: string | undefined,
): Promise<Line> {
  const station = await openStation(channel, sink, signal, connect)
  signal.addEventListener('abort', () => station.health.close(), { once: true })
  if (signal.aborted) station.health.close()
  // At once: the challenge of a webhook is not to wait for our reading.
  hooks.listen(`${channel.desk}/${channel.id}`, hookAnswer(station), signal)
  void keepRegistered(station, hooks.address(`${channel.desk}/${channel.id}`))
  await station.ready
  await keepLooking(station, FIRST_LOOK)
  return xLine(station)
}

/** Who the tokens speak for. Throws SendError. */
export async function checkX(config: XConfig, secrets: Secrets, connect: string | undefined) {
  try {
    const signers = await signersOf(config, secrets, connect, () => undefined)
    const account = await new XCalls(new XClient(signers, config.timeoutSeconds), config.account.id).whoAmI()
    if (signers.lacks().length > 0) throw new Trouble('refused', 'permission')
    return account
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    throw new SendError(error.kind === 'refused' ? 'never' : 'retry', error.code, error.after)
  }
}
