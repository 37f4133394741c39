const encoder = new TextEncoder();

/** Counts UTF-8 bytes against a limit. */
export interface ByteBudget {
  /** True, and the text is counted, when it still fits. */
  take(text: string): boolean;
}

export function byteBudget(limit: number): ByteBudget {
  let rest = limit;
  return {
    take(text) {
      const size = encoder.encode(text).length;
      if (size > rest) return false;
      rest -= size;
      return true;
    },
  };
}
