/** The file of the issue form, by which GitHub's links name it. */
export const FORM_FILE = "access.yml";
export const FORM_PATH = `.github/ISSUE_TEMPLATE/${FORM_FILE}`;

/** GitHub gives it to each issue that is opened with the form. */
export const FORM_LABEL = "access request";
