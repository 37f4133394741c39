/** A repository path as a relative URI reference. */
export function artifactUri(path: string): string {
  return encodeURI(path.toWellFormed()).replace(/[?#:]/g, encodeURIComponent);
}
