import { ProviderError, type ProviderErrorCode } from "../error.ts";

/**
 * The error codes of AWS's APIs ("Common Errors" of each API reference), and those of the SDK itself. Some services end them in `Exception`; that
 * part is left out here.
 */
const codes: Readonly<Record<string, ProviderErrorCode>> = {
  AccessDenied: "REFUSED",
  NotAuthorized: "REFUSED",
  UnauthorizedOperation: "REFUSED",
  LimitExceeded: "REFUSED",
  ServiceQuotaExceeded: "REFUSED",
  UnmodifiableEntity: "REFUSED",
  MalformedPolicyDocument: "REFUSED",
  IncompleteSignature: "LOGIN_REFUSED",
  InvalidClientTokenId: "LOGIN_REFUSED",
  MissingAuthenticationToken: "LOGIN_REFUSED",
  OptInRequired: "LOGIN_REFUSED",
  RequestExpired: "LOGIN_REFUSED",
  SignatureDoesNotMatch: "LOGIN_REFUSED",
  ExpiredToken: "LOGIN_REFUSED",
  UnrecognizedClient: "LOGIN_REFUSED",
  InvalidSignature: "LOGIN_REFUSED",
  CredentialsProviderError: "LOGIN_REFUSED",
  TokenProviderError: "LOGIN_REFUSED",
  ConcurrentModification: "BUSY",
  Conflict: "BUSY",
  EntityTemporarilyUnmodifiable: "BUSY",
  Throttling: "THROTTLED",
  Throttled: "THROTTLED",
  RequestThrottled: "THROTTLED",
  RequestLimitExceeded: "THROTTLED",
  TooManyRequests: "THROTTLED",
  AbortError: "TIMEOUT",
  TimeoutError: "TIMEOUT",
  RequestTimeout: "TIMEOUT",
  InternalFailure: "UNREACHABLE",
  InternalServer: "UNREACHABLE",
  ServiceFailure: "UNREACHABLE",
  ServiceUnavailable: "UNREACHABLE",
};

const GONE = ["NoSuchEntity", "ResourceNotFound"];

/**
 * The object that the request names does not exist. The APIs of IAM Identity Center also say so where they cannot read it: `Reason` "indicates the
 * reason for a resource not found error when the service is unable to access a Customer Managed KMS key", and `ResourceType` may be the whole
 * `IDENTITY_STORE` ("ResourceNotFoundException").
 */
export const isGone = (error: unknown): boolean =>
  GONE.includes(codeOf(error)) &&
  fieldOf(error, "Reason") === undefined &&
  fieldOf(error, "ResourceType") !== "IDENTITY_STORE";

/** The code of AWS's error behind one of the port's: `LimitExceeded`. */
export const awsCodeOf = ({ cause }: ProviderError): string =>
  cause instanceof AwsError ? cause.code : "Unknown";

/** What the private log may know of an error of AWS. */
class AwsError extends Error {
  readonly code: string;

  constructor(code: string, status: number | undefined) {
    super(`AWS: ${code}${status === undefined ? "" : `, HTTP ${status}`}`);
    this.code = code;
  }
}

/**
 * The port's error for an error of the SDK. The cause names its code and HTTP status, and nothing else of it: messages of AWS quote ARNs, policies
 * and parts of credentials.
 */
export function awsFailure(provider: string, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const code = codeOf(error);
  const status = statusOf(error);
  const cause = new AwsError(code, status);
  // The SDK also calls a connection that broke off a `TimeoutError`.
  const known = !isNetworkError(error) && Object.hasOwn(codes, code) ? codes[code] : undefined;
  const meant = known ?? byStatus(status, error);
  const pause = retryAfterSeconds(error) || (meant === "THROTTLED" ? PAUSE_SECONDS : 0);
  return new ProviderError(provider, meant, cause, pause);
}

function byStatus(status: number | undefined, error: unknown): ProviderErrorCode {
  if (status === undefined) return isNetworkError(error) ? "UNREACHABLE" : "UNEXPECTED";
  if (status === 429) return "THROTTLED";
  if (status >= 500) return "UNREACHABLE";
  return status === 401 || status === 403 ? "REFUSED" : "UNEXPECTED";
}

/** `ECONNREFUSED`, `ENOTFOUND`, `EPIPE`: Node names them in `code`. TLS too: `CERT_HAS_EXPIRED`. */
const isNetworkError = (error: unknown): boolean => {
  const code = fieldOf(error, "code");
  return typeof code === "string" && /^[A-Z][A-Z_0-9]+$/u.test(code);
};

/** An identifier: a name that is none could be a text of the system. */
function codeOf(error: unknown): string {
  const name = fieldOf(error, "name");
  if (typeof name !== "string" || !/^[A-Za-z][\w.]{0,79}$/u.test(name)) return "Unknown";
  return name.replace(/Exception$/u, "");
}

function statusOf(error: unknown): number | undefined {
  const status = fieldOf(fieldOf(error, "$metadata"), "httpStatusCode");
  return typeof status === "number" ? status : undefined;
}

/** The pause after a throttled request: most services name none, and count requests by the second. */
const PAUSE_SECONDS = 2;

/** Seconds: RFC 9110, section 10.2.3. AWS sends no dates there. 0 for none. The Identity Store API has a field ("ThrottlingException"). */
function retryAfterSeconds(error: unknown): number {
  const named = fieldOf(error, "RetryAfterSeconds");
  if (typeof named === "number" && named > 0 && named < 1e6) return Math.ceil(named);
  const value = fieldOf(fieldOf(fieldOf(error, "$response"), "headers"), "retry-after");
  return typeof value === "string" && /^\d{1,6}$/u.test(value) ? Number(value) : 0;
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
