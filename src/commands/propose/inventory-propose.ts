import type { HeldState } from "../../core/ledger/ledger.ts";
import { oneLine } from "../../core/ledger/ledger-message.ts";
import { createBranch, findBranch, readWebPage } from "../../git/objects/branch.ts";
import { readRemoteHead } from "../../git/objects/refs.ts";
import { pushBranch, readSignatures, type Signature } from "../../git/process/operator.ts";
import type { Store } from "../../git/process/store.ts";
import { openRepository, openStore } from "../../git/repository.ts";
import {
  type Proposal,
  proposeAdoption,
  proposeRemoval,
  type Survey,
  surveyStanding,
} from "../../operations/propose.ts";
import { renderBaseline } from "../../report/inventory.ts";
import {
  describeNext,
  describeOpener,
  describeProposal,
  type ProposalRow,
  renderProposals,
} from "../../report/proposals.ts";
import type { OperatorConfiguration } from "../input/operator-configuration.ts";
import { explainFailure } from "../output/failure-advice.ts";
import { describeFinding, toRecord } from "../output/finding-lines.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { chooseExitCode } from "../runner/exit-codes.ts";
import { chooseAccess } from "./choose-access.ts";
import type { ProposalOptions } from "./proposal-options.ts";

/** Makes one branch of the clone for each chosen standing access. Prints the branches, and resolves to the exit code. */
export async function propose(
  options: ProposalOptions,
  configuration: OperatorConfiguration,
  state: HeldState,
): Promise<number> {
  const now = () => new Date();
  const clone = await openClone(options.dir, configuration);
  const deps = {
    ...{ repository: clone.repository, state, now, render: renderBaseline },
    providers: configuration.providers,
  };
  const survey = await surveyStanding(deps);
  const chosen = chooseAccess(survey.all, options.chosen);
  const proposals =
    options.kind === "adopt"
      ? await proposeAdoption(deps, survey, chosen, options.terms)
      : proposeRemoval(deps, survey, chosen);
  const done = await carryOut(proposals, { ...options, ...clone, tip: survey.tip });
  report(done, survey, options);
  const [refused, failed] = [describeRefused(done), describeFailed(done, survey)];
  for (const problem of [...refused, ...failed]) complain(`${problem}\n`);
  return chooseExitCode(refused.length > 0, failed.length === 0);
}

interface Clone {
  readonly store: Store;
  readonly base: string;
  readonly page: string | undefined;
}

async function openClone(dir: string, { defaultBranch }: OperatorConfiguration) {
  const store = await openStore(dir);
  const base = defaultBranch ?? (await readRemoteHead(store)) ?? "main";
  const [page, repository] = await Promise.all([
    readWebPage(store),
    openRepository({ dir, defaultBranch: base }),
  ]);
  return { store, base, page, repository };
}

/** One proposal and its result. */
interface Done extends ProposalRow {
  readonly proposal: Proposal;
  readonly commit?: string;
  readonly page?: string;
  readonly error?: unknown;
}

type Act = Clone & Pick<ProposalOptions, "dir" | "isDryRun" | "isToBePushed"> & { readonly tip: string };

/** One after the other, with a line on standard error for each: there may be many. */
async function carryOut(proposals: readonly Proposal[], act: Act): Promise<Done[]> {
  // Before the first branch: commits need the name of their author.
  const isWriting = !act.isDryRun && proposals.some(({ findings }) => findings.length === 0);
  const signatures = isWriting ? await readSignatures(act.store) : undefined;
  const done: Done[] = [];
  for (const [index, proposal] of proposals.entries()) {
    const one = await carry(proposal, act, signatures);
    done.push(one);
    const what = `${proposal.access.principal}, ${proposal.branch}: ${one.status}`;
    if (signatures !== undefined) complain(`[${index + 1}/${proposals.length}] ${oneLine(what)}\n`);
  }
  return done;
}

async function carry(
  proposal: Proposal,
  act: Act,
  signatures: { readonly author: Signature; readonly committer: Signature } | undefined,
): Promise<Done> {
  const { branch, files, findings } = proposal;
  const commands = listCommands(branch, act);
  const page = act.page === undefined ? {} : { page: `${act.page}/compare/${act.base}...${branch}?expand=1` };
  const told = { proposal, ...page, commands: [...commands, ...Object.values(page)] };
  const place = await findBranch(act.store, branch);
  if (place !== undefined) return { ...told, status: "exists" };
  if (findings.length > 0) return { proposal, commands: [], status: "refused" };
  if (signatures === undefined) return { ...told, status: "planned" };
  const message = describeProposal(proposal);
  const commit = await createBranch(act.store, { branch, from: act.tip, files, message, ...signatures });
  if (!act.isToBePushed) return { ...told, commit, status: "made" };
  try {
    await pushBranch(act.store, branch);
    return { ...told, commit, commands: told.commands.slice(1), status: "pushed" };
  } catch (error) {
    return { ...told, commit, error, status: "made" };
  }
}

/** The commands that push and open the pull request. A person runs them: the app denies pull requests by bots. */
const listCommands = (branch: string, { dir, base }: Pick<Act, "dir" | "base">): string[] => [
  `git -C ${quote(dir)} push origin ${branch}`,
  `gh pr create --base ${quote(base)} --head ${branch} --fill`,
];

/** For a POSIX shell. */
const quote = (text: string): string =>
  /^[\w./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

function report(done: readonly Done[], survey: Survey, { isJson, kind }: ProposalOptions): void {
  if (isJson) printJson({ action: kind, base: survey.tip, proposals: done.map(toJson), ...toRest(survey) });
  else if (done.length > 0) print(renderProposals(done));
  else print("Nothing stands, and nothing is committed: there is nothing to propose.\n");
}

function toJson({ proposal, status, commit, page, commands, error }: Done) {
  const { access, branch, files, findings, removal, adoption } = proposal;
  const { number, state, provider, resource, role, principal } = access;
  return {
    ...{ number, standing: state, provider, resource, role, principal, status },
    branch: status === "refused" ? null : branch,
    commit: commit ?? null,
    paths: files.map(({ path }) => path),
    subject: adoption?.subject ?? null,
    opener: status === "refused" ? null : describeOpener(proposal),
    ...{ commands, compare: page ?? null },
    next: status === "refused" ? null : describeNext(proposal),
    removal,
    findings: findings.map(toRecord),
    error: error === undefined ? null : explainFailure(error),
  };
}

const toRest = ({ findings, failures }: Survey) => ({
  findings: findings.map(toRecord),
  unreadable: [...failures].map(([provider, error]) => ({ provider, error: explainFailure(error) })),
});

const describeRefused = (done: readonly Done[]): string[] =>
  done
    .filter(({ status }) => status === "refused")
    .flatMap(({ proposal: { access, findings: why } }) =>
      why.map((finding) => `#${access.number} ${describeFinding(finding)}`),
    );

const describeFailed = (done: readonly Done[], { findings, failures }: Survey): string[] => [
  ...done.flatMap(({ proposal, error }) =>
    error === undefined ? [] : [`#${proposal.access.number} was not pushed. ${explainFailure(error)}`],
  ),
  ...findings.map(describeFinding),
  ...[...failures].map(
    ([name, error]) => `"${name}" could not be read, and nothing about it is above. ${explainFailure(error)}`,
  ),
];
