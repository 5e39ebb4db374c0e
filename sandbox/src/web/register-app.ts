import type { IncomingMessage } from "node:http";
import { HttpError } from "../http/error.ts";
import type { WrittenReply } from "../http/written-reply.ts";
import { makeApp } from "../make-app.ts";
import { parseManifest } from "../manifest.ts";
import type { State } from "../state.ts";
import { type Refusal, refuseOtherNames, refuseOtherSites, refuseStrangers } from "./guard.ts";
import { html, page } from "./html.ts";

const NEW = /^\/organizations\/(?<org>[^/]+)\/settings\/apps\/(?<step>new|create)$/;
const INSTALL = /^\/apps\/(?<slug>[^/]+)\/installations\/new$/;

/**
 * The pages by which a person registers an app from a manifest, and installs it ("Registering a GitHub App from a manifest"). GitHub knows
 * the person by her session; here she chooses who she is. undefined for any other request.
 */
export async function serveAppPages(
  state: State,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<WrittenReply | undefined> {
  const registering = NEW.exec(url.pathname)?.groups;
  const installing = INSTALL.exec(url.pathname)?.groups;
  if (registering === undefined && installing === undefined) return undefined;
  if (installing === undefined && request.method !== "POST") return undefined;
  // A manifest comes from a page of the program that wants the app, and changes nothing.
  const isAsked = registering?.step === "new";
  const refusal =
    refuseOtherNames(state, request) ??
    (isAsked ? undefined : refuseOtherSites(state, request)) ??
    refuseStrangers(state, request);
  if (refusal !== undefined) return plain(refusal);
  const fields = new URLSearchParams(body.toString("utf8"));
  if (installing !== undefined) return install(state, request, installing.slug ?? "", fields);
  return isAsked ? ask(state, url, fields) : create(state, fields);
}

const owners = (state: State): string[] =>
  state.people.filter(({ id }) => state.organization.members.get(id) === "admin").map(({ login }) => login);

/** Changes nothing: a page of another site may post here, in the browser that has the key. */
function ask(state: State, url: URL, fields: URLSearchParams): WrittenReply {
  const manifest = fields.get("manifest") ?? "";
  const { name } = parseManifest(state, manifest);
  const choose = owners(state).map(
    (login) =>
      html`<button name="as" value="${login}">Create GitHub App for ${state.organization.account.login}, as ${login}</button>`,
  );
  return show(
    200,
    page(
      "Create GitHub App",
      html`<form method="post" action="create">
<p>The app will be called ${name}.</p>
<input type="hidden" name="manifest" value="${manifest}">
<input type="hidden" name="state" value="${url.searchParams.get("state") ?? ""}">
${choose}
</form>`,
    ),
  );
}

async function create(state: State, fields: URLSearchParams): Promise<WrittenReply> {
  requireOwner(state, fields);
  const manifest = parseManifest(state, fields.get("manifest") ?? "");
  const target = new URL(manifest.redirectUrl);
  target.searchParams.set("code", await makeApp(state, manifest));
  target.searchParams.set("state", fields.get("state") ?? "");
  return { status: 302, headers: { location: target.href }, content: "" };
}

function install(
  state: State,
  request: IncomingMessage,
  slug: string,
  fields: URLSearchParams,
): WrittenReply {
  const app = state.apps.find((each) => each.slug === slug);
  if (app === undefined) throw new HttpError(404, "Not Found");
  if (request.method === "POST") {
    requireOwner(state, fields);
    state.uninstalled.delete(app.id);
    return show(200, page(`${app.name} is installed`, html`<p>It may work in every repository here.</p>`));
  }
  const choose = owners(state).map(
    (login) => html`<button name="as" value="${login}">Install, as ${login}</button>`,
  );
  return show(200, page(`Install ${app.name}`, html`<form method="post">${choose}</form>`));
}

function requireOwner(state: State, fields: URLSearchParams): void {
  if (!owners(state).includes(fields.get("as") ?? "")) throw new HttpError(403, "Only an owner may do this.");
}

const plain = ({ status, text }: Refusal): WrittenReply => ({
  status,
  headers: { "content-type": "text/plain; charset=utf-8" },
  content: text,
});

const show = (status: number, content: string): WrittenReply => ({
  status,
  headers: {
    "content-type": "text/html; charset=utf-8",
    // Without form-action: a browser would hold it against the redirect as well.
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  },
  content,
});
