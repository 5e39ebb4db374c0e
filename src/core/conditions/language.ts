import { Environment } from "@marcbachmann/cel-js";
import { Duration } from "@marcbachmann/cel-js/evaluator";

interface Asked {
  readonly provider: string;
  readonly resource: string;
  readonly role: string;
  /** A policy lists the role as sensitive. */
  readonly sensitive: boolean;
}

/** One entitlement that is asked for. */
export class ConditionEntitlement {
  readonly provider: string;
  readonly resource: string;
  readonly role: string;
  readonly sensitive: boolean;

  constructor({ provider, resource, role, sensitive }: Asked) {
    this.provider = provider;
    this.resource = resource;
    this.role = role;
    this.sensitive = sensitive;
  }
}

/** What is asked for. Every field always has a value: a condition cannot fail because one is missing. */
export class ConditionRequest {
  readonly id: string;
  readonly folder: string;
  readonly reason: string;
  readonly duration: Duration;
  readonly planned: boolean;
  readonly extension: boolean;
  readonly emergency: boolean;
  readonly entitlements: readonly ConditionEntitlement[];

  constructor(given: {
    readonly id: string;
    readonly folder: string;
    readonly reason: string;
    readonly durationMs: number;
    readonly planned: boolean;
    readonly extension: boolean;
    readonly emergency: boolean;
    readonly entitlements: readonly Asked[];
  }) {
    this.id = given.id;
    this.folder = given.folder;
    this.reason = given.reason;
    this.duration = new Duration(BigInt(Math.round(given.durationMs / 1000)));
    this.planned = given.planned;
    this.extension = given.extension;
    this.emergency = given.emergency;
    this.entitlements = given.entitlements.map((each) => new ConditionEntitlement(each));
  }
}

/** By the numeric id alone: another account may have the login by now. */
export class ConditionPerson {
  readonly id: bigint;

  constructor({ id }: { readonly id: number }) {
    this.id = BigInt(id);
  }
}

/** How many requests under the policy began to give the subject access before this one would begin. */
export class ConditionHistory {
  readonly day: bigint;
  readonly week: bigint;
  readonly month: bigint;
  /** None ever. */
  readonly first: boolean;

  constructor(counts: {
    readonly day: number;
    readonly week: number;
    readonly month: number;
    readonly first: boolean;
  }) {
    this.day = BigInt(counts.day);
    this.week = BigInt(counts.week);
    this.month = BigInt(counts.month);
    this.first = counts.first;
  }
}

/** The values of the variables. */
export interface Values {
  readonly request: ConditionRequest;
  readonly requester: ConditionPerson;
  readonly subject: ConditionPerson;
  /** When the access begins, or would if it were merged now. */
  readonly time: Date;
  /** undefined: the ledger's word about the subject is not known. */
  readonly history?: ConditionHistory | undefined;
}

export type Variable = keyof Values;

const TYPES = {
  request: "Request",
  requester: "Person",
  subject: "Person",
  time: "google.protobuf.Timestamp",
  history: "History",
} as const satisfies Record<Variable, string>;

export const isVariable = (name: string): name is Variable => Object.hasOwn(TYPES, name);

/** The limits of the parser: small, because its recursion and everything after it grow with them. */
const LIMITS = {
  maxAstNodes: 150,
  maxDepth: 24,
  maxListElements: 50,
  maxMapEntries: 0,
  maxCallArguments: 2,
} as const;

/** The typed variables. What is not declared here is unknown to an expression. */
export const language = createLanguage();

function createLanguage(): Environment {
  const environment = new Environment({ limits: LIMITS })
    .registerType("Entitlement", {
      ctor: ConditionEntitlement,
      fields: { provider: "string", resource: "string", role: "string", sensitive: "bool" },
    })
    .registerType("Request", {
      ctor: ConditionRequest,
      fields: {
        id: "string",
        folder: "string",
        reason: "string",
        duration: "google.protobuf.Duration",
        planned: "bool",
        extension: "bool",
        emergency: "bool",
        entitlements: "list<Entitlement>",
      },
    })
    .registerType("Person", { ctor: ConditionPerson, fields: { id: "int" } })
    .registerType("History", {
      ctor: ConditionHistory,
      fields: { day: "int", week: "int", month: "int", first: "bool" },
    });
  for (const [name, type] of Object.entries(TYPES)) environment.registerVariable(name, type);
  return environment;
}
