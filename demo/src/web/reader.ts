/** Reads GitHub's API as one person. undefined: the person may not see it, or it is not there. */
export type Reader = (path: string) => Promise<unknown>;

interface Door {
  readonly url: string;
  readonly logins: Readonly<Record<string, { readonly token: string }>>;
}

/** Throws for every failure but 404, and 409 of an empty repository. */
export const readerFor =
  ({ url, logins }: Door, login: string): Reader =>
  async (path) => {
    const headers = { authorization: `Bearer ${logins[login]?.token ?? ""}` };
    const answer = await fetch(`${url}${path}`, { headers });
    if (answer.status === 404 || answer.status === 409) return undefined;
    if (!answer.ok) throw new Error(`GitHub answers ${answer.status} to ${path}: ${await answer.text()}`);
    return answer.json();
  };
