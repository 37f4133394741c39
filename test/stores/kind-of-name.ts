/** The kind that a folder's name stands for; undefined for a cut one, whose lines name it. */
export function kindOfName(name: string): string | undefined {
  if (name.includes("~")) return undefined;
  if (name === "%") return "";
  return name.replace(/%u([0-9A-F]{4})|((?:%[0-9A-F]{2})+)/g, (_, unit?: string, bytes?: string) =>
    unit === undefined ? decodeURIComponent(bytes ?? "") : String.fromCharCode(Number.parseInt(unit, 16)),
  );
}
