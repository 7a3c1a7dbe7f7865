/**
 * What X charges, as data. Pay-per-use since 2026: there are no plans any more.
 * https://docs.x.com/x-api/getting-started/pricing, read in April 2026.
 */
export const prices = {
  date: '2026-04',
  source: 'https://docs.x.com/x-api/getting-started/pricing',
  /** Cents of US dollar for each. */
  cents: {
    /** A mention of one's own account, read. */
    mention: 0.1,
    /** A direct message, read. */
    dmRead: 1,
    /** A direct message, sent. */
    dmSend: 1.5,
    /** A post of ours, read back; the price of reading one's own posts. */
    postRead: 0.1,
    /** A post that nobody summoned. */
    post: 1.5,
    /** A post with a link, whoever summoned it. */
    postWithLink: 20,
    /** An answer to somebody who summoned us. */
    summonedReply: 1,
    /** A webhook event: a direct message. */
    dmEvent: 1,
    /** A webhook event: a mention or an answer to us. */
    mentionEvent: 0.5,
  },
  /** Counted one for one: X bills in dollars, and a cap should err on the early side. */
  eurosPerDollar: 1,
} as const

export type Priced = keyof typeof prices.cents

/** Cents of euro. */
export const costOf = (what: Priced, times = 1): number => prices.cents[what] * prices.eurosPerDollar * times
