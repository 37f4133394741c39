/** Undoes `visibleText`. */
export function decodeVisible(text: string): string {
  return text.replace(/\\u\{([0-9a-f]+)\}/g, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}

/** Undoes XML and HTML escaping. */
export function decodeEntities(text: string): string {
  const names: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/g,
    (_, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return names[name] ?? `?${name}?`;
      return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    },
  );
}

/** Undoes the escaping of a workflow command. */
export function decodeCommand(text: string): string {
  return decodeVisible(text.replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%25", "%"));
}
