/**
 * Whether somebody may choose the name of their session, and so take that of a colleague who holds access. The identity provider says the name where
 * a role is assumed by SAML; elsewhere the caller says it, unless a condition on `sts:RoleSessionName` ties it to who they are ("IAM and AWS STS condition
 * context keys", sts:RoleSessionName).
 */
export function hasFreeSessionNames(trustPolicy: string): boolean {
  const statements = readStatements(trustPolicy);
  return statements === undefined || statements.some(isFree) || !isOneAccount(statements);
}

/** A name of a user is unique in its account alone. */
function isOneAccount(statements: readonly unknown[]): boolean {
  const byName = statements.filter(
    (each) => fieldOf(each, "Effect") !== "Deny" && namesOf(each).includes(USER),
  );
  const trusted = byName.map((each) => listOf(fieldOf(fieldOf(each, "Principal"), "AWS")));
  const accounts = trusted
    .flat()
    .map((each) => /^(?:arn:[\w-]+:iam::)?(?<id>\d{12})(?::|$)/u.exec(each)?.groups?.id);
  const isTold = trusted.every(({ length }) => length > 0) && accounts.every((each) => each !== undefined);
  return byName.length === 0 || (isTold && new Set(accounts).size === 1);
}

const USER = "$" + "{aws:username}";

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
  const names = namesOf(statement);
  return names.length === 0 || !names.every(isCallersOwn);
}

/** The names that a statement lets a session have. */
function namesOf(statement: unknown): string[] {
  const conditions = fieldOf(fieldOf(statement, "Condition"), "StringEquals");
  return Object.entries(isObject(conditions) ? conditions : {}).flatMap(([key, value]) =>
    key.toLowerCase() === "sts:rolesessionname" ? listOf(value) : [],
  );
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
