import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChunkFile } from './chunk-file.ts';

/** A private temporary folder for chunks that do not fit into memory, for a server without a cache. */
export class SpillFolder {
  #path: string | undefined;

  /** A file for the chunks of a run, in the folder, which is made with the first one. @throws the system's error */
  createFile(runId: number): ChunkFile {
    this.#path ??= this.#make();
    return new ChunkFile(join(this.#path, `${runId}.chunks`));
  }

  /** Removes a run's file, if it has one. */
  removeFile(runId: number): void {
    if (this.#path !== undefined) rmSync(join(this.#path, `${runId}.chunks`), { force: true });
  }

  /** Removes the folder and all in it. */
  readonly close = (): void => {
    process.off('exit', this.close);
    if (this.#path !== undefined) rmSync(this.#path, { recursive: true, force: true });
    this.#path = undefined;
  };

  #make(): string {
    process.on('exit', this.close);
    return mkdtempSync(join(tmpdir(), 'runlight-'));
  }
}
