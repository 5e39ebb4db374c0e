/** What the simulation found, kept by hand: one line for each, with the test that holds it. */
export interface Bug {
  readonly found: string;
  /** Number of the promise it broke. */
  readonly invariant: number;
  readonly what: string;
  readonly now: string;
}

export const bugs: readonly Bug[] = [
  {
    found: "2026-11-21",
    invariant: 6,
    what: "A provider that left the server's configuration less than a minute after a grant there made the second look end the grant as unproven.",
    now: "What the server lacks is no doubt about a request: it is looked at again once the provider is back.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "A replica whose clock was 96 seconds behind took away what another replica had granted, because by its own clock the lease had not begun; the other one then wrote down that somebody had ended it by hand.",
    now: "It is never earlier than what the ledger tells of the holding: that it was confirmed.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "The same with a clock 24 seconds behind and a grant that was written down and not confirmed yet: a revocation of what was over long ago landed late, and cut it.",
    now: "It is never earlier than the beginning of a lease that is written down, unless that carries on from another.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "The same for an extension that was merged after what it extends had ended.",
    now: "Only an extension that begins where the other one ends may begin later than it is written down.",
  },
  {
    found: "2026-11-21",
    invariant: 5,
    what: "A grant that somebody took back by hand was made again when the extension began that was already part of it.",
    now: "What was to carry on from a lease that was ended by hand is ended with it.",
  },
  {
    found: "2026-11-21",
    invariant: 2,
    what: "A replica whose clock was 40 seconds behind took back what another had confirmed, and what it wrote down of that was old news to itself: it did so again and again, and ended nothing else.",
    now: "What was done is told with no earlier time than what it follows.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "A call to take something back that nobody waited for any more landed 12 seconds later, and hit what had been granted there meanwhile.",
    now: "What was taken back is granted again only after every call to take it back has landed or is lost: twice the provider's deadline and its consistency window.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "A grant that nobody answered was followed at once by one with a later end; the first landed five seconds after it, and the provider's timer cut the access at the earlier end.",
    now: "While a grant that nobody answered may still land, the same machine makes no other one there.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "A replica whose clock was 87 seconds ahead of another's took a grant of that one for older than the provider's consistency window, did not see it listed yet, and wrote down that somebody had ended it by hand.",
    now: "Where listings may be old, two minutes more are allowed for clocks.",
  },
  {
    found: "2026-11-21",
    invariant: 5,
    what: "A machine whose clock was 52 seconds behind noticed that somebody had taken back by hand what by that clock had not begun; the lease stayed open on the ledger, and the access was made again.",
    now: "What is done about a lease is told as done after it began.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "The receipt of a request that had been extended was merged when its own time was over. A replica whose clock was 99 seconds behind took that for an early end, which ends the extension, too.",
    now: "What is said on GitHub ends a request early only before its time is over by GitHub's clock.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "A revocation that nobody answered, of a lease whose successor the machine did not know yet, landed 16 seconds after the grant to the later end.",
    now: "While a revocation that nobody answered may still land, the same machine makes no grant there.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "A late revocation by a replica that could not know better took a grant of another, which wrote down that somebody had ended it by hand; the rest of the lease was lost.",
    now: "What vanishes while the ledger tells of a revocation that failed there is made again.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "Reads of GitHub that were 12 seconds old showed a pull request as open that had been merged and granted: it was reviewed again, the check was written over as waiting, and the second look ended the grant as unproven.",
    now: "What the ledger says was granted is not reviewed any more.",
  },
  {
    found: "2026-11-27",
    invariant: 6,
    what: "A replica whose clock was 74 seconds ahead wrote times to come onto the ledger; the other one, away from GitHub, took them for the time and ended access 4 seconds before an extension it was told of.",
    now: "Each machine goes by the `Date` of GitHub's answers, and by a monotonic clock in between.",
  },
  {
    found: "2026-11-27",
    invariant: 2,
    what: "A session that its holder had opened outlived the hand that took her grant back, and the end of the lease: what was written down as ended by hand is taken back no second time.",
    now: "What is left of a grant that somebody took back by hand is ended by who notices: its timer, and sessions that nothing else allows.",
  },
];
