import { type FileLimits, type InboundFile, Refused } from '../../contract.ts'
import type { Wire } from '../core.ts'

/** What the place takes; undefined: anything. none: no file at all. */
function limitsAt({ capabilities }: Wire, open: boolean, opens: string | undefined): FileLimits | 'none' | undefined {
  const { public: shown, media, files } = capabilities
  if (open && shown) return shown.media ? shown.files : 'none'
  if (opens !== undefined && shown?.firstMedia === false) return 'none'
  return media ? files : 'none'
}

const mega = (bytes: number): string => `${Math.floor(bytes / 1_000_000)} Mo`

/** Refused before anything is queued: the author can still take the file away, or say it elsewhere. */
export function checkFiles(wire: Wire, open: boolean, opens: string | undefined, given: readonly InboundFile[]): void {
  if (given.length === 0) return
  const limits = limitsAt(wire, open, opens)
  if (limits === undefined) return
  if (limits === 'none') throw new Refused('no-files', 'Ce réseau ne prend pas de fichier ici. Retirez-le.')
  const { most, largest, types } = limits
  if (given.length > most)
    throw new Refused('too-many-files', `Ce réseau prend ${most} fichier${most > 1 ? 's' : ''} au plus par message.`)
  for (const { type, bytes } of given) {
    if (!types.includes(type))
      throw new Refused('file-type', 'Ce réseau ne prend pas ce type de fichier. Envoyez une image.')
    if (bytes.length > largest)
      throw new Refused('file-too-large', `Ce fichier est trop lourd pour ce réseau\u00a0: ${mega(largest)} au plus.`)
  }
}
