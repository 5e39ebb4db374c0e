/**
 * Numbers of the issues that a pull request closes when merged, by its title or description. Source: docs, "Linking a pull request to
 * an issue": a keyword, an optional colon, then `#17` or `owner/repository#17`, or the issue's URL.
 */
export function listClosing(text: string, repository: string): number[] {
  const found = [...text.matchAll(KEYWORD)].flatMap(([, where, digits = ""]) =>
    where === undefined || where.toLowerCase() === repository.toLowerCase() ? [Number(digits)] : [],
  );
  return [...new Set(found)];
}

const KEYWORD =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?[ \t]+(?:https?:\/\/[^\s/]+\/)?(?:([\w.-]+\/[\w.-]+)(?=#|\/(?:issues|pull)\/))?(?:#|\/(?:issues|pull)\/)(\d{1,10})\b/giu;
