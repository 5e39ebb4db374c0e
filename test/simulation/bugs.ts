/** The bugs that the simulation found, kept by hand. */
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
    now: "A missing provider does not make a request unproven. Hallpass verifies the request again when the provider is back.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "A replica whose clock was 96 seconds behind revoked a grant of another replica, because by its own clock the lease had not begun. The other replica then recorded an end by hand.",
    now: "A replica's time is never earlier than the last confirmation of the holding on the ledger.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "The same with a clock 24 seconds behind and a grant that was recorded but not confirmed yet: a revocation of long-ended access took effect late, and cut the new grant.",
    now: "A replica's time is never earlier than the beginning of a recorded lease, except for an extension.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "The same for an extension that was merged after the extended lease had ended.",
    now: "Only an extension that begins where the extended lease ends may begin later than it is recorded.",
  },
  {
    found: "2026-11-21",
    invariant: 5,
    what: "An operator revoked a grant by hand. It was made again when its recorded extension began.",
    now: "An end by hand also ends the extensions of the lease.",
  },
  {
    found: "2026-11-21",
    invariant: 2,
    what: "A replica whose clock was 40 seconds behind revoked a grant that another replica had confirmed. It took its own record of that for outdated, so it repeated the revocation and ended nothing else.",
    now: "The recorded time of an action is never earlier than the entry before it.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "A revocation that had timed out took effect 12 seconds later, and hit a grant made in between.",
    now: "Hallpass grants revoked access again only after every revocation call has taken effect or is lost: twice the provider's deadline plus its consistency window.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "A grant that timed out was followed at once by one with a later end. The first took effect five seconds after the second, and the provider's timer cut the access at the earlier end.",
    now: "While a grant that timed out may still take effect, the same machine makes no other grant of that access.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "A replica whose clock was 87 seconds ahead took another replica's grant for older than the provider's consistency window, did not see it listed yet, and recorded an end by hand.",
    now: "Where listings may be old, Hallpass waits two minutes more, to allow for clocks.",
  },
  {
    found: "2026-11-21",
    invariant: 5,
    what: "A machine whose clock was 52 seconds behind noticed that an operator had revoked a lease by hand, which had not begun by that clock. The lease stayed open on the ledger, and the access was granted again.",
    now: "The recorded time of an action on a lease is never earlier than the lease's beginning.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "The revert pull request of an extended request was merged when the request's own time was over. A replica whose clock was 99 seconds behind took that for an early end, which also ends the extension.",
    now: "A comment or removal on GitHub ends a request early only before its time is over by GitHub's clock.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "A revocation that timed out, of a lease whose extension the machine did not know yet, took effect 16 seconds after the grant to the later end.",
    now: "While a revocation that timed out may still take effect, the same machine makes no grant of that access.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "A replica with an old ledger revoked a grant of another replica, which recorded an end by hand. The rest of the lease was lost.",
    now: "Access that vanishes after a failed revocation on the ledger is granted again.",
  },
  {
    found: "2026-11-21",
    invariant: 6,
    what: "Reads of GitHub that were 12 seconds old showed a merged and granted pull request as open. Hallpass reviewed it again and set the check back to waiting, and the second verification ended the grant as unproven.",
    now: "Hallpass does not review a request that the ledger says was granted.",
  },
  {
    found: "2026-11-27",
    invariant: 6,
    what: "A replica whose clock was 74 seconds ahead wrote future times to the ledger. The other one, cut off from GitHub, took them for the current time and ended access 4 seconds before it learned of an extension.",
    now: "Each machine uses the `Date` of GitHub's answers, and a monotonic clock in between.",
  },
  {
    found: "2026-11-27",
    invariant: 2,
    what: "A holder's open session survived both the revocation of her grant by hand and the end of the lease, because Hallpass does not revoke again what is recorded as ended by hand.",
    now: "The replica that notices a revocation by hand also ends what is left of the grant: its timer, and sessions that no other grant allows.",
  },
];
