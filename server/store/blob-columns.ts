import type { BlobPoint, BlobSeries, Run, SeriesMetadata } from './series-store.ts';

const FIRST_POINTS = 4;

/** The points of a blob series as plain data. */
export interface SavedBlobs {
  /** Step, wall time, offset and length of each point. */
  readonly numbers: Float64Array;
  readonly crcs: Uint32Array;
  readonly fileIndexes: Uint32Array;
  /** Forms with the mark of superseded points. */
  readonly forms: Uint8Array;
}

/** A series of payloads kept by reference: 41 bytes a point, whatever the payload. */
export class BlobColumns implements BlobSeries {
  readonly kind = 'blob';
  readonly run: Run;
  readonly tag: string;
  metadata: SeriesMetadata;
  length = 0;
  supersededCount = 0;
  generation = 0;
  /** Paths of the run's events files; shared by its series. */
  readonly #files: readonly string[];
  #numbers = new Float64Array(FIRST_POINTS * NUMBERS_PER_POINT);
  #crcs = new Uint32Array(FIRST_POINTS);
  #fileIndexes = new Uint32Array(FIRST_POINTS);
  #forms = new Uint8Array(FIRST_POINTS);

  constructor(run: Run, tag: string, metadata: SeriesMetadata, files: readonly string[]) {
    this.run = run;
    this.tag = tag;
    this.metadata = metadata;
    this.#files = files;
  }

  /** Appends a payload in the run's file number `fileIndex`. */
  append(point: Omit<BlobPoint, 'file' | 'superseded'>, fileIndex: number): void {
    const at = this.length;
    if (at === this.#crcs.length) this.#grow();
    this.#numbers.set([point.step, point.wallTime, point.offset, point.length], at * NUMBERS_PER_POINT);
    this.#crcs[at] = point.crc;
    this.#fileIndexes[at] = fileIndex;
    this.#forms[at] = point.form;
    this.length = at + 1;
  }

  /** Marks the points at or after a step as superseded by a restart. */
  supersede(step: number): void {
    let marked = 0;
    for (let at = 0; at < this.length; at++) {
      if (this.#numbers[at * NUMBERS_PER_POINT]! < step || this.#forms[at]! & SUPERSEDED) continue;
      this.#forms[at]! |= SUPERSEDED;
      marked++;
    }
    if (marked === 0) return;
    this.supersededCount += marked;
    this.generation++;
  }

  /** The points as plain data: views of the columns, to be encoded at once. */
  save(): SavedBlobs {
    const { length } = this;
    return {
      numbers: this.#numbers.subarray(0, length * NUMBERS_PER_POINT),
      crcs: this.#crcs.subarray(0, length),
      fileIndexes: this.#fileIndexes.subarray(0, length),
      forms: this.#forms.subarray(0, length),
    };
  }

  /** Takes over what another of these saved. */
  restore({ numbers, crcs, fileIndexes, forms }: SavedBlobs): void {
    // Copies: what was saved may be a view of a whole snapshot.
    this.#numbers = numbers.slice();
    this.#crcs = crcs.slice();
    this.#fileIndexes = fileIndexes.slice();
    this.#forms = forms.slice();
    this.length = crcs.length;
    this.supersededCount = forms.reduce((count, form) => count + (form & SUPERSEDED ? 1 : 0), 0);
  }

  stepAt(index: number): number {
    return this.#numbers[index * NUMBERS_PER_POINT] ?? NaN;
  }

  isSupersededAt(index: number): boolean {
    return ((this.#forms[index] ?? 0) & SUPERSEDED) !== 0;
  }

  at(index: number): BlobPoint {
    if (index < 0 || index >= this.length) throw new RangeError(`no point ${index} of ${this.length}`);
    const at = index * NUMBERS_PER_POINT;
    const form = this.#forms[index] ?? 0;
    return {
      step: this.#numbers[at] ?? 0,
      wallTime: this.#numbers[at + 1] ?? 0,
      offset: this.#numbers[at + 2] ?? 0,
      length: this.#numbers[at + 3] ?? 0,
      file: this.#files[this.#fileIndexes[index] ?? 0] ?? '',
      crc: this.#crcs[index] ?? 0,
      form: form & ~SUPERSEDED,
      superseded: (form & SUPERSEDED) !== 0,
    };
  }

  #grow(): void {
    const size = Math.max(FIRST_POINTS, this.#crcs.length * 2);
    const numbers = new Float64Array(size * NUMBERS_PER_POINT);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
    const crcs = new Uint32Array(size);
    crcs.set(this.#crcs);
    this.#crcs = crcs;
    const fileIndexes = new Uint32Array(size);
    fileIndexes.set(this.#fileIndexes);
    this.#fileIndexes = fileIndexes;
    const forms = new Uint8Array(size);
    forms.set(this.#forms);
    this.#forms = forms;
  }
}

/** Step, wall time, offset, length. */
const NUMBERS_PER_POINT = 4;
/** Bit of `forms` beside the form. */
const SUPERSEDED = 0x80;
