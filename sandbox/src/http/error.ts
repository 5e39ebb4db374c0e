/** An error response in GitHub's shape: `message`, and `errors` where GitHub lists the mistakes. */
export class HttpError extends Error {
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly documentation_url: string;

  constructor(
    status: number,
    message: string,
    options: {
      errors?: readonly unknown[];
      headers?: Record<string, string>;
      documentation_url?: string;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "HttpError";
    this.status = status;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
    this.documentation_url = options.documentation_url ?? "https://docs.github.com/rest";
  }
}

export const notFound = (): HttpError => new HttpError(404, "Not Found");

/** 422 with one entry of `errors`, GitHub's report of an invalid field. */
export const invalid = (resource: string, field: string, message: string): HttpError =>
  new HttpError(422, "Validation Failed", { errors: [{ resource, field, code: "custom", message }] });
