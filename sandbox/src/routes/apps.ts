import { hasPermission, reads } from "../access.ts";
import type { App } from "../accounts.ts";
import type { Caller } from "../caller.ts";
import { HttpError, notFound } from "../http/error.ts";
import type { Fields } from "../http/fields.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { route } from "../http/route.ts";
import { takeMadeApp } from "../make-app.ts";
import { appPayload, installationPayload, permissionsPayload } from "../payloads/app.ts";
import { repositoryPayload } from "../payloads/repository.ts";
import { formatTime } from "../payloads/schemas.ts";
import type { AppPermissions } from "../seed.ts";
import { findRepository, type State } from "../state.ts";
import { installationTokenLifetime, issueInstallationToken } from "../tokens.ts";

/** The app of a JWT. Throws 401 for other callers, as GitHub does on `/app`. */
export function requireApp(caller: Caller): App {
  if (caller.kind === "app") return caller.app;
  throw new HttpError(401, "A JSON web token could not be decoded");
}

const levels = ["read", "write"] as const;

export const appRoutes = [
  route("GET /app")(({ state, caller }) => ({ status: 200, body: appPayload(state, requireApp(caller)) })),

  route("GET /apps/{app_slug}")(({ state, path }) => {
    const app = state.apps.find(({ slug }) => slug === path("app_slug"));
    if (app === undefined) throw notFound();
    return { status: 200, body: appPayload(state, app) };
  }),

  route("GET /app/installations")(({ state, caller, url }) => {
    const app = requireApp(caller);
    const { items, link } = takePage(url, state.uninstalled.has(app.id) ? [] : [app]);
    return { status: 200, body: items.map((app) => listedInstallation(state, app)), link };
  }),

  route("GET /app/installations/{installation_id}")(({ state, caller, path }) => ({
    status: 200,
    body: installationPayload(state, requireInstallation(caller, path("installation_id"))),
  })),

  route("GET /repos/{owner}/{repo}/installation")(({ state, caller, path }) => {
    const app = requireApp(caller);
    if (state.uninstalled.has(app.id)) throw notFound();
    if (findRepository(state, path("owner"), path("repo")) === undefined) throw notFound();
    return { status: 200, body: installationPayload(state, app) };
  }),

  route("GET /orgs/{org}/installation")(({ state, caller, path }) => {
    const app = requireApp(caller);
    if (path("org").toLowerCase() !== state.organization.account.login.toLowerCase()) throw notFound();
    return { status: 200, body: installationPayload(state, app) };
  }),

  route("POST /app/installations/{installation_id}/access_tokens")(({ state, caller, path, body }) => {
    const app = requireInstallation(caller, path("installation_id"));
    if (state.uninstalled.has(app.id)) throw notFound();
    const wanted = body.optionalObject("permissions");
    const permissions = wanted === undefined ? app.permissions : narrow(app.permissions, wanted);
    const repositoryIds = readRepositoryIds(
      state,
      body.texts("repositories"),
      body.numbers("repository_ids"),
    );
    const endsAt = new Date(state.clock().getTime() + installationTokenLifetime);
    const actor = { kind: "installation", account: app.bot, app, permissions, repositoryIds } as const;
    const token = issueInstallationToken(state.tokens, actor, endsAt);
    const chosen = state.repositories.filter(({ id }) => repositoryIds?.includes(id));
    return {
      status: 201,
      body: {
        token,
        expires_at: formatTime(endsAt),
        permissions: permissionsPayload(permissions),
        ...(repositoryIds === undefined
          ? { repository_selection: "all" as const }
          : {
              repository_selection: "selected" as const,
              repositories: chosen.map((repository) => repositoryPayload(state, repository)),
            }),
      },
    };
  }),

  route("POST /app-manifests/{code}/conversions")(({ state, path }) => {
    const made = takeMadeApp(state, path("code"));
    if (made === undefined) throw notFound();
    return {
      status: 201,
      body: {
        ...appPayload(state, made.app),
        client_secret: made.clientSecret,
        webhook_secret: made.app.webhookUrl === undefined ? null : made.app.webhookSecret,
        pem: made.app.privateKey,
        client_id: `Iv1.${made.app.id}`,
      },
    };
  }),

  route("GET /installation/repositories")(({ state, caller, url }) => {
    if (caller.kind !== "installation" || !hasPermission(caller, reads("metadata"))) {
      throw new HttpError(403, "You must authenticate with an installation access token.");
    }
    const { repositoryIds } = caller;
    const visible = state.repositories.filter(({ id }) => repositoryIds?.includes(id) ?? true);
    const { items, link } = takePage(url, visible);
    const repositories = items.map((repository) => repositoryPayload(state, repository));
    return { status: 200, body: { total_count: visible.length, repositories }, link };
  }),
];

/** GitHub's schema of this one list needs an account that is user and enterprise at once. */
function listedInstallation(state: State, app: App) {
  const installation = installationPayload(state, app);
  const { login, name } = state.organization.account;
  const { created_at, updated_at } = installation;
  return { ...installation, account: { ...installation.account, name, slug: login, created_at, updated_at } };
}

function requireInstallation(caller: Caller, id: string): App {
  const app = requireApp(caller);
  if (app.installationId !== readId(id)) throw notFound();
  return app;
}

/** The requested permissions. Throws 422 for one that the installation does not have. */
function narrow(held: AppPermissions, wanted: Fields<string>): AppPermissions {
  return Object.fromEntries(
    wanted.names().map((name) => {
      const level = wanted.optionalChoice(name, levels);
      const has = Object.entries(held).find(([permission]) => permission === name)?.[1];
      if (level !== undefined && (has === "write" || has === level)) return [name, level];
      throw new HttpError(
        422,
        `The permissions requested are not granted to this installation: ${name} ${level}, held ${has ?? "none"}.`,
      );
    }),
  );
}

function readRepositoryIds(state: State, names: string[], ids: number[]): number[] | undefined {
  if (names.length === 0 && ids.length === 0) return undefined;
  const chosen = state.repositories.filter(({ id, name }) => ids.includes(id) || names.includes(name));
  if (chosen.length < names.length + ids.length) {
    throw new HttpError(
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  }
  return chosen.map(({ id }) => id);
}
