import type { SandboxApp } from "github-sandbox";
import type { HallpassSandbox } from "./start.ts";

/** The address and logins of the sandbox's PostgreSQL, for a person. */
export interface PostgresAccess {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** A table with rows. */
  readonly table: string;
  /** By login. */
  readonly passwords: Readonly<Record<string, string>>;
}

/** The output of `hallpass sandbox --json`, one line. */
export interface SandboxDescription {
  readonly pid: number;
  readonly url: string;
  readonly cloneUrl: string;
  readonly dir: string;
  readonly repository: string;
  readonly repositoryId: number;
  readonly app: SandboxApp;
  /** Where the local GitHub looks for the app of `--write-env`. */
  readonly appUrl: string;
  readonly reaper?: SandboxApp;
  readonly logins: HallpassSandbox["logins"];
  /** Opens the pages in a browser, for anybody who has it. */
  readonly pages: string;
  /** Opens `POST /_control/<name>`. */
  readonly controlToken: string;
  readonly postgres?: PostgresAccess;
}

/** Everything a script needs to use the sandbox, including keys and tokens, which work nowhere else. */
export function describeSandbox(
  sandbox: HallpassSandbox,
  postgres: PostgresAccess | undefined,
): SandboxDescription {
  const { pid, url, cloneUrl, dir, repository, repositoryId, app, reaper, logins, controlToken } = sandbox;
  return {
    pid,
    url,
    cloneUrl,
    dir,
    repository,
    repositoryId,
    app,
    appUrl: `http://127.0.0.1:${sandbox.appPort}`,
    ...(reaper === undefined ? {} : { reaper }),
    logins,
    pages: sandbox.opening(`/${repository}`),
    controlToken,
    ...(postgres === undefined ? {} : { postgres }),
  };
}

/** The same for a person at a terminal: the addresses and the first commands. */
export function summarizeSandbox(
  description: SandboxDescription,
  envFile: string | undefined,
  isEmpty = false,
): string {
  const { url, dir, pid, logins, pages, postgres } = description;
  const people = Object.entries(logins).map(([login, { token }]) => `  ${login.padEnd(8)} ${token}`);
  return [
    `A local GitHub is up at ${url} (pid ${pid}), its files are in ${dir}.`,
    `In a browser:  ${pages}`,
    "",
    "Logins and their tokens:",
    ...people,
    "",
    ...(postgres === undefined ? [] : describePostgres(postgres)),
    ...(isEmpty ? describeSetUp(description, envFile) : describeUse(description, envFile)),
    "Stop it with Ctrl-C.",
  ].join("\n");
}

function describeUse({ cloneUrl, logins }: SandboxDescription, envFile: string | undefined): string[] {
  const [first] = Object.entries(logins);
  const clone = first === undefined ? cloneUrl : cloneUrl.replace("//", `//${first[0]}:${first[1].token}@`);
  return [
    `Clone as ${first?.[0] ?? "anyone"}:  git clone ${clone}`,
    ...(envFile === undefined ? [] : [`Serve its app:   npx hallpass serve --env ${envFile}`]),
  ];
}

/** The first commands of docs/tutorial.md. */
const describeSetUp = ({ url, appUrl }: SandboxDescription, envFile = "hallpass.env"): string[] => [
  `Set Hallpass up, in another terminal:`,
  `  export GITHUB_API_URL=${url} GITHUB_SERVER_URL=${url}`,
  `  GH_TOKEN=… npx hallpass init acme/access --env ${envFile}     (the token of olga, an owner)`,
  `  npx hallpass app --env ${envFile} --url ${appUrl}`,
];

function describePostgres({ host, port, database, table, passwords }: PostgresAccess): string[] {
  const [first] = Object.entries(passwords);
  if (first === undefined) return [];
  const [login, password] = first;
  const address = `postgres://${login}:${password}@${host}:${port}/${database}`;
  return [`Ask PostgreSQL:  psql ${address} -c 'select * from ${table}'`];
}
