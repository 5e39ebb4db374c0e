/** What a plain HTTP call was answered. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Calls GitHub's REST API as a person's script would: a URL, a token, JSON. */
export async function callApi(
  url: string,
  token: string,
  method: "GET" | "POST" | "PUT",
  body?: object,
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

/** What lies inside an answer, by the names and numbers on the way; undefined where the way ends. */
export function pick(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inside, key) => (typeof inside === "object" && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  );
}
