/**
 * Whether somebody may choose the name of their session, and so take that of a colleague who holds access. The identity provider says the name where
 * a role is assumed by SAML; elsewhere the caller says it, unless a condition on `sts:RoleSessionName` ties it to who they are ("IAM and AWS STS condition
 * context keys", sts:RoleSessionName).
 */
export function hasFreeSessionNames(trustPolicy: string): boolean {
  const statements = readStatements(trustPolicy);
  return statements === undefined || statements.some(isFree);
}

function isFree(statement: unknown): boolean {
  if (fieldOf(statement, "Effect") === "Deny") return false;
  const actions = listOf(fieldOf(statement, "Action"));
  if (
    actions.length > 0 &&
    actions.every((each) =>
      /^sts:(?:AssumeRoleWithSAML|TagSession|SetSourceIdentity|SetContext)$/iu.test(each),
    )
  )
    return false;
  const conditions = fieldOf(fieldOf(statement, "Condition"), "StringEquals");
  const names = Object.entries(isObject(conditions) ? conditions : {}).flatMap(([key, value]) =>
    key.toLowerCase() === "sts:rolesessionname" ? listOf(value) : [],
  );
  return names.length === 0 || !names.every(isCallersOwn);
}

/**
 * One variable and nothing else, whose value the caller cannot choose: `${aws:username}`, or the claim of a web identity. Tags do not count: who assumes a
 * role may bring their own ("Pass session tags in AWS STS"). Nor does `preferred_username`, which people change (OpenID Connect Core, section 5.7).
 */
const isCallersOwn = (name: string): boolean =>
  /^\$\{(?:aws:username|(?!(?:aws|iam|sts):)[\w./-]+:(?:sub|email|upn))\}$/u.test(name);

function readStatements(document: string): readonly unknown[] | undefined {
  try {
    const statements = fieldOf(JSON.parse(document), "Statement");
    return Array.isArray(statements) ? statements : [statements];
  } catch {
    return undefined;
  }
}

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string");

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const fieldOf = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);
