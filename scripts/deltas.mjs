// Differences between releases, as RFC 9842 has browsers ask for them: the new file compressed with the old one as its dictionary.
import { createHash } from 'node:crypto';
import { compressUsingDict, createCCtx, init } from '@bokuweb/zstd-wasm';

// Section 5: a skippable frame of Zstandard that holds the hash of the dictionary, and then the frame itself.
const DCZ = Buffer.from([0x5e, 0x2a, 0x4d, 0x18, 0x20, 0x00, 0x00, 0x00]);
const LEVEL = 19;

await init();

export const hashOf = (bytes) => createHash('sha256').update(bytes).digest();

/** The bytes of `Content-Encoding: dcz`. */
export function dcz(bytes, dictionary) {
  const frame = compressUsingDict(createCCtx(), bytes, dictionary, LEVEL);
  return Buffer.concat([DCZ, hashOf(dictionary), frame]);
}

/** The name of a hashed file without its hash: what it is the next release of. */
export const familyOf = (path) => path.replace(/-[A-Za-z0-9_-]{8}(\.[a-z0-9]+)$/, '-*$1');

/** What a file's Use-As-Dictionary says: it is a dictionary for all files of its name (section 2.1). */
export const dictionaryFor = (path) => `match="${familyOf(path)}"`;

/**
 * The differences of a file from those of its name in earlier releases, each of those once. One has to save a fifth of the
 * transfer at least.
 * @returns {{hash: Buffer, bytes: Buffer}[]}
 */
export function deltasOf(path, bytes, releases, otherwise) {
  const deltas = new Map();
  for (const { files } of releases)
    for (const [earlier, before] of files) {
      if (familyOf(earlier) !== familyOf(path) || earlier === path) continue;
      const hash = hashOf(before);
      const delta = dcz(bytes, before);
      if (delta.length < otherwise * 0.8) deltas.set(hash.toString('hex'), { hash, bytes: delta });
    }
  return [...deltas.values()];
}
