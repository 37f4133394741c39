const size = 65_536;

/** Joins small pieces of text, so that a large report is not written in a hundred thousand writes. */
export function* batched(pieces: Iterable<string>): Generator<string> {
  let batch = "";
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < size) continue;
    yield batch;
    batch = "";
  }
  if (batch !== "") yield batch;
}
