import { type Fields, readFields } from "./fields.ts";

export interface Login {
  readonly id: number;
  readonly token: string;
  readonly email: string;
}

/** The fields of `hallpass sandbox --json --with postgres` that the demo uses. */
export interface Sandbox {
  readonly url: string;
  readonly cloneUrl: string;
  readonly repository: string;
  readonly appSlug: string;
  readonly reaper: { readonly appId: number; readonly installationId: number; readonly privateKey: string };
  login(name: string): Login;
  readonly postgres: { readonly host: string; readonly port: number; readonly database: string };
  password(login: string): string;
}

/** Throws if a field is missing. */
export function readSandbox(printed: unknown): Sandbox {
  const fields = readFields(printed, "the sandbox's description");
  const postgres = fields.object("postgres");
  const reaper = fields.object("reaper");
  return {
    url: fields.text("url"),
    cloneUrl: fields.text("cloneUrl"),
    repository: fields.text("repository"),
    appSlug: fields.object("app").text("slug"),
    reaper: {
      appId: reaper.number("appId"),
      installationId: reaper.number("installationId"),
      privateKey: reaper.text("privateKey"),
    },
    login: (name) => readLogin(fields.object("logins").object(name)),
    postgres: {
      host: postgres.text("host"),
      port: postgres.number("port"),
      database: postgres.text("database"),
    },
    password: (login) => postgres.object("passwords").text(login),
  };
}

const readLogin = (fields: Fields): Login => ({
  id: fields.number("id"),
  token: fields.text("token"),
  email: fields.text("email"),
});
