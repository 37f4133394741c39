/** The kind that a folder's name stands for; undefined for a cut one, whose lines name it. */
export function kindOfName(name: string): string | undefined {
  if (name.includes("~~")) return undefined;
  if (name === "~") return "";
  return name
    .split(/(~[0-9A-F]{4})/)
    .map((part) =>
      part.startsWith("~")
        ? String.fromCharCode(Number.parseInt(part.slice(1), 16))
        : decodeURIComponent(part),
    )
    .join("");
}
