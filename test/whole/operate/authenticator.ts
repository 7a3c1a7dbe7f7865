import { URI } from 'otpauth'

/** The 6 digits that an agent's telephone shows now. */
export function authenticator(address: string): string {
  const made = URI.parse(address)
  return made.generate({ timestamp: Date.now() } as never)
}
