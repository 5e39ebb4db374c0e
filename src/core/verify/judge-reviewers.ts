import type { PastEntry } from "../audit/ledger-commit.ts";
import { type CodeOwners, findOwners } from "../files/codeowners.ts";
import { requestPath } from "../files/request.ts";
import type { ReceiptRecord } from "../ledger/receipt-record.ts";
import type { Violation } from "./violation.ts";

/** A receipt on the ledger, and CODEOWNERS as it was before its merge; undefined: the clone has no usable one. */
export interface OwnedReceipt {
  readonly receipt: ReceiptRecord;
  readonly codeowners: CodeOwners | undefined;
}

/** Teams are observed hourly: a new owner may have reviewed before the ledger shows them in the team. */
const OBSERVED_WITHIN_MS = 2 * 3_600_000;

/**
 * Judges who reviewed after the end: every reviewer was seen in a team that owned one of the removed files by the CODEOWNERS of then. By all
 * observations of the ledger, because a receipt may be recorded long after its merge. Teams that were never observed prove nothing.
 */
export function createReviewers(now: Date) {
  const members = new Map<string, Set<number>>();
  const receipts: (OwnedReceipt & { readonly sha: string })[] = [];
  return {
    note(entry: PastEntry): void {
      if (entry.kind !== "observed") return;
      const slug = entry.team.slug.toLowerCase();
      const known = members.get(slug) ?? new Set();
      for (const { id } of [...entry.members, ...(entry.childMembers ?? [])]) known.add(id);
      members.set(slug, known);
    },
    add(sha: string, of: readonly OwnedReceipt[]): void {
      receipts.push(...of.map((each) => ({ ...each, sha })));
    },
    judge: (): Violation[] =>
      receipts
        .filter(({ receipt: { at } }) => at.getTime() + OBSERVED_WITHIN_MS < now.getTime())
        .flatMap(({ sha, ...each }) =>
          judgeReviewers(each, members).map((found) => ({ ...found, commit: sha })),
        ),
  };
}

function judgeReviewers(
  { receipt, codeowners }: OwnedReceipt,
  members: ReadonlyMap<string, ReadonlySet<number>>,
): Violation[] {
  if (codeowners === undefined) return [];
  const slugs = new Set(receipt.requests.flatMap((request) => listTeams(codeowners, request)));
  if ([...slugs].some((slug) => !members.has(slug))) return [];
  return receipt.reviews
    .filter(({ reviewer: { id } }) => ![...slugs].some((slug) => members.get(slug)?.has(id)))
    .map(({ id, reviewer }) => ({
      code: "RECEIPT_MISMATCH",
      says: `review ${id} of receipt #${receipt.pull} is by ${reviewer.login}, who was in no team that owned its files (${[...slugs].join(", ") || "nobody"})`,
    }));
}

const listTeams = (codeowners: CodeOwners, request: string): string[] =>
  (findOwners(codeowners, requestPath(request))?.owners ?? []).flatMap((owner) =>
    owner.kind === "team" ? [owner.slug.toLowerCase()] : [],
  );
