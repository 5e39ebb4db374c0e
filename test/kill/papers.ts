import { openLedger } from "../../src/git/ledger/ledger.ts";
import { at } from "../support/local-github.ts";
import type { Stage } from "../support/stage.ts";
import type { Asked } from "./judge.ts";

/** What is wrong with the ledger: it does not verify, knows what nobody approved, or takes something for held. */
export async function inspectLedger({ github }: Stage, asked: readonly Asked[]): Promise<string[]> {
  const clone = await github.clone("alice");
  await clone.git("fetch", "--quiet", "origin", "+access-ledger:refs/heads/access-ledger");
  const settings = await clone.git("show", "origin/main:.github/hallpass.yaml");
  const publicKey = /publicKey: "?(ssh-ed25519 [^\s"]+)/u.exec(settings)?.[1];
  if (publicKey === undefined) return ["The settings name no key of the ledger."];
  const { state, untrusted } = await (await openLedger({ dir: clone.dir, publicKey })).read();
  const approved = new Set(asked.filter((each) => each.approved).map(({ pull }) => pull));
  const unapproved = [...state.seen.values()].filter(({ pull }) => !approved.has(pull));
  const held = [...state.holdings.values()].filter((record) => record.held !== "no");
  return [
    ...(untrusted === undefined ? [] : [`The ledger does not verify: ${untrusted.reason}`]),
    ...unapproved.map(({ request, pull }) => `The ledger has ${request} of #${pull}, which nobody approved.`),
    ...held.map(
      ({ principal, held: state }) => `The ledger says at the end that ${principal} holds: ${state}.`,
    ),
  ];
}

/**
 * Whom nobody told what became of a merged request, and who was told twice. One that was ended inside another is over without any
 * change at the provider.
 */
export async function inspectNews({ github }: Stage, asked: readonly Asked[]): Promise<string[]> {
  const found: string[] = [];
  for (const { pull, endedAt } of asked.filter(({ mergedAt }) => mergedAt !== undefined)) {
    const query = { ...at, issue_number: pull, per_page: 100 };
    const comments = await github.as("carol").paginate(github.as("carol").issues.listComments, query);
    const own = comments.filter(({ performed_via_github_app: app }) => app !== null);
    const marks = own.flatMap(({ body }) => body?.match(/<!-- hallpass: told \w+ -->/gu) ?? []);
    if (marks.length === 0 && endedAt === undefined) found.push(`Nobody was told what became of #${pull}.`);
    if (new Set(marks).size < marks.length) found.push(`#${pull} was told something twice.`);
  }
  return found;
}
