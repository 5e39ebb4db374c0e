import type { FromSchema } from "json-schema-to-ts";
import { addFindings, type Parsed, parseDocument } from "../document/document.ts";
import { buildValidator, githubId, personLogin, providerName } from "../document/schema.ts";
import { type Finding, mistake } from "../findings/finding.ts";
import { dutiesSchema, judgeDuties } from "../policy/duties-schema.ts";
import { approvalsSchema } from "./approvals.ts";
import { thresholdsSchema } from "./insight-thresholds.ts";
import { parsePublicKey } from "./public-key.ts";
import { isVerifier } from "./verifier.ts";

export const SETTINGS_PATH = ".github/hallpass.yaml";

/** Larger than other documents: it holds a line for each person. */
export const MAX_SETTINGS_BYTES = 256 * 1024;

const ACCOUNT_PATTERN = "^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,127}$";

/** Who demands that owners review: GitHub and Hallpass, or Hallpass alone. */
export const PROFILES = ["strict", "standard"] as const;

export type Profile = (typeof PROFILES)[number];

export const settingsSchema = {
  title: "Hallpass settings",
  description: "How this access repository works, and who is who at the providers.",
  type: "object",
  additionalProperties: false,
  required: ["ledger", "people"],
  properties: {
    profile: {
      type: "string",
      enum: PROFILES,
      default: "strict",
      description:
        "strict: GitHub and Hallpass both demand a code owner's review of everything; standard: Hallpass alone demands it, so that policies can let requests through without one",
    },
    merge: {
      type: "string",
      enum: ["automatic", "manual"],
      default: "automatic",
      description: "automatic: an approved request is merged by the app; manual: by a person",
    },
    attestation: {
      type: "string",
      enum: ["required", "reported"],
      description:
        "required, if not given: nothing is granted while the settings that guard this repository are wrong; reported: that is only told",
    },
    ledger: {
      type: "object",
      description: "The ledger's key: { publicKey }",
      additionalProperties: false,
      required: ["publicKey"],
      properties: {
        publicKey: {
          type: "string",
          // The algorithm's name, its length and the length of a key are the same in every ed25519 key (RFC 8709).
          pattern: "^ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}( [A-Za-z0-9._@+:-]{1,100})?$",
          description: "The key that signs the ledger, as one line of OpenSSH: ssh-ed25519 AAAA… name",
        },
      },
    },
    rules: {
      type: "object",
      description: "Who approves changes of policies, CODEOWNERS and this file: { approvals }",
      additionalProperties: false,
      required: ["approvals"],
      properties: { approvals: approvalsSchema },
    },
    duties: dutiesSchema,
    insight: thresholdsSchema,
    externalIdentities: {
      type: "object",
      description:
        "Providers where a person's account is what the identity provider says, not the map: { provider: nameId or scimUserName }",
      propertyNames: providerName,
      additionalProperties: {
        type: "string",
        enum: ["nameId", "scimUserName"],
        description: "Which of the two names of a linked person is the account there",
      },
    },
    people: {
      type: "array",
      description: "Who is who: a list of { id, login, principals }",
      maxItems: 5000,
      items: {
        type: "object",
        description: "One person: { id, login, principals, verifiers, publicKeys }",
        additionalProperties: false,
        required: ["id", "login", "principals"],
        properties: {
          id: githubId,
          login: personLogin,
          otherIds: {
            type: "array",
            description: "The ids of this person's other accounts: together they are one person's word",
            maxItems: 10,
            uniqueItems: true,
            items: githubId,
          },
          principals: {
            type: "object",
            description: "The person's account at each provider: { provider: account }",
            propertyNames: providerName,
            additionalProperties: {
              type: "string",
              pattern: ACCOUNT_PATTERN,
              description: "An account at a provider: letters, digits and . _ @ + -, at most 128 characters",
              examples: ["alice"],
            },
          },
          verifiers: {
            type: "object",
            description:
              "The verifier of the person's password, at providers that make a login for each grant: { provider: SCRAM-SHA-256$… }. Never a password",
            propertyNames: providerName,
            additionalProperties: {
              type: "string",
              maxLength: 300,
              description:
                "A verifier as PostgreSQL writes it: SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey",
            },
          },
          publicKeys: {
            type: "object",
            description:
              "The person's SSH public key, at providers that sign certificates for it: { provider: ssh-ed25519 AAAA… }. Never a private key",
            propertyNames: providerName,
            additionalProperties: {
              type: "string",
              maxLength: 3000,
              description:
                "One line of a .pub file: ed25519, ecdsa, a security key, or RSA of 3072 bits or more",
            },
          },
        },
        examples: [{ id: 1001, login: "alice", principals: { "orders-db": "alice" } }],
      },
    },
  },
} as const;

export type Settings = FromSchema<typeof settingsSchema>;
export type SettingsPerson = Settings["people"][number];

const validate = buildValidator<Settings>(settingsSchema);

export const parseSettings = (source: string | Uint8Array, file: string): Parsed<Settings> =>
  addFindings(parseDocument(validate, source, file, MAX_SETTINGS_BYTES), (settings) => [
    ...findSharedIdentities(settings),
    ...findFalseVerifiers(settings),
    ...findFalseKeys(settings),
    ...judgeDuties(settings.duties),
  ]);

/** True if the identity map may hold this account. Accounts from other sources must meet the same rule. */
export const isAccount = (text: string): boolean => new RegExp(ACCOUNT_PATTERN, "u").test(text);

/** The account of a person, given by numeric id, at a provider; undefined when the map has none. */
export const principalOf = (settings: Settings, personId: number, provider: string): string | undefined => {
  const principals = indexOf(settings).byId.get(personId)?.principals;
  return principals !== undefined && Object.hasOwn(principals, provider) ? principals[provider] : undefined;
};

/** The verifier of the password of an account at a provider; undefined when the map has none. */
export const verifierOf = (settings: Settings, provider: string, principal: string): string | undefined =>
  ownValue(holderOf(settings, provider, principal)?.verifiers, provider);

/** The SSH public key of an account at a provider; undefined when the map has none. */
export const publicKeyOf = (settings: Settings, provider: string, principal: string): string | undefined =>
  ownValue(holderOf(settings, provider, principal)?.publicKeys, provider);

/** The person with this account at a provider. */
const holderOf = ({ people }: Settings, provider: string, principal: string): SettingsPerson | undefined =>
  people.find(({ principals }) => ownValue(principals, provider) === principal);

const ownValue = (values: Readonly<Record<string, string>> | undefined, key: string): string | undefined =>
  values !== undefined && Object.hasOwn(values, key) ? values[key] : undefined;

/** The entry of the person an account belongs to; undefined when the map does not list it. */
export const personOf = (settings: Settings, accountId: number): SettingsPerson | undefined =>
  indexOf(settings).byAccount.get(accountId);

interface PeopleIndex {
  readonly byId: ReadonlyMap<number, SettingsPerson>;
  /** By each id of a person. */
  readonly byAccount: ReadonlyMap<number, SettingsPerson>;
}

/** One decision asks for dozens of people of a map that lists thousands and never changes. */
const indexes = new WeakMap<Settings["people"], PeopleIndex>();

/** Of two entries with the same id the first counts. */
function indexOf({ people }: Settings): PeopleIndex {
  const known = indexes.get(people);
  if (known !== undefined) return known;
  const [byId, byAccount] = [new Map<number, SettingsPerson>(), new Map<number, SettingsPerson>()];
  for (const person of people) {
    if (!byId.has(person.id)) byId.set(person.id, person);
    for (const id of [person.id, ...(person.otherIds ?? [])])
      if (!byAccount.has(id)) byAccount.set(id, person);
  }
  const index = { byId, byAccount };
  indexes.set(people, index);
  return index;
}

/**
 * Refuses a second entry for a person, and a second person for an account: each grant must belong to one person. GitHub, LDAP and most
 * directories take accounts in any case for the same one.
 */
function findSharedIdentities({ people }: Settings): Finding[] {
  const entries = people.flatMap(({ id, otherIds = [], login, principals, publicKeys = {} }, index) => [
    { key: `id ${id}`, at: `/people/${index}/id` },
    ...otherIds.map((other, place) => ({ key: `id ${other}`, at: `/people/${index}/otherIds/${place}` })),
    { key: `login ${login.toLowerCase()}`, at: `/people/${index}/login` },
    ...Object.entries(principals).map(([provider, account]) => ({
      key: `${provider} account ${account.toLowerCase()}`,
      at: `/people/${index}/principals/${provider}`,
    })),
    ...Object.entries(publicKeys).map(([provider, key]) => ({
      key: `${provider} public key ${parsePublicKey(key) ?? `number ${index}`}`,
      at: `/people/${index}/publicKeys/${provider}`,
    })),
  ]);
  const seen = new Set<string>();
  return entries
    .filter(({ key }) => seen.size === seen.add(key).size)
    .map(({ key, at }) => describeShared(key, at));
}

// Not a pattern of the schema: its finding would repeat the value, which may be a person's password.
const findFalseVerifiers = ({ people }: Settings): Finding[] =>
  people.flatMap(({ verifiers = {} }, index) =>
    Object.entries(verifiers)
      .filter(([, verifier]) => !isVerifier(verifier))
      .map(([provider]) =>
        mistake(
          "VERIFIER_INVALID",
          "This is not a SCRAM-SHA-256 verifier with 4096 or more iterations, as PostgreSQL writes it. The value is not shown here.",
          "Write SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey. If a password stood here, change it.",
          `/people/${index}/verifiers/${provider}`,
        ),
      ),
  );

// Not a pattern of the schema either: a private key may stand here.
const findFalseKeys = ({ people }: Settings): Finding[] =>
  people.flatMap(({ publicKeys = {} }, index) =>
    Object.entries(publicKeys)
      .filter(([, key]) => parsePublicKey(key) === undefined)
      .map(([provider]) =>
        mistake(
          "PUBLIC_KEY_INVALID",
          "This is not an SSH public key that Hallpass signs: ed25519, ecdsa, a security key, or RSA of 3072 bits or more. The value is not shown here.",
          "Write the line of the .pub file: ssh-ed25519 AAAA…. If a private key stood here, replace that key.",
          `/people/${index}/publicKeys/${provider}`,
        ),
      ),
  );

const describeShared = (key: string, at: string): Finding =>
  mistake("PERSON_REPEATED", `The ${key} is given to two people.`, "Keep it with one of them.", at);
