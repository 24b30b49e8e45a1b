import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CacheLock } from './cache-lock.ts';
import { ChunkFile } from './chunk-file.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot-format.ts';

/** Snapshots read at the same time. */
const READS_AT_ONCE = 32;
/** Our own files: nothing else in the folder is ever touched. */
const OWN_FILE = /^([0-9a-f]{24})\.(snapshot|snapshot\.new|[0-9a-f]{8}\.chunks)$/;

/** What was found in a cache folder. */
export interface FoundSnapshots {
  /** By run name: what `write` was given. */
  readonly byRun: ReadonlyMap<string, unknown>;
  /** Snapshots that are damaged, of another version, or foreign. */
  readonly badCount: number;
}

/**
 * The folder in which a server keeps what it read of one logdir: for each run a snapshot file, replaced as a whole, and
 * a file of sealed chunks that the snapshot points into. All of it can be made again from the logs, so whatever is in
 * doubt is thrown away. Nothing is flushed: what a crash of the machine tears, checksums tell.
 */
export class CacheFolder {
  readonly path: string;
  readonly #lock: CacheLock;
  readonly #snapshotBytes = new Map<string, number>();
  readonly #chunkFiles = new Map<string, ChunkFile>();

  private constructor(path: string, lock: CacheLock) {
    this.path = path;
    this.#lock = lock;
  }

  /**
   * Opens the folder, which is made when it is not there. Undefined when another server uses it.
   *
   * @throws the system's error when it cannot be written to
   */
  static open(path: string): CacheFolder | undefined {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const lock = CacheLock.acquire(join(path, 'lock'));
    return lock && new CacheFolder(path, lock);
  }

  /** Path of the folder below `root` for what makes a cache another one: the logdirs and how they are read. */
  static pathFor(root: string, key: readonly unknown[]): string {
    return join(root, hash(JSON.stringify(key)));
  }

  /** Leaves a text for people who look into the folder. */
  describe(text: string): void {
    writeFileSync(join(this.path, 'README'), text);
  }

  /** Bytes of all files kept. */
  get bytes(): number {
    let sum = 0;
    for (const bytes of this.#snapshotBytes.values()) sum += bytes;
    for (const { size } of this.#chunkFiles.values()) sum += size;
    return sum;
  }

  /** Whether it may be written to: a server that took this one for dead may have taken over. */
  get isOurs(): boolean {
    return this.#lock.isHeld;
  }

  async readSnapshots(): Promise<FoundSnapshots> {
    const names = readdirSync(this.path).filter((name) => OWN_FILE.exec(name)?.[2] === 'snapshot');
    const byRun = new Map<string, unknown>();
    let badCount = 0;
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let name = names[next++]; name !== undefined; name = names[next++]) {
        const snapshot = await this.#readSnapshot(name);
        if (snapshot) byRun.set(snapshot.run, snapshot.data);
        else badCount++;
      }
    };
    await Promise.all(Array.from({ length: READS_AT_ONCE }, lane));
    return { byRun, badCount };
  }

  async #readSnapshot(name: string): Promise<Snapshot | undefined> {
    let bytes;
    try {
      bytes = await readFile(join(this.path, name));
    } catch {
      return undefined;
    }
    const snapshot = decodeSnapshot(bytes) as Snapshot | undefined;
    if (snapshot === undefined || fileName(snapshot.run) !== name) return undefined;
    this.#snapshotBytes.set(name, bytes.length);
    return snapshot;
  }

  /**
   * Replaces a run's snapshot. `data` is plain data, encoded before this returns; readers of the folder find the old
   * one or the new one, whole.
   *
   * @returns its bytes
   * @throws the system's error; the old one is then still there
   */
  async write(run: string, data: unknown): Promise<number> {
    const bytes = encodeSnapshot({ run, data } satisfies Snapshot);
    const name = fileName(run);
    const path = join(this.path, name);
    try {
      await writeFile(`${path}.new`, bytes, { mode: 0o600 });
      await rename(`${path}.new`, path);
    } catch (error) {
      rmSync(`${path}.new`, { force: true });
      throw error;
    }
    this.#snapshotBytes.set(name, bytes.length);
    return bytes.length;
  }

  /** A file for the chunks of a run: a new one each time, since an older one may still be read. */
  createChunkFile(run: string): ChunkFile {
    return this.#keep(`${hash(run)}.${randomBytes(4).toString('hex')}.chunks`, 0);
  }

  /** The file that `createChunkFile` made, cut to `size`; undefined when it is not there or shorter. */
  openChunkFile(name: string, size: number): ChunkFile | undefined {
    const path = join(this.path, name);
    try {
      if (OWN_FILE.test(name) && statSync(path).size >= size) {
        const file = this.#keep(name, size);
        file.truncate(size);
        return file;
      }
    } catch {
      // As if it were not there.
    }
    this.#chunkFiles.delete(name);
    return undefined;
  }

  #keep(name: string, size: number): ChunkFile {
    const file = new ChunkFile(join(this.path, name), size);
    this.#chunkFiles.set(name, file);
    return file;
  }

  /** Throws a file of chunks away. */
  removeChunkFile(file: ChunkFile): void {
    for (const [name, known] of this.#chunkFiles) if (known === file) this.#remove(name);
  }

  /** Throws a run's snapshot away. */
  removeSnapshot(run: string): void {
    this.#remove(fileName(run));
  }

  /** Removes what belongs to no run of `runs`: files of earlier runs, or of a server that was killed. */
  sweep(runs: ReadonlySet<string>): void {
    const kept = new Set([...runs].map(fileName));
    for (const name of readdirSync(this.path)) {
      if (OWN_FILE.test(name) && !kept.has(name) && !this.#chunkFiles.has(name)) this.#remove(name);
    }
  }

  #remove(name: string): void {
    this.#snapshotBytes.delete(name);
    this.#chunkFiles.delete(name);
    rmSync(join(this.path, name), { force: true });
  }

  /** Lets another server use the folder. */
  close(): void {
    this.#lock.release();
  }
}

interface Snapshot {
  readonly run: string;
  readonly data: unknown;
}

function fileName(run: string): string {
  return `${hash(run)}.snapshot`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
