/**
 * Numbers of the issues that a merged pull request closes by what its title or description says. Source: docs, "Linking a pull request
 * to an issue": a keyword, perhaps a colon, then `#17` or `owner/repository#17`; the address of the issue works too.
 */
export function listClosing(text: string, repository: string): number[] {
  const found = [...text.matchAll(KEYWORD)].flatMap(([, where, digits = ""]) =>
    where === undefined || where.toLowerCase() === repository.toLowerCase() ? [Number(digits)] : [],
  );
  return [...new Set(found)];
}

const KEYWORD =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?[ \t]+(?:https?:\/\/[^\s/]+\/)?(?:([\w.-]+\/[\w.-]+)(?=#|\/(?:issues|pull)\/))?(?:#|\/(?:issues|pull)\/)(\d{1,10})\b/giu;
