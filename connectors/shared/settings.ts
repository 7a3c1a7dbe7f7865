import type { z } from 'zod'
import { ConfigError } from '../../inbox/contract.ts'

/** What an operator wrote, as the schema reads it. Throws ConfigError naming the path of the first field to mend. */
export function settingsOf<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const field = [...(issue?.path ?? []), ...unknown].map(String).join('.') || 'settings'
  throw new ConfigError(field, `${field}: ${issue?.message ?? 'not readable'}`)
}
