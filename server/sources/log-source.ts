/** An events file as it is right now. */
export interface SourceFile {
  /** Where to read it. */
  readonly path: string;
  /** Run that it belongs to: its directory relative to the logdir with "/", "." for the root. */
  readonly run: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modifiedMs: number;
  /** Differs when another file has taken the name. */
  readonly identity: string;
}

/** What is different from what was told before. */
export interface SourceChange {
  /** Files that are new, or whose size or identity changed. */
  readonly files: readonly SourceFile[];
  /** Paths of files that are gone. */
  readonly gone: readonly string[];
  /** Runs that appeared (those without a readable file too) and that disappeared. */
  readonly newRuns: readonly string[];
  readonly goneRuns: readonly string[];
  /** Whether the logdir (one of them) exists. */
  readonly exists: boolean;
  /** Places that could not be listed, all that there are now. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** Finds events files and notices when they change. Knows nothing of their format. */
export interface LogSource {
  /**
   * Looks for files and calls `onChange` with what there is, then whenever a look finds a change, until `close`.
   * Resolves after the first look.
   */
  start(onChange: (change: SourceChange) => void): Promise<void>;
  /**
   * From now on notices changes at once. Setting that up costs as much as reading a thousand small files: best called
   * when there is nothing else to do. Until then changes are noticed by looking again.
   */
  watch(): void;
  /** Says that a file is growing, so that it is looked at often. */
  markActive(path: string): void;
  close(): Promise<void>;
}
