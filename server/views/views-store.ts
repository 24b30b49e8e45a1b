import { AppError } from '../base/errors.ts';
import type { ViewsChange } from './change-views.ts';
import { NO_VIEWS, reuseEqual, type Views } from './views.ts';
import type { ViewsFile } from './views-file.ts';
import { parseViews, printViews } from './views-text.ts';

/** How often to look whether another server, or a person, has changed the file. */
const POLL_MS = 300;
const MAX_TEXT = 16 * 1024 * 1024;
/** Of the mistakes in a file. */
const MAX_WARNINGS = 10;

/** What was found in the file. */
interface Found {
  /** Undefined when it is not there, or holds nothing of ours: then what is in memory stays. */
  readonly views: Views | undefined;
  /** What is wrong with it: writing over it would lose something. */
  readonly problems: readonly string[];
}

/**
 * What people say about runs, and their saved views: in a file that may be changed by several servers, or only in memory.
 *
 * A change is made to what the file holds at that moment, under a lock, and the file replaced: two servers that change
 * different runs, or different fields of one, lose nothing of each other's.
 */
export class ViewsStore {
  readonly #file: ViewsFile | undefined;
  readonly #onWarning: (message: string) => void;
  readonly #timer: NodeJS.Timeout | undefined;
  #views = NO_VIEWS;
  #readOnly: string | undefined;
  /** Identity of the file when it was last read or written. */
  #seen: string | undefined;
  /** Reads and changes, one after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(file: ViewsFile | undefined, onWarning: (message: string) => void) {
    this.#file = file;
    this.#onWarning = onWarning;
    if (file) this.#timer = setInterval(() => void this.#enqueue(() => this.#follow(file)), POLL_MS).unref();
  }

  /** Reads the file; undefined = there is none, and everything is forgotten at the end. */
  static async open(file: ViewsFile | undefined, onWarning: (message: string) => void): Promise<ViewsStore> {
    const store = new ViewsStore(file, onWarning);
    if (file) await store.#enqueue(() => store.#begin(file));
    return store;
  }

  /** As they are now: another object after each change, in which what has not changed is the same. */
  get views(): Views {
    return this.#views;
  }

  /** Absolute path; undefined = only in memory. */
  get path(): string | undefined {
    return this.#file?.path;
  }

  /** Why nothing can be changed; undefined when it can, as far as is known. */
  get readOnly(): string | undefined {
    return this.#readOnly;
  }

  /**
   * Changes the views, and waits until that is on the disk.
   *
   * @throws what the change throws; AppError VIEWS_READ_ONLY when the file cannot be written
   */
  change(change: ViewsChange): Promise<Views> {
    return this.#enqueue(async () => {
      if (!this.#file) return this.#take(checkSize(change(this.#views)).views);
      return this.#changeFile(this.#file, change);
    });
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#queue;
  }

  async #changeFile(file: ViewsFile, change: ViewsChange): Promise<Views> {
    try {
      const refusal = await file.refusal();
      if (refusal !== undefined) throw new Error(refusal);
      const views = await file.lock(async () => {
        const found = await this.#load(file);
        const { views: changed, text } = checkSize(change(found.views ?? this.#views));
        if (found.problems.length > 0)
          this.#onWarning(`what was in ${file.path} is now in ${await file.setAside()}`);
        await file.write(text);
        this.#seen = await file.identity();
        return changed;
      });
      this.#readOnly = undefined;
      return this.#take(views);
    } catch (error) {
      if (error instanceof AppError) throw error;
      this.#readOnly = (error as Error).message;
      throw new AppError('VIEWS_READ_ONLY', `${file.path} cannot be changed: ${this.#readOnly}.`);
    }
  }

  async #begin(file: ViewsFile): Promise<void> {
    this.#readOnly = await file.refusal();
    await this.#follow(file);
  }

  /** Reads the file when it has changed. */
  async #follow(file: ViewsFile): Promise<void> {
    const identity = await file.identity();
    if (identity === undefined || identity === this.#seen) return;
    this.#seen = identity;
    try {
      const { views, problems } = await this.#load(file);
      if (views) this.#take(views);
      this.#readOnly = await file.refusal();
      for (const problem of problems.slice(0, MAX_WARNINGS)) this.#onWarning(`${file.path}: ${problem}`);
      if (problems.length > 0)
        this.#onWarning(
          `${file.path} has ${problems.length} mistakes: it will be kept aside at the next change`,
        );
    } catch (error) {
      this.#readOnly = (error as Error).message;
      this.#onWarning(`${file.path} cannot be used: ${this.#readOnly}`);
    }
  }

  /** @throws an error that says why the file cannot be used */
  async #load(file: ViewsFile): Promise<Found> {
    const text = await file.read();
    if (text === undefined) return { views: undefined, problems: [] };
    const parsed = parseViews(text);
    switch (parsed.kind) {
      case 'newer':
        throw new Error(`a later Runlight wrote it (version ${parsed.version} of the file)`);
      case 'damaged':
        return { views: undefined, problems: [parsed.problem] };
      case 'views':
        return parsed;
    }
  }

  #take(views: Views): Views {
    return (this.#views = reuseEqual(views, this.#views));
  }

  #enqueue<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => {});
    return result;
  }
}

function checkSize(views: Views): { views: Views; text: string } {
  const text = printViews(views);
  if (text.length > MAX_TEXT)
    throw new AppError(
      'REQUEST_INVALID',
      `All words and views together have ${text.length} characters: at most ${MAX_TEXT} are kept.`,
    );
  return { views, text };
}
