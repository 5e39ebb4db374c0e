import { FORM_LABEL_OF } from "../../core/asking/form-names.ts";
import { STATE_LABELS } from "../../core/decision/briefing/labels.ts";
import { SETTINGS_PATH } from "../../core/files/settings.ts";
import type { Answers } from "../../core/setup/answers.ts";
import { listTeams, type SetupFile } from "../../core/setup/blueprint.ts";
import type { PlanStep } from "../../core/setup/plan.ts";
import { isInRules } from "../../core/setup/rule-files.ts";
import { hasId } from "../../git/process/object-hash.ts";
import type { RepositoryName } from "../../github/http/client.ts";
import {
  gitHubSetupDesk,
  type SetupDesk,
  type SetupRepository,
  type SetupTeam,
  type TreeFile,
} from "../../github/setup/setup-desk.ts";
import { UsageError } from "../runner/failure.ts";
import type { Choices } from "./ask-answers.ts";
import { findPages } from "./find-pages.ts";
import type { Applied, Place } from "./place.ts";
import { readRulesAt } from "./read-rules.ts";

interface Named {
  readonly repository: RepositoryName;
  readonly apiUrl: string;
}

/** GitHub, with a person's token. */
export function openOnline(token: string, { repository, apiUrl }: Named) {
  const desk = gitHubSetupDesk({ name: repository, apiUrl, token, now: () => new Date() });
  return {
    listChoices: async (): Promise<Choices> => ({
      teams: await desk.listTeamSlugs(),
      identities: await desk.readIdentities(),
    }),
    open: (answers: Answers): Place => openPlace(desk, answers),
  };
}

function openPlace(desk: SetupDesk, answers: Answers): Place {
  const slugs = listTeams(answers);
  let found: Promise<SetupRepository | undefined> | undefined;
  const find = (): Promise<SetupRepository | undefined> => {
    found ??= desk.findRepository();
    return found;
  };
  return {
    repository: answers.repository,
    readPages: async () => findPages(answers.repository, (await find())?.branch),
    readNumbers: async () => number(await Promise.all(slugs.map((slug) => requireTeam(desk, slug)))),
    readIdentities: () => desk.readIdentities(),
    readRules: async (others) => {
      const commit = (await find())?.commit;
      return commit === undefined ? new Map() : readRulesAt(desk, commit, others);
    },
    findTip: async () => (await find())?.commit,
    listForeign: async (written, named) => {
      const commit = named ?? (await find())?.commit;
      return commit === undefined ? [] : findForeign(await desk.listTree(commit), written);
    },
    plan: async () => planBesideFiles(desk, answers.repository, (await find()) !== undefined, slugs),
    apply: async (files) => {
      const repository = (await find()) ?? (await desk.createRepository());
      const written = await write(desk, repository, files);
      for (const slug of slugs) await desk.giveWrite(slug);
      await desk.makeLabels(LABELS);
      return written;
    },
  };
}

/** By git's id of the content, so that a link to such a file is none. */
const findForeign = (tree: readonly TreeFile[], written: readonly SetupFile[]): string[] => {
  const texts = new Map(written.map(({ path, text }) => [path, Buffer.from(text)]));
  return tree
    .filter(({ path, mode, id }) => {
      const text = texts.get(path);
      return isInRules(path) && !(text !== undefined && mode === "100644" && hasId(id, "blob", text));
    })
    .map(({ path }) => path);
};

const LABELS = [...Object.values(STATE_LABELS), FORM_LABEL_OF];

/** The repository, the role of each team, and the labels: those that are there are kept. */
async function planBesideFiles(
  desk: SetupDesk,
  repository: string,
  isThere: boolean,
  slugs: readonly string[],
): Promise<PlanStep[]> {
  const mayWrite = await Promise.all(slugs.map(async (slug) => isThere && (await desk.mayWrite(slug))));
  const known = isThere ? await desk.listLabels() : [];
  const decide = (isDone: boolean) => (isDone ? ("keep" as const) : ("create" as const));
  return [
    { what: "repository", name: repository, action: decide(isThere) },
    ...slugs.map((slug, index) => ({
      ...{ what: "team" as const, name: `${slug}: Write` },
      action: decide(mayWrite[index] ?? false),
    })),
    {
      ...{ what: "labels", name: "that show the state of a request" },
      action: decide(LABELS.every(({ name }) => known.includes(name))),
    },
  ];
}

/** Commits to the default branch of a new access repository; one in use takes a pull request, as every change of the rules. */
async function write(
  desk: SetupDesk,
  repository: SetupRepository,
  files: readonly SetupFile[],
): Promise<Applied> {
  const { id, branch, isPrivate, commit } = repository;
  const variables = {
    HALLPASS_REPOSITORY_ID: String(id),
    ...(branch !== "main" && { HALLPASS_DEFAULT_BRANCH: branch }),
    ...(!isPrivate && { HALLPASS_VISIBILITY: "public" }),
  };
  if (files.length === 0) return { variables, commit, next: [] };
  const committing = { repository, files, message: "Set up Hallpass" };
  const inUse = commit !== undefined && (await desk.readFiles(commit, [SETTINGS_PATH])).size > 0;
  if (inUse) {
    const url = await desk.openPull(committing, `set-up-${Date.now().toString(36)}`);
    return { variables, commit, next: [`Let the owners of the rules approve ${url}.`] };
  }
  return { variables, commit: await desk.commit(committing), next: [] };
}

async function requireTeam(desk: SetupDesk, slug: string): Promise<SetupTeam> {
  const team = await desk.readTeam(slug);
  if (team !== undefined) return team;
  throw new UsageError(
    `The organisation has no team ${slug} that this token may see. Make the team, or name another one in the answers.`,
  );
}

/** Members of several teams once. */
function number(teams: readonly SetupTeam[]) {
  const people = new Map(
    teams.flatMap(({ members }) => members.map(({ login, id }) => [id, { name: login, id }])),
  );
  return {
    teams: new Map(teams.map(({ slug, id }) => [slug, id])),
    people: [...people.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
