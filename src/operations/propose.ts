import { createHash } from "node:crypto";
import { describeEntitlement, type Entitlement, entitlementKey } from "../core/access/entitlement.ts";
import type { Grant } from "../core/access/grant.ts";
import { heldUntil, sameIds } from "../core/access/holding.ts";
import type { ProviderTraits } from "../core/access/traits.ts";
import type { RepositoryRules } from "../core/decision/evidence.ts";
import { judgeOffer } from "../core/decision/judge-offer.ts";
import { matchPolicies } from "../core/decision/rules/policy.ts";
import { parseRequest } from "../core/files/request.ts";
import { type Finding, isError, mistake } from "../core/findings/finding.ts";
import { accessKey, type Baseline } from "../core/inventory/inventory.ts";
import {
  type AdoptionTerms,
  draftPath,
  draftRequest,
  findOwner,
  type ProposalKind,
  proposalBranch,
} from "../core/inventory/proposal.ts";
import { listStandingAccess, type StandingAccess, withoutAccess } from "../core/inventory/standing-access.ts";
import type { HoldingRecord } from "../core/ledger/holding-record.ts";
import type { HeldState } from "../core/ledger/ledger.ts";
import type { Provider } from "../core/ports/provider.ts";
import type { Repository } from "../core/ports/repository.ts";
import { readRules } from "./evidence/read-rules.ts";
import { takeInventory } from "./inventory.ts";
import { type BaselineFile, readBaselines } from "./standing/read-baselines.ts";

export interface ProposingDeps {
  readonly repository: Repository;
  readonly state: HeldState;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly now: () => Date;
  /** Renders a whole baseline as text. */
  readonly render: (baseline: Baseline) => string;
}

/** Standing access, numbered from 1, and what could not be examined. */
export interface Survey {
  /** The commit of the default branch that was compared with. */
  readonly tip: string;
  readonly all: readonly NumberedAccess[];
  readonly files: readonly BaselineFile[];
  /** Of baselines that cannot be used. */
  readonly findings: readonly Finding[];
  /** Of providers, by name. */
  readonly failures: ReadonlyMap<string, unknown>;
}

export interface NumberedAccess extends StandingAccess {
  readonly number: number;
}

/** The changes of a pull request about one standing access, or the reasons against one. */
export interface Proposal {
  readonly kind: ProposalKind;
  readonly access: NumberedAccess;
  readonly branch: string;
  /** Files as they would be. Empty when `findings` say why not. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly findings: readonly Finding[];
  /** Commands for an administrator to revoke the access at the provider, if it has such a language. */
  readonly removal: readonly string[];
  readonly adoption?: Adoption;
}

export interface Adoption {
  /** The login of the holder. */
  readonly subject: string;
  readonly duration: string;
  readonly container: ProviderTraits["container"];
  /** Teams whose members may ask for the subject too. */
  readonly alsoAskedBy: readonly string[];
}

/** Compares the standing access at the providers with `inventory/` on the default branch. */
export async function surveyStanding({ repository, state, providers }: ProposingDeps): Promise<Survey> {
  const tip = await repository.defaultTip();
  const [{ files, findings }, { baselines, failures }] = await Promise.all([
    readBaselines(repository, tip),
    takeInventory(providers, state),
  ]);
  const committed = files.map(({ baseline }) => baseline);
  const all = listStandingAccess(committed, baselines).map((access, index) => ({
    ...access,
    number: index + 1,
  }));
  return { tip, all, files, findings, failures };
}

/** Drafts a request for each of these in the name of its holder, and checks it against the rules beforehand. */
export async function proposeAdoption(
  deps: ProposingDeps,
  { tip }: Survey,
  chosen: readonly NumberedAccess[],
  terms: AdoptionTerms,
): Promise<Proposal[]> {
  const rules = await readRules(deps.repository, tip);
  const needs = { deps, rules, terms, tip };
  const proposals: Proposal[] = [];
  for (const access of chosen) proposals.push(await adopt(access, needs));
  return proposals;
}

interface Adopting {
  readonly deps: ProposingDeps;
  readonly rules: RepositoryRules;
  readonly terms: AdoptionTerms;
  readonly tip: string;
}

async function adopt(access: NumberedAccess, { deps, rules, terms, tip }: Adopting): Promise<Proposal> {
  const provider = requireProvider(deps.providers, access);
  const proposal = begin("adopt", access, provider);
  const refuse = (findings: readonly Finding[]): Proposal => ({ ...proposal, findings });
  const barred = findDisqualification(access, deps, provider);
  if (barred.length > 0) return refuse(barred);
  const unusable = rules.findings.filter(isError);
  if (rules.settings === undefined || unusable.length > 0) return refuse(unusable);
  const owner = findOwner(rules.settings, access);
  if ("code" in owner) return refuse([owner]);
  const subject = owner.login;
  const { folder, duration } = terms;
  const day = deps.now().toISOString().slice(0, 10);
  // The name depends on the tip: a merged request is on the tip, and a name is used once.
  const path = draftPath(access, { subject, folder, day, unique: hash(accessKey(access), tip).slice(0, 8) });
  const text = draftRequest(access, subject, terms);
  const findings = checkRequest(text, path, folder, rules).filter(isError);
  if (findings.length > 0) return refuse(findings);
  const { container } = await provider.traits();
  const alsoAskedBy = matchPolicies(rules.policies, folder, access).flatMap(({ onBehalf, requesters }) =>
    onBehalf === undefined ? [] : requesters.teams.map(({ slug }) => slug),
  );
  return { ...proposal, files: [{ path, text }], adoption: { subject, duration, container, alsoAskedBy } };
}

/** Checks a draft as `hallpass check` does, with the policies of the default branch. */
function checkRequest(text: string, path: string, folder: string, rules: RepositoryRules): Finding[] {
  const { value, findings } = parseRequest(text, path);
  return [...findings, ...(value === undefined ? [] : judgeOffer(value, folder, rules))];
}

/** The reasons why no request can adopt this access. */
function findDisqualification(
  access: NumberedAccess,
  { state, now }: ProposingDeps,
  provider: Provider,
): Finding[] {
  if (access.state === "gone")
    return [
      mistake(
        "NOT_HELD",
        `${describe(access)} is named in inventory/ and held no longer: there is nothing to adopt.`,
        "Propose to remove it: that takes the line out.",
      ),
    ];
  const lease = findLease(access, state, now());
  if (lease !== undefined)
    return [
      mistake(
        "HELD_BY_LEASE",
        `${describe(access)} is held by a lease too, until ${lease.until.toISOString()}: ${lease.requests.join(", ")}.`,
        "Take the standing access back at the provider; where grants are shared, when the lease has ended.",
      ),
    ];
  return provider
    .check(toEntitlement(access))
    .map(({ code, message }) =>
      mistake(
        code,
        `No request can ask for what ${access.principal} holds (${describeEntitlement(access)}). ${message}`,
        `To adopt it, name the role under a resource of "${access.provider}" in the server's configuration (HALLPASS_PROVIDERS) and in a policy, and propose it again. To end it, propose to remove it (--propose remove).`,
      ),
    );
}

function findLease(access: StandingAccess, { holdings }: HeldState, now: Date) {
  const key = entitlementKey(access);
  const isSame = ({ ids, principal, entitlement }: HoldingRecord): boolean =>
    sameIds(ids, access.ids) || (principal === access.principal && entitlementKey(entitlement) === key);
  const leases = [...holdings.values()]
    .filter((record) => record.held !== "no" && isSame(record))
    .flatMap((record) => record.leases);
  const until = heldUntil(leases, now);
  return until === undefined ? undefined : { until, requests: leases.map(({ request }) => request) };
}

/** Drafts the baseline without each of these. */
export function proposeRemoval(
  { providers, render }: ProposingDeps,
  { files }: Survey,
  chosen: readonly NumberedAccess[],
): Proposal[] {
  return chosen.map((access) => {
    const proposal = begin("remove", access, requireProvider(providers, access));
    const changed = files.flatMap((file) => {
      const text = withoutAccess(file, access, render);
      return text === undefined ? [] : [{ path: file.path, text }];
    });
    if (changed.length > 0) return { ...proposal, files: changed };
    const fix = ["Take it back at the provider.", ...proposal.removal].join(" ");
    return {
      ...proposal,
      findings: [
        mistake(
          "NOT_COMMITTED",
          `No line of inventory/ names ${describe(access)} so none can be taken out.`,
          fix,
        ),
      ],
    };
  });
}

function begin(kind: ProposalKind, access: NumberedAccess, provider: Provider): Proposal {
  const removal = access.held.flatMap(
    ({ principal, grantedBy }) =>
      provider.describeRemoval?.({
        principal,
        entitlement: toEntitlement(access),
        ...(grantedBy !== undefined && { grantedBy }),
      }) ?? [],
  );
  const branch = proposalBranch(kind, hash(accessKey(access)).slice(0, 16));
  return { kind, access, branch, files: [], findings: [], removal };
}

function requireProvider(providers: ReadonlyMap<string, Provider>, { provider }: StandingAccess): Provider {
  const found = providers.get(provider);
  if (found === undefined) throw new Error(`"${provider}" was asked, and is not there.`);
  return found;
}

const toEntitlement = ({ provider, resource, role }: StandingAccess): Grant["entitlement"] =>
  ({ provider, resource, role }) satisfies Entitlement;

const describe = (access: StandingAccess): string => `${access.principal}, ${describeEntitlement(access)},`;

const hash = (...parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex");
