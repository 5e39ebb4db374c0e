import { createEmulator } from "emulate";
import type { Provider } from "../../src/core/ports/provider.ts";
import type { OktaConfiguration } from "../../src/providers/okta/configuration.ts";
import { oktaProvider } from "../../src/providers/okta/provider.ts";
import { pick } from "../support/http.ts";
import {
  type GateAnswer,
  type GateCall,
  type GateOptions,
  type HttpGate,
  openHttpGate,
} from "../support/http-gate.ts";
import { findMistakes, findMistakesInAnswer } from "./description.ts";
import { type SignedIn, signInToApp } from "./sign-in-to-app.ts";
import { createStandIns, type StandIns } from "./stand-ins.ts";

export const token = "ssws-00abcdef-secret";

export const ofGroup = { provider: "okta", resource: "orders", role: "readonly" };
export const ofApp = { provider: "okta", resource: "orders-app", role: "user" };

export const groupName = "Orders, read-only";

type Play = (call: GateCall, pass: () => Promise<GateAnswer>) => Promise<GateAnswer | undefined>;

/** The emulator of Okta behind a gate, with a group and an app that Hallpass lends. */
export interface World {
  readonly gate: HttpGate;
  readonly standIns: StandIns;
  readonly group: string;
  readonly app: string;
  open(given?: Partial<OktaConfiguration>): Provider;
  addUser(login: string): Promise<string>;
  idOf(login: string): string;
  /** An administrator calls the emulator itself. */
  ask(method: string, path: string, body?: object): Promise<unknown>;
  /** What an app learns of each account that was made with this login, when its owner signs in now. */
  signIn(login: string): Promise<SignedIn[]>;
  /** Whether an app lets one of them in, by the groups that it learns of at the sign-in. */
  isMember(login: string): Promise<boolean>;
  /** Whether one of them is assigned to the app. */
  isAssigned(login: string): Promise<boolean>;
  rename(from: string, to: string): Promise<void>;
  remove(login: string): Promise<void>;
  /** Answers before the emulator and the stand-ins do. */
  play(given: Play | undefined): void;
  /** What Okta's description does not allow in the requests so far, and in the answers of the stand-ins. */
  listMistakes(): string[];
  close(): Promise<void>;
}

export async function openWorld(options: GateOptions = {}): Promise<World> {
  const emulator = await createEmulator({ service: "okta", port: 0 });
  const gate = await openHttpGate(emulator.url, {
    throttled: () => ({
      status: 429,
      headers: {
        "x-rate-limit-limit": "1",
        "x-rate-limit-remaining": "0",
        "x-rate-limit-reset": String(Math.ceil(Date.now() / 1000) + 30),
      },
      body: "{}",
    }),
    ...options,
  });
  const standIns = createStandIns(emulator.url);
  const mistakes = new Set<string>();
  let play: Play | undefined;
  gate.intercept(async (call, pass) => {
    for (const each of findMistakes(call)) mistakes.add(each);
    const played = await play?.(call, pass);
    if (played !== undefined) return played;
    const answer = await standIns.answer(call);
    for (const each of answer === undefined ? [] : findMistakesInAnswer(call, answer)) mistakes.add(each);
    return answer;
  });

  const ask: World["ask"] = async (method, path, body) => {
    const answer = await fetch(`${emulator.url}/api/v1${path}`, {
      method,
      headers: { authorization: `SSWS ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return answer.status === 204 ? undefined : answer.json();
  };
  const ids = new Map<string, string[]>();
  const idOf = (login: string): string => {
    const id = ids.get(login)?.at(-1);
    if (id === undefined) throw new Error(`There is no user ${login}.`);
    return id;
  };
  const signIn = async (login: string): Promise<SignedIn[]> => {
    const all = await Promise.all((ids.get(login) ?? []).map((id) => signInToApp(emulator.url, id)));
    return all.flatMap((each) => each ?? []);
  };
  const isIn = async (path: string, login: string): Promise<boolean> => {
    const users = await ask("GET", path).catch(() => []);
    const found = Array.isArray(users) ? users.map((user) => String(pick(user, "id"))) : [];
    return (ids.get(login) ?? []).some((id) => found.includes(id));
  };
  const group = String(pick(await ask("POST", "/groups", { profile: { name: groupName } }), "id"));
  const app = String(pick(await ask("POST", "/apps", { name: "orders", label: "Orders" }), "id"));

  return {
    gate,
    standIns,
    group,
    app,
    ask,
    idOf,
    open: (given = {}) =>
      oktaProvider({
        name: "okta",
        url: gate.url,
        credentials: { kind: "token", token },
        deadlineSeconds: 20,
        consistencySeconds: 0,
        resources: {
          orders: { link: "https://orders.example/", roles: { readonly: { group } } },
          "orders-app": { link: "https://orders.example/app", roles: { user: { app } } },
        },
        now: () => new Date(),
        ...given,
      }),
    async addUser(login) {
      const email = `${(ids.get(login)?.length ?? 0) + ids.size}@example.org`;
      const id = String(pick(await ask("POST", "/users", { profile: { login, email } }), "id"));
      ids.set(login, [...(ids.get(login) ?? []), id]);
      return id;
    },
    signIn,
    isMember: async (login) => (await signIn(login)).some(({ atSignIn }) => atSignIn.includes(groupName)),
    isAssigned: (login) => isIn(`/apps/${app}/users`, login),
    rename: async (from, to) => {
      await ask("POST", `/users/${idOf(from)}`, { profile: { login: to } });
    },
    async remove(login) {
      // The first deactivates, the second deletes.
      for (const _call of [1, 2]) await ask("DELETE", `/users/${idOf(login)}`);
    },
    play: (given) => {
      play = given;
    },
    listMistakes: () => [...mistakes],
    async close() {
      await gate.stop();
      await emulator.close();
    },
  };
}
