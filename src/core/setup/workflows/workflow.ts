import { stringify } from "yaml";

/** An action of GitHub's own, pinned: a tag can be moved, and these steps run beside secrets. */
interface Pin {
  readonly action: string;
  readonly commit: string;
  readonly version: string;
}

const cache = { commit: "27d5ce7f107fe9357f9df03efb73ab90386fccae", version: "v5.0.5" };

/** The commits that the tags of https://github.com/actions/cache and https://github.com/actions/create-github-app-token name. */
const PINS: readonly Pin[] = [
  { action: "actions/cache/restore", ...cache },
  { action: "actions/cache/save", ...cache },
  {
    action: "actions/create-github-app-token",
    commit: "1b10c78c7865c340bc4f6099eb2f838309f1e8c3",
    version: "v3.1.1",
  },
];

/** The copy of Hallpass whose actions a workflow runs: `owner/name`, at a full commit. */
export interface Source {
  readonly repository: string;
  readonly commit: string;
}

/** What every workflow with secrets needs to know. */
export interface Surroundings {
  readonly source: Source;
  /** The environment that holds the secrets, limited to the default branch. */
  readonly environment: string;
  /** The runner's label: GitHub's own cannot reach a private network. */
  readonly runsOn: string;
  readonly providers: string;
  /** Names of variables that hold a secret of a provider: the environment has a secret of each name. */
  readonly secrets: readonly string[];
}

/** `uses:` of one of GitHub's own actions. */
export function pinned(action: string): string {
  const pin = PINS.find((each) => each.action === action);
  if (pin === undefined) throw new Error(`No commit is pinned for ${action}.`);
  return `${action}@${pin.commit}`;
}

/** `uses:` of an action of Hallpass, in a folder of its repository. */
export function ours({ repository, commit }: Source, folder: string): string {
  if (!/^[\w.-]+\/[\w.-]+$/u.test(repository)) throw new Error(`"${repository}" is not owner/name.`);
  if (!/^[0-9a-f]{40}$/u.test(commit)) throw new Error(`"${commit}" is not the full id of a commit.`);
  return `${repository}/${folder}@${commit}`;
}

/** `${{ … }}` */
export const expression = (text: string): string => `\${{ ${text} }}`;

/** The value as it stands: GitHub would evaluate what looks like an expression, which could then read a secret. */
export const literal = (text: string): string => text.replaceAll("${{", expression("'${{'"));

/** `NAME: ${{ secrets.NAME }}` for each name. */
export const fromSecrets = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [checkName(name), expression(`secrets.${name}`)]));

/** GitHub's rules for names of secrets ("Secrets reference", naming). */
function checkName(name: string): string {
  if (/^[A-Za-z_]\w*$/u.test(name) && !/^GITHUB_/iu.test(name)) return name;
  throw new Error(
    `GitHub has no secret named "${name}": letters, digits and _, no digit first, and not GITHUB_ in front.`,
  );
}

/** The file: comment lines, then the workflow; the version of each pinned action beside its commit. */
export function renderWorkflow(comment: readonly string[], workflow: object): string {
  const text = stringify(workflow, {
    lineWidth: 0,
    aliasDuplicateObjects: false,
    defaultStringType: "PLAIN",
  });
  const versioned = PINS.reduce(
    (all, { action, commit, version }) =>
      all.replaceAll(`${action}@${commit}\n`, `${action}@${commit} # ${version}\n`),
    text,
  );
  return `${comment.map((line) => `# ${line}\n`).join("")}${versioned}`;
}

/** Steps that bring a folder of the last run back and keep it for the next. A cache is written once, so each run has its own key. */
export function keepFolder(path: string, name: string): { restore: object; save: object } {
  const key = `${name}-${expression("github.run_id")}-${expression("github.run_attempt")}`;
  return {
    restore: {
      uses: pinned("actions/cache/restore"),
      with: { path, key, "restore-keys": `${name}-` },
    },
    // A run that failed has learnt something too.
    save: { if: "always()", uses: pinned("actions/cache/save"), with: { path, key } },
  };
}
