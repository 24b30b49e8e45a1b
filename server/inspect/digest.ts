import { readEvents, tagOf, type EventOutline, type ValueOutline } from './read-events.ts';

/** Fields that TensorBoard's `--inspect` tells of, in the order in which it prints them. */
export const FIELDS = [
  'audio',
  'graph',
  'histograms',
  'images',
  'scalars',
  'sessionlog:checkpoint',
  'sessionlog:start',
  'sessionlog:stop',
  'tensor',
] as const;
export type Field = (typeof FIELDS)[number];

/** Fields whose values have tags. */
export const TAG_FIELDS = [
  'audio',
  'histograms',
  'images',
  'scalars',
  'tensor',
] as const satisfies readonly Field[];

const SESSION_FIELDS: readonly (Field | undefined)[] = [
  undefined,
  'sessionlog:start',
  'sessionlog:stop',
  'sessionlog:checkpoint',
];

/** What is known of the steps of a field, over all tags, in the order of the files. */
export class StepDigest {
  readonly steps = new Set<number>();
  readonly tags = new Set<string>();
  first = 0;
  last = 0;
  min = Infinity;
  max = -Infinity;
  /** Steps that are lower than the one before them, each with that. */
  readonly outOfOrder: (readonly [previous: number, next: number])[] = [];
  count = 0;

  add(step: number, tag: string): void {
    if (this.count++ === 0) this.first = step;
    else if (step < this.last) this.outOfOrder.push([this.last, step]);
    this.last = step;
    this.min = Math.min(this.min, step);
    this.max = Math.max(this.max, step);
    this.steps.add(step);
    this.tags.add(tag);
  }
}

export type Digest = ReadonlyMap<Field, StepDigest>;

/** Looks at every event of the files; with a tag only at its values. */
export function digestFiles(files: readonly string[], onlyTag: string): Digest {
  const digest = new Map<Field, StepDigest>(FIELDS.map((field) => [field, new StepDigest()]));
  const add = (field: Field | undefined, step: number, tag = ''): void => {
    if (field !== undefined) digest.get(field)?.add(step, tag);
  };
  for (const file of files) {
    for (const found of readEvents(file)) {
      if ('isDamaged' in found) continue;
      const { event } = found;
      const step = Number(event.step);
      if (onlyTag === '') add(fieldOfEvent(event), step);
      for (const value of event.summary?.value ?? []) {
        const tag = tagOf(value);
        if (onlyTag === '' || tag === onlyTag) add(fieldOfValue(value), step, tag);
      }
    }
  }
  return digest;
}

function fieldOfEvent({ graphDef, sessionLog }: EventOutline): Field | undefined {
  return graphDef ? 'graph' : SESSION_FIELDS[sessionLog?.status ?? 0];
}

function fieldOfValue({ simpleValue, histo, image, audio, tensor }: ValueOutline): Field | undefined {
  if (typeof simpleValue === 'number') return 'scalars';
  if (histo) return 'histograms';
  if (image) return 'images';
  if (audio) return 'audio';
  return tensor ? 'tensor' : undefined;
}
