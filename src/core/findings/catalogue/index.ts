import { accessReview } from "./access-review.ts";
import { alerts } from "./alerts.ts";
import { approval } from "./approval.ts";
import type { Area } from "./entry.ts";
import { commands, providerFailures } from "./failures.ts";
import { fields } from "./fields.ts";
import { appAndServer } from "./installation/app-and-server.ts";
import { branchRules } from "./installation/branch-rules.ts";
import { repository } from "./installation/repository.ts";
import { inventory } from "./inventory.ts";
import { people } from "./people.ts";
import { policyTools } from "./policy-tools.ts";
import { deployments } from "./providers/deployments.ts";
import { github } from "./providers/github.ts";
import { google } from "./providers/google.ts";
import { iam } from "./providers/iam.ts";
import { identityCenter } from "./providers/identity-center.ts";
import { kubernetes } from "./providers/kubernetes.ts";
import { ldap } from "./providers/ldap.ts";
import { microsoft } from "./providers/microsoft.ts";
import { mysql } from "./providers/mysql.ts";
import { okta } from "./providers/okta.ts";
import { postgres } from "./providers/postgres.ts";
import { receivers } from "./providers/receivers.ts";
import { scim } from "./providers/scim.ts";
import { ssh } from "./providers/ssh.ts";
import { vault } from "./providers/vault.ts";
import { removal } from "./removal.ts";
import { requestFile } from "./request-file.ts";
import { rules } from "./rules.ts";
import { stops } from "./stops.ts";
import { terms } from "./terms.ts";
import { text } from "./text.ts";

const findings = {
  ...text.entries,
  ...fields.entries,
  ...requestFile.entries,
  ...terms.entries,
  ...people.entries,
  ...approval.entries,
  ...rules.entries,
  ...policyTools.entries,
  ...removal.entries,
  ...stops.entries,
  ...inventory.entries,
  ...accessReview.entries,
  ...repository.entries,
  ...branchRules.entries,
  ...appAndServer.entries,
  ...deployments.entries,
  ...github.entries,
  ...mysql.entries,
  ...microsoft.entries,
  ...ldap.entries,
  ...okta.entries,
  ...identityCenter.entries,
  ...postgres.entries,
  ...kubernetes.entries,
  ...receivers.entries,
  ...ssh.entries,
  ...vault.entries,
  ...iam.entries,
  ...scim.entries,
  ...google.entries,
};

/** Every code a finding, a refusal or an examination can have. A code without an entry does not compile. */
export type Code = keyof typeof findings;

/** Every code an alert can have besides. */
export type AlertCode = keyof typeof alerts.entries;

export const isAlertCode = (code: unknown): code is AlertCode =>
  typeof code === "string" && Object.hasOwn(alerts.entries, code);

/** Every code a command can fail with, besides those of a provider. */
export type CommandCode = keyof typeof commands.entries;

/** The sections of the troubleshooting page, in its order. */
export const areas: readonly Area<string>[] = [
  requestFile,
  terms,
  people,
  approval,
  text,
  fields,
  stops,
  rules,
  policyTools,
  removal,
  inventory,
  accessReview,
  repository,
  branchRules,
  appAndServer,
  kubernetes,
  deployments,
  github,
  mysql,
  microsoft,
  ldap,
  okta,
  identityCenter,
  postgres,
  receivers,
  ssh,
  vault,
  iam,
  scim,
  google,
  providerFailures,
  commands,
  alerts,
];

/**
 * Why a merged request was refused, in words that complete "Nothing was granted: …". Codes come from the ledger, which an older or
 * newer version may have written: `undefined` for a code without such words.
 */
export function findRefusal(code: string): string | undefined {
  const area = areaOf(code);
  return area?.entries[code]?.refusal ?? area?.refusal;
}

/** The same, with words for every code. */
export const explainRefusal = (code: string): string =>
  findRefusal(code) ?? "a rule of this repository does not allow it";

/** What a code means, in sentences with Markdown; `undefined` for a code of another version. */
export const findMeaning = (code: string): string | undefined => areaOf(code)?.entries[code]?.means;

/** What to do about it, in sentences with Markdown; `undefined` as above. */
export const findAdvice = (code: string): string | undefined => areaOf(code)?.entries[code]?.fix;

const areaOf = (code: string): Area<string> | undefined =>
  areas.find(({ entries }) => Object.hasOwn(entries, code));
