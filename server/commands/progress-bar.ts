import type { IngestStatus } from '../ingest/ingest-status.ts';

/** Pause between two drawings; a load that is over before the first shows no bar. */
const PERIOD_MS = 200;
const BAR_WIDTH = 24;
/** Where a terminal does not say how wide it is. */
const DEFAULT_COLUMNS = 80;
/** Back to the line's beginning, and clears it (ECMA-48: EL). */
const ERASE = '\r\x1b[K';

/** What a bar says. */
export type Progress = Pick<
  IngestStatus,
  'caughtUp' | 'bytesRead' | 'bytesTotal' | 'bytesPerSec' | 'secLeft'
>;

/** Standard error, or something like it. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * Shows in the last line of a terminal how far the first reading has come, and is gone when that is done. What is logged
 * meanwhile is written through it, above it. On anything but a terminal it only passes lines on.
 */
export class ProgressBar {
  readonly #terminal: Terminal;
  readonly #isShown: boolean;
  #timer: NodeJS.Timeout | undefined;
  #line = '';

  /** `isDumb`: the terminal knows no control sequences. */
  constructor(terminal: Terminal, isDumb = process.env['TERM'] === 'dumb') {
    this.#terminal = terminal;
    this.#isShown = terminal.isTTY === true && !isDumb;
  }

  /** Draws what `read` says, again and again, until everything has been read. */
  show(read: () => Progress): void {
    if (!this.#isShown) return;
    this.#timer = setInterval(() => {
      const progress = read();
      if (progress.caughtUp) this.end();
      else this.#draw(describeProgress(progress, (this.#terminal.columns ?? DEFAULT_COLUMNS) - 1));
    }, PERIOD_MS).unref();
  }

  /** Takes the bar away for good. */
  end(): void {
    clearInterval(this.#timer);
    this.#draw('');
  }

  /** Writes lines above the bar. */
  write(lines: string): void {
    const line = this.#line;
    this.#draw('');
    this.#terminal.write(lines);
    this.#draw(line);
  }

  #draw(line: string): void {
    if (line === this.#line) return;
    this.#line = line;
    this.#terminal.write(ERASE + line);
  }
}

/** One line of at most `width` characters: a bar and its share, bytes of bytes, rate, time left. */
export function describeProgress(progress: Progress, width: number): string {
  const { bytesRead, bytesTotal, bytesPerSec, secLeft } = progress;
  const share = bytesTotal > 0 ? bytesRead / bytesTotal : 0;
  const filled = Math.floor(share * BAR_WIDTH);
  const facts = [
    `Reading [${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}] ${Math.floor(share * 100)} %`,
    `${megabytes(bytesRead)} of ${megabytes(bytesTotal)} MB`,
    `${megabytes(bytesPerSec)} MB/s`,
    ...(secLeft === undefined ? [] : [`${duration(secLeft)} left`]),
  ];
  return facts.join(', ').slice(0, Math.max(0, width));
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}

function duration(sec: number): string {
  const whole = Math.ceil(sec);
  if (whole < 60) return `${whole} s`;
  return whole < 3600 ? `${Math.ceil(whole / 60)} min` : `${Math.ceil(whole / 3600)} h`;
}
