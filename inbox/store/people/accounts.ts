import { type mongo, Schema } from 'mongoose'
import type { Role } from '../../door/door.ts'

export interface AgentRow {
  _id: string
  login: string
  /** Shown to citizens: a pseudonym where the service wants one. */
  name: string
  /** argon2id, PHC string. */
  password: string
  /** Sealed TOTP secret. */
  totp?: mongo.Binary
  /** The last TOTP step that was used: a code serves once (RFC 6238 §5.2). */
  totpStep?: number
  roles: Record<string, Role[]>
  disabled: boolean
}

export interface SessionRow {
  /** sha256 of the token: a copy of the database opens no session. */
  _id: string
  agent: string
  startedAt: Date
  lastSeenAt: Date
  expiresAt: Date
}

export const agentSchema = new Schema<AgentRow>(
  {
    _id: String,
    login: { type: String, required: true },
    name: { type: String, required: true },
    password: { type: String, required: true },
    totp: Buffer,
    totpStep: Number,
    roles: { type: Schema.Types.Mixed, required: true },
    disabled: { type: Boolean, required: true },
  },
  { versionKey: false, strict: 'throw' },
)
agentSchema.index({ login: 1 }, { unique: true })

export const sessionSchema = new Schema<SessionRow>(
  {
    _id: String,
    agent: { type: String, required: true },
    startedAt: { type: Date, required: true },
    lastSeenAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false, strict: 'throw' },
)
sessionSchema.index({ agent: 1 })
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
