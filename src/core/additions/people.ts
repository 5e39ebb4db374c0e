import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from "yaml";
import { SETTINGS_PATH } from "../files/settings.ts";
import type { PlanStep } from "../setup/plan.ts";
import type { Addition } from "./addition.ts";

/** A person with the account at each provider. */
export interface NewPerson {
  readonly id: number;
  readonly login: string;
  readonly principals: Readonly<Record<string, string>>;
}

/**
 * Adds people, and accounts that the identity map lacks, to the settings. An account that is there stays. `text` has no mistakes.
 */
export function addPeople(text: string, people: readonly NewPerson[]): Addition {
  const document = parseDocument(text);
  const steps = people.flatMap((person) => addPerson(document, person));
  const isChanged = steps.some(({ action }) => action === "create");
  return {
    steps,
    files: isChanged ? [{ path: SETTINGS_PATH, text: write(document, text) }] : [],
  };
}

function addPerson(document: Document, person: NewPerson): PlanStep[] {
  const { id, login, principals } = person;
  const people = document.get("people");
  if (!isSeq(people)) throw new Error(`${SETTINGS_PATH} has no list of people.`);
  const known = people.items.filter(isMap).find((each) => listIds(each).includes(id));
  if (known !== undefined && !isCalled(known, login)) return [describeRenamed(known, person)];
  if (known !== undefined) {
    const kept: PlanStep = { what: "person", name: login, action: "keep" };
    return [
      kept,
      ...Object.entries(principals).map((account) => addAccount(document, known, login, account)),
    ];
  }
  if (people.items.length === 0) people.flow = false;
  const entry = document.createNode({ id, login, principals }, { flow: true });
  people.add(entry);
  const accounts = Object.entries(principals).map(([provider, account]) => `${account} at ${provider}`);
  const name = `${login}, id ${id}${accounts.length === 0 ? "" : `, ${accounts.join(", ")}`}`;
  return [{ what: "person", name, action: "create" }];
}

const isCalled = (entry: YAMLMap, login: string): boolean =>
  String(entry.get("login")).toLowerCase() === login.toLowerCase();

/** Renamed at GitHub, or a wrong id: a person looks, before accounts are given to the entry. */
const describeRenamed = (entry: YAMLMap, { login, id }: NewPerson): PlanStep => ({
  what: "person",
  name: `${login}, id ${id}: listed as ${String(entry.get("login"))}`,
  action: "differs",
});

/** All ids of an entry: a second account of a person is that person. */
function listIds(entry: YAMLMap): unknown[] {
  const others = entry.get("otherIds");
  return [entry.get("id"), ...(isSeq(others) ? others.toJSON() : [])];
}

function addAccount(
  document: Document,
  entry: YAMLMap,
  login: string,
  [provider, account]: readonly [string, string],
): PlanStep {
  const principals = entry.get("principals");
  if (!isMap(principals)) throw new Error(`${login} has no principals in ${SETTINGS_PATH}.`);
  const there = principals.get(provider);
  if (there === undefined) {
    principals.set(document.createNode(provider), document.createNode(account));
    return { what: "account", name: `${login}: ${account} at ${provider}`, action: "create" };
  }
  const name = `${login}: ${String(there)} at ${provider}`;
  return { what: "account", name, action: there === account ? "keep" : "differs" };
}

/** Comments, order and the indentation of lists stay. */
const write = (document: Document, before: string): string =>
  document.toString({
    lineWidth: 0,
    indentSeq: !/^[a-zA-Z]\w*:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*- /mu.test(before),
  });
