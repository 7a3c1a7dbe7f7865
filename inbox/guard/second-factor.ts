import { Secret, TOTP } from 'otpauth'

const PERIOD = 30

const totpOf = (secret: string, login: string) =>
  new TOTP({
    issuer: 'Permanence',
    label: login,
    secret: Secret.fromBase32(secret),
    period: PERIOD,
  })

export const newSecret = () => new Secret({ size: 20 }).base32

/** The address that an authenticator app reads. */
export const secretAddress = (secret: string, login: string) => totpOf(secret, login).toString()

/** The time step a code stands for, one step early or late allowed (RFC 6238 §5.2); undefined when it is wrong. */
export function stepOf(secret: string, login: string, code: string, now: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = totpOf(secret, login).validate({
    token: code,
    timestamp: now,
    window: 1,
  })
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD) + delta
}
