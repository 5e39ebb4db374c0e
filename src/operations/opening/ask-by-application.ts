import { type Entitlement, entitlementKey } from "../../core/access/entitlement.ts";
import type { Person } from "../../core/access/lease.ts";
import { nameDraft, writeDraft } from "../../core/asking/draft.ts";
import { listOffers, nameAccess, type Offer, usualDuration } from "../../core/asking/offers.ts";
import type { RepositoryRules } from "../../core/decision/evidence.ts";
import { membersOf } from "../../core/decision/github-facts.ts";
import { judgeOffer } from "../../core/decision/judge-offer.ts";
import { parseRequest, requestPath } from "../../core/files/request.ts";
import { isError } from "../../core/findings/finding.ts";
import type { AskPull } from "../../core/ports/asking.ts";
import type { Deps } from "../round/deps.ts";
import { type OpenDeps, openFor } from "./open-for.ts";

/** What an application asks for, for a person. */
export interface ApplicationWish {
  readonly asker: Person;
  readonly entitlement: Entitlement;
  readonly reason: string;
  /** The application's name in the server's configuration, and its request: small letters, digits and hyphens. */
  readonly caller: string;
  readonly task: string;
  readonly at: Date;
}

/** Why no pull request was opened, for the application. */
export interface NotAsked {
  readonly refused: string;
}

/**
 * Opens the pull request for the person, in the folder where a policy lets them ask, for an hour or the nearest that the policy allows. The
 * same rules judge it as every request. Throws when GitHub or git fails.
 */
export async function askByApplication(
  deps: OpenDeps & Pick<Deps, "github">,
  rules: RepositoryRules,
  wish: ApplicationWish,
): Promise<AskPull | NotAsked> {
  const { asker, entitlement, caller, task, at } = wish;
  const offer = await findOffer(deps, rules, wish);
  const publicKey = rules.settings?.ledger.publicKey;
  if (offer === undefined || publicKey === undefined)
    return { refused: `No policy lets ${asker.login} ask for ${nameAccess(entitlement)}.` };
  const file = draftFile(offer, wish);
  const mistakes = judgeFile(file, offer, rules);
  if (mistakes.length > 0) return { refused: mistakes.join(" ") };
  const source = { kind: "authzen", caller, task } as const;
  const title = `Access for ${asker.login}: ${nameAccess(entitlement)}`;
  return openFor(deps, { asker, source, at, file, title, publicKey });
}

/** The first that a team of the person's may ask for. */
async function findOffer(
  { github }: Pick<Deps, "github">,
  { policies }: RepositoryRules,
  { asker, entitlement }: ApplicationWish,
): Promise<Offer | undefined> {
  const key = entitlementKey(entitlement);
  for (const offer of listOffers(policies).filter((each) => entitlementKey(each.entitlement) === key)) {
    const { requesters } = offer.policy;
    if (requesters.users?.some(({ id }) => id === asker.id)) return offer;
    const found = await Promise.all(
      requesters.teams.map(async ({ slug, id }) => ({ id, team: await github.readTeam(slug) })),
    );
    // A team that was made anew under the name has another id.
    const isIn = found.some(
      ({ id, team }) => team?.id === id && membersOf(team, requesters).some((each) => each.id === asker.id),
    );
    if (isIn) return offer;
  }
  return undefined;
}

function draftFile(offer: Offer, { asker, entitlement, reason, task, at }: ApplicationWish) {
  const draft = {
    login: asker.login,
    entitlements: [entitlement],
    reason,
    duration: usualDuration([offer]),
  } as const;
  const id = `${offer.folder}/${nameDraft(draft, `a${task.slice(0, 12)}`, at)}`;
  return { id, path: requestPath(id), text: writeDraft(draft) };
}

function judgeFile(
  { path, text }: { readonly path: string; readonly text: string },
  { folder }: Offer,
  { policies }: RepositoryRules,
): string[] {
  const { value, findings } = parseRequest(text, path);
  const offline = value === undefined ? [] : judgeOffer(value, folder, { policies, findings: [] });
  return [...findings, ...offline].filter(isError).map(({ message, fix }) => `${message} ${fix}`);
}
