/** The file of the issue form, by which GitHub's links name it. */
export const FORM_FILE = "access.yml";
export const FORM_PATH = `.github/ISSUE_TEMPLATE/${FORM_FILE}`;

/** GitHub gives it to each issue that is opened with the form. */
export const FORM_LABEL = "access request";

/** The label as GitHub keeps it. It gives an issue only labels that exist ("Syntax for issue forms", `labels`). */
export const FORM_LABEL_OF = {
  name: FORM_LABEL,
  color: "5319e7",
  description: "Somebody asks for access; Hallpass opens the pull request",
} as const;
