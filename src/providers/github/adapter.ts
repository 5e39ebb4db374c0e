import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { refuseRepeated, sameAccess } from "../adapter/entry/refuse-repeated.ts";
import { type Credentials, type GithubEntry, githubSchema, KINDS } from "./configuration.ts";
import { listOffer } from "./places/offer.ts";
import { githubProvider } from "./provider.ts";

/** See docs/providers/github.md. */
export const githubAdapter = defineAdapter<GithubEntry>({
  schema: githubSchema,
  abilities: {
    system:
      "GitHub: teams, roles in repositories, roles of the organisation that read, reviewers of environments",
    container: ["shared"],
    nativeExpiry: ["none"],
    sessions: ["ended"],
    tested: "shape-checked",
  },
  open,
});

function open(entry: GithubEntry, context: ProviderContext): Provider {
  const { app: _app, tokenFrom: _tokenFrom, ...rest } = entry;
  refuseRepeatedPlaces(entry, context.where);
  return githubProvider({
    ...rest,
    name: context.name,
    credentials: readCredentials(entry, context),
    now: context.now,
  });
}

function readCredentials(
  { app, tokenFrom }: GithubEntry,
  { where, readSecret }: ProviderContext,
): Credentials {
  if ((app === undefined) === (tokenFrom === undefined))
    throw new Error(
      `${where}: set app to sign in as a GitHub App, or tokenFrom to sign in with a token; one of them.`,
    );
  if (app === undefined)
    return { kind: "token", token: readSecret("tokenFrom", tokenFrom ?? "", "a token for the organisation") };
  const key = readSecret("app/keyFrom", app.keyFrom, "the private key of the App, in PEM form");
  return { kind: "app", appId: app.id, privateKey: key.replaceAll("\\n", "\n") };
}

/** A person has one role of their own in a repository. */
function refuseRepeatedPlaces(entry: GithubEntry, where: string): void {
  const resources = KINDS.flatMap((kind) => Object.keys(entry[kind] ?? {}));
  const repeated = resources.find((name, index) => resources.indexOf(name) !== index);
  if (repeated !== undefined)
    throw new Error(`${where}: two resources are called "${repeated}". Rename one.`);
  const offer = [...listOffer(entry)].flatMap(([resource, roles]) =>
    [...roles.values()].map(({ id }) => [resource, id.replace(/^(repository\/\d+)\/\w+$/u, "$1")] as const),
  );
  refuseRepeated(offer, sameAccess(where));
}
