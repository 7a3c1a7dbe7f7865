interface Words {
  readonly fr: string
  readonly en: string
}

/** Something that was written on a network, as the citizen who looks at it sees it. */
export interface DemoLine {
  readonly id: string
  readonly at: Date
  readonly who: string
  /** Written by the desk's account. */
  readonly desk: boolean
  readonly text: string
  /** The id of what it answers. */
  readonly answers?: string | undefined
  /** Names under which the network gives them; others than photos are only counted. */
  readonly photos: readonly string[]
  readonly files: number
  readonly choices: readonly { readonly id: string; readonly label: string }[]
}

export interface DemoCitizen {
  readonly id: string
  readonly name: string
  readonly about?: Words
}

export interface DemoPhoto {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

/** A network that stands on this machine, with invented people. */
export interface DemoNetwork {
  /** Its part of the playground's addresses. */
  readonly key: string
  readonly name: string
  readonly title: Words
  readonly account: string
  readonly about: Words
  readonly citizens: readonly [DemoCitizen, ...DemoCitizen[]]
  /** Characters. */
  readonly longest: { readonly public: number; readonly private: number }
  /** What one writes first: a public text, or a private one. */
  readonly begins: 'public' | 'private'
  /** Oldest first. */
  publicly(): readonly DemoLine[]
  privately(citizen: string): readonly DemoLine[]
  photo(name: string): DemoPhoto | undefined
  write(
    citizen: string,
    text: string,
    how: { readonly public: boolean; readonly answers: string; readonly photo?: DemoPhoto | undefined },
  ): void
  press(citizen: string, choice: string): void
}

/** What stands for the other side of one kind of channel. */
export interface Stand {
  readonly network: DemoNetwork
  /** host:port for the connector. */
  readonly reach: string
  readonly settings: object
  close(): Promise<void>
}

/** Where events go; the address is known once we listen. */
export type Hook = () => string
