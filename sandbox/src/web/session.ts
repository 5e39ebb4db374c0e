import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Account } from "../accounts.ts";
import type { State } from "../state.ts";

/** Opens the pages. It stands in the address that the sandbox prints, and then in a cookie. */
export const createWebKey = (): string => randomBytes(24).toString("base64url");

/** The address that opens the pages in a browser, and then shows this path. */
export const openingAddress = ({ url, webKey }: State, path = "/"): string =>
  `${url}/_web/open?${new URLSearchParams({ key: webKey, to: path })}`;

/** Browsers send cookies to every port of a host, so their names have the port. */
const cookieNames = ({ url }: State) => {
  const { port } = new URL(url);
  return { key: `sandbox_key_${port}`, person: `sandbox_person_${port}` };
};

export function isOpened(state: State, request: IncomingMessage): boolean {
  return isKey(state, readCookie(request, cookieNames(state).key));
}

export function isKey({ webKey }: State, given: string): boolean {
  const [known, other] = [Buffer.from(webKey), Buffer.from(given)];
  return known.length === other.length && timingSafeEqual(known, other);
}

/** The person whom the browser acts as; the seed's first before anybody was chosen. */
export function readPerson(state: State, request: IncomingMessage): Account {
  const login = readCookie(request, cookieNames(state).person);
  const [first] = state.people;
  const person = state.people.find((each) => each.login === login) ?? first;
  if (person === undefined) throw new Error("The seed has no people.");
  return person;
}

export const keyCookie = (state: State): string => cookie(cookieNames(state).key, state.webKey);
export const personCookie = (state: State, login: string): string => cookie(cookieNames(state).person, login);

// Lax: a link in a mail or a chat on this machine opens a page, and no other site's form is sent with it.
const cookie = (name: string, value: string): string => `${name}=${value}; Path=/; HttpOnly; SameSite=Lax`;

function readCookie({ headers: { cookie: sent = "" } }: IncomingMessage, name: string): string {
  const pairs = sent.split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
}
