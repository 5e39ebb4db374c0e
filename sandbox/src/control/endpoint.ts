import { timingSafeEqual } from "node:crypto";
import { roles, samlLevels, teamPrivacies } from "../accounts.ts";
import { faultAnswers, faultMoments, requestKinds } from "../faults.ts";
import { HttpError } from "../http/error.ts";
import { type Fields, parseFields } from "../http/fields.ts";
import { isLaggingRead, type LaggingRead, laggingRoutes } from "../lagging.ts";
import type { State } from "../state.ts";
import { releaseOrders } from "../webhooks.ts";
import { readBehaviour } from "./behaviour.ts";
import type { Control } from "./control.ts";
import { openControl } from "./open.ts";

/** The HTTP form of each method of the control: which field is which argument. */
const commands: Record<keyof Control, (control: Control, fields: Fields<string>) => unknown> = {
  renameLogin: (control, body) => control.renameLogin(body.text("login"), body.text("newLogin")),
  renameOrganization: (control, body) => control.renameOrganization(body.text("newLogin")),
  registerLogin: (control, body) => control.registerLogin(body.text("login")),
  addMember: (control, body) =>
    control.addMember(body.text("login"), body.optionalChoice("role", ["admin", "member"])),
  removeMember: (control, body) => control.removeMember(body.text("login")),
  suspendLogin: (control, body) => control.suspendLogin(body.text("login")),
  unsuspendLogin: (control, body) => control.unsuspendLogin(body.text("login")),
  setTwoFactor: (control, body) => control.setTwoFactor(body.text("login"), flag(body, "enabled")),
  requireTwoFactor: (control, body) => control.requireTwoFactor(flag(body, "required")),
  editInBrowser: (control, body) =>
    control.editInBrowser(
      body.text("login"),
      { path: body.text("path"), text: body.text("text") },
      body.optionalText("repository"),
    ),
  allowForking: (control, body) =>
    control.allowForking(flag(body, "allowed"), body.optionalText("repository")),
  setCollaborator: (control, body) =>
    control.setCollaborator(body.text("login"), role(body), body.optionalText("repository")),
  createTeam: (control, body) => control.createTeam(body.text("slug"), body.optionalText("parent")),
  renameTeam: (control, body) => control.renameTeam(body.text("slug"), body.text("newSlug")),
  deleteTeam: (control, body) => control.deleteTeam(body.text("slug")),
  addToTeam: (control, body) =>
    control.addToTeam(
      body.text("slug"),
      body.text("login"),
      body.optionalChoice("role", ["member", "maintainer"]),
    ),
  removeFromTeam: (control, body) => control.removeFromTeam(body.text("slug"), body.text("login")),
  setTeamPermission: (control, body) =>
    control.setTeamPermission(body.text("slug"), role(body), body.optionalText("repository")),
  setTeamPrivacy: (control, body) =>
    control.setTeamPrivacy(body.text("slug"), choice(body, "privacy", teamPrivacies)),
  createOrganizationRole: (control, body) =>
    control.createOrganizationRole({
      name: body.text("name"),
      baseRole: body.optionalChoice("baseRole", ["read", "triage", "write", "maintain", "admin"]),
      permissions: body.texts("permissions"),
    }),
  synchronizeTeam: (control, body) => control.synchronizeTeam(body.text("slug"), flag(body, "synchronized")),
  linkSaml: (control, body) =>
    control.linkSaml(body.optionalText("login") ?? null, {
      nameId: body.optionalText("nameId"),
      scimUserName: body.optionalText("scimUserName"),
    }),
  unlinkSaml: (control, body) => control.unlinkSaml(body.text("login")),
  moveSaml: (control, body) => control.moveSaml(choice(body, "level", samlLevels)),
  lag: (control, body) =>
    control.lag({
      reads: body.texts("reads").map(readKind),
      calls: body.optionalNumber("calls"),
      until: readMoment(body.optionalText("until")),
    }),
  catchUp: (control, body) =>
    control.catchUp(body.has("reads") ? body.texts("reads").map(readKind) : undefined),
  redeliver: (control, body) =>
    control.redeliver(body.optionalText("id"), {
      freshGuid: body.optionalFlag("freshGuid"),
    }),
  holdWebhooks: (control) => control.holdWebhooks(),
  releaseWebhooks: (control, body) =>
    control.releaseWebhooks(
      body.has("ids") ? body.texts("ids") : body.optionalChoice("order", releaseOrders),
    ),
  dropWebhooks: (control, body) => control.dropWebhooks(body.optionalNumber("count")),
  duplicateWebhooks: (control, body) => control.duplicateWebhooks(body.optionalNumber("count")),
  deliverForged: (control, body) =>
    control.deliverForged({
      secret: body.optionalText("secret"),
      event: body.optionalText("event"),
      payload: body.optionalJson("payload"),
      guid: body.optionalText("guid"),
    }),
  failRequests: (control, body) =>
    control.failRequests({
      answer: choice(body, "answer", faultAnswers),
      status: body.optionalNumber("status"),
      when: body.optionalChoice("when", faultMoments),
      api: body.optionalChoice("api", requestKinds),
      method: body.optionalText("method"),
      path: body.optionalText("path"),
      caller: body.optionalText("caller"),
      calls: body.optionalNumber("calls"),
      until: readMoment(body.optionalText("until")),
      seconds: body.optionalNumber("seconds"),
    }),
  stopFailing: (control, body) => control.stopFailing(body.optionalNumber("id")),
  beginOutage: (control) => control.beginOutage(),
  endOutage: (control) => control.endOutage(),
  behave: (control, body) => control.behave(readBehaviour(body)),
  clockSkew: (control, body) => control.clockSkew(body.number("seconds")),
  moveClock: (control, body) => control.moveClock(body.number("seconds")),
  setWorkflowPermissions: (control, body) =>
    control.setWorkflowPermissions(
      {
        mayApprove: body.optionalFlag("mayApprove"),
        defaultPermissions: body.optionalChoice("defaultPermissions", ["read", "write"]),
      },
      body.nullableText("repository"),
    ),
  addSecret: (control, body) => control.addSecret(body.text("name"), body.nullableText("repository")),
  removeSecret: (control, body) => control.removeSecret(body.text("name"), body.nullableText("repository")),
  setPlan: (control, body) => control.setPlan(body.text("name")),
  guardEnvironment: (control, body) =>
    control.guardEnvironment(
      body.text("name"),
      {
        apps: body.texts("apps"),
        reviewers: body.texts("reviewers"),
        waitMinutes: body.optionalNumber("waitMinutes"),
      },
      body.optionalText("repository"),
    ),
  startRun: (control, body) =>
    control.startRun(
      {
        environment: body.text("environment"),
        login: body.text("login"),
        event: body.optionalText("event"),
      },
      body.optionalText("repository"),
    ),
  startRunAgain: (control, body) =>
    control.startRunAgain(body.number("id"), body.text("login"), body.optionalText("repository")),
  reviewRun: (control, body) =>
    control.reviewRun(body.number("id"), body.text("login"), body.optionalText("repository")),
  cancelRun: (control, body) => control.cancelRun(body.number("id"), body.optionalText("repository")),
  endScheduledRun: (control, body) =>
    control.endScheduledRun(
      body.text("file"),
      body.optionalChoice("conclusion", ["success", "failure"]) ?? "success",
      body.optionalText("repository"),
    ),
  setWorkflowState: (control, body) =>
    control.setWorkflowState(
      body.text("file"),
      body.optionalChoice("activity", ["active", "disabled_inactivity", "disabled_manually"]) ?? "active",
      body.optionalText("repository"),
    ),
  generateAppKey: (control, body) => control.generateAppKey(body.optionalText("slug")),
  deleteAppKey: (control, body) => control.deleteAppKey(body.text("privateKey"), body.optionalText("slug")),
  setWebhookSecret: (control, body) =>
    control.setWebhookSecret(body.text("secret"), body.optionalText("slug")),
  listRunComments: (control, body) =>
    control.listRunComments(body.number("id"), body.optionalText("repository")),
  addEnvironment: (control, body) =>
    control.addEnvironment(
      body.text("name"),
      body.has("branches") ? body.texts("branches") : undefined,
      body.optionalText("repository"),
    ),
};

const isCommand = (name: string): name is keyof Control => Object.hasOwn(commands, name);

/** The URL of the control. */
export const controlPrefix = "/_control/";

/** Runs `POST /_control/<name>` for a caller with the control token. Returns the method's result as JSON. */
export async function serveControl(
  state: State,
  method: string,
  path: string,
  authorization: string | undefined,
  body: Buffer,
): Promise<string> {
  if (!isToken(authorization, state.controlToken)) {
    throw new HttpError(401, "The control token is missing or wrong: it is in the line of `sandbox --json`.");
  }
  const name = path.slice(controlPrefix.length);
  if (method !== "POST" || !isCommand(name)) {
    const known = Object.keys(commands).join(", ");
    throw new HttpError(404, `${method} ${path} is not a method of the control; POST one of ${known}.`);
  }
  const result = await commands[name](openControl(state), parseFields(body));
  return JSON.stringify(result ?? {});
}

function isToken(authorization: string | undefined, token: string): boolean {
  const [given, wanted] = [Buffer.from(authorization ?? ""), Buffer.from(`Bearer ${token}`)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function flag(body: Fields<string>, name: string): boolean {
  const value = body.optionalFlag(name);
  if (value === undefined) throw new HttpError(422, `"${name}" is missing; expected true or false.`);
  return value;
}

function choice<Choice extends string>(
  body: Fields<string>,
  name: string,
  choices: readonly Choice[],
): Choice {
  const value = body.optionalChoice(name, choices);
  if (value === undefined) throw new HttpError(422, `"${name}" is missing; expected ${choices.join(", ")}.`);
  return value;
}

const role = (body: Fields<string>) => choice(body, "role", roles);

function readKind(name: string): LaggingRead {
  if (isLaggingRead(name)) return name;
  const known = Object.keys(laggingRoutes).join(", ");
  throw new HttpError(422, `"${name}" are not reads that can lag; expected ${known}.`);
}

function readMoment(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new HttpError(422, `"until" is "${text}"; expected a time.`);
  return at;
}
