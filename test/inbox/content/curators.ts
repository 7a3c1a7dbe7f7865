import type { Curator, Reader, Role } from '../../../inbox/index.ts'

/** Whoever edits at these desks. */
export const editor = (name: string, roles: readonly Role[], ...desks: string[]): Reader => ({
  agent: `id-${name}`,
  name,
  roles: new Map(desks.map((id) => [id, new Set(roles)])),
})

/** A curator of one shelf that both desks share; a body that says "cassé" is broken. */
export function curatorOf(more: Partial<Curator> = {}): Curator & { told: string[] } {
  const told: string[] = []
  return {
    told,
    shelves: new Map([
      ['nord', 'commun'],
      ['sud', 'commun'],
    ]),
    filed: () => [{ kind: 'sheet', id: 'vol', body: 'Le texte du fichier' }],
    check: (_shelf, _name, body) =>
      body === 'cassé' ? [{ field: 'body.fr', line: 1, code: 'long-sentence', about: '30' }] : [],
    changed: async (shelf) => {
      told.push(shelf)
    },
    ...more,
  }
}
