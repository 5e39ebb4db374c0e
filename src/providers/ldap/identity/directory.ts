import { ProviderError } from "../../adapter/error.ts";
import type { Flavour, LdapConfiguration } from "../configuration.ts";
import { type Entry, soleValueOf, valuesOf } from "../connection/entry.ts";
import { type Session, withSession } from "../connection/session.ts";
import { isUnder } from "./dn.ts";
import { ID_ATTRIBUTES, idOf } from "./ids.ts";

/** The server that a session is bound to. */
export interface Directory {
  readonly provider: string;
  readonly configuration: LdapConfiguration;
  readonly session: Session;
  readonly flavour: Flavour;
  /** The naming context that holds the principals. */
  readonly root: string;
  /** The recorded id of the directory: a rebuilt one has another. */
  readonly instance: string;
  /** Whether the root has entries that end by themselves: the overlay dds. */
  readonly hasDynamicEntries: boolean;
  /** Active Directory: the naming context of the configuration. */
  readonly settings: string | undefined;
}

const ROOT_ATTRIBUTES = [
  "namingContexts",
  "defaultNamingContext",
  "configurationNamingContext",
  "dynamicSubtrees",
  "supportedCapabilities",
];

/** LDAP_CAP_ACTIVE_DIRECTORY_OID: [MS-ADTS], "LDAP Capabilities". */
const ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800";

/** Runs `work` on a session of its own, once the server is known to be the directory that it was. */
export const withDirectory = <Result>(
  configuration: LdapConfiguration,
  work: (directory: Directory) => Promise<Result>,
): Promise<Result> =>
  withSession(configuration, async (session) => work(await readDirectory(configuration, session)));

async function readDirectory(configuration: LdapConfiguration, session: Session): Promise<Directory> {
  const provider = configuration.name;
  const dse = await session.read("", { attributes: ROOT_ATTRIBUTES });
  if (dse === undefined) throw unexpected(provider, "It has no root DSE.");
  const flavour = flavourOf(configuration, dse);
  const root =
    flavour === "active-directory"
      ? soleValueOf(dse, "defaultNamingContext")
      : longest(
          valuesOf(dse, "namingContexts").filter((suffix) => isUnder(configuration.principals.base, suffix)),
        );
  if (root === undefined) throw unexpected(provider, "No naming context holds principals.base.");
  const top = await session.read(root, {
    attributes: ID_ATTRIBUTES[flavour],
    binary: ID_ATTRIBUTES[flavour],
  });
  const id = top && idOf(flavour, top);
  if (id === undefined) throw unexpected(provider, `The id of "${root}" cannot be read.`);
  const dynamic = valuesOf(dse, "dynamicSubtrees");
  return {
    ...{ provider, configuration, session, flavour, root, instance: `${flavour} ${id}` },
    hasDynamicEntries: dynamic.some((suffix) => isUnder(root, suffix)),
    settings: soleValueOf(dse, "configurationNamingContext"),
  };
}

function flavourOf({ name, flavour }: LdapConfiguration, dse: Entry): Flavour {
  const isActive = valuesOf(dse, "supportedCapabilities").includes(ACTIVE_DIRECTORY);
  const found = isActive ? "active-directory" : "openldap";
  if (flavour !== undefined && flavour !== found) throw unexpected(name, `It is not ${flavour}.`);
  return found;
}

const longest = (names: readonly string[]): string | undefined =>
  names.toSorted((a, b) => b.length - a.length)[0];

const unexpected = (provider: string, why: string): ProviderError =>
  new ProviderError(provider, "UNEXPECTED", new Error(why));
