/** The text, closed by a full stop unless it ends a sentence already. */
export function sentence(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed !== "" && ".!?…".includes(trimmed.slice(-1)) ? trimmed : `${trimmed}.`;
}
