import { RUN_COLOUR, VIEW_LIMITS, type RunWords, type RunWordsPatch } from '../../proto/api/views.ts';
import { AppError } from '../base/errors.ts';

/** Control characters; a note may have those of lines and columns. */
const CONTROL = /\p{Cc}/u;
const CONTROL_IN_NOTE = /[^\P{Cc}\n\r\t]/u;

type Field = keyof RunWords;
type Reader = (value: unknown) => RunWords[Field];

/** Reads the value of a field; undefined = nothing is said. Throws a text that says what it must be. */
const READERS: Readonly<Record<Field, Reader>> = {
  alias: (value) => readText(value, VIEW_LIMITS.alias, CONTROL),
  colour: (value) => readColour(value),
  note: (value) => readText(value, VIEW_LIMITS.note, CONTROL_IN_NOTE),
  labels: (value) => readLabels(value),
  hidden: (value) => readSwitch(value),
  archived: (value) => readSwitch(value),
};
const FIELDS = Object.keys(READERS) as readonly Field[];

/**
 * The words on a run after a change; undefined when nothing is said any more. Values are not trusted to have their types.
 *
 * @throws AppError REQUEST_INVALID that names the run and the field
 */
export function changeWords(
  run: string,
  words: RunWords | undefined,
  patch: RunWordsPatch | null,
): RunWords | undefined {
  if (patch === null) return undefined;
  const fail = (message: string): AppError =>
    new AppError('REQUEST_INVALID', `Run ${JSON.stringify(run.slice(0, 200))}: ${message}.`);
  if (typeof patch !== 'object' || Array.isArray(patch)) throw fail('give an object, or null');
  const changed: Partial<Record<Field, RunWords[Field]>> = { ...words };
  for (const [name, value] of Object.entries(patch)) {
    const field = FIELDS.find((known) => known === name);
    if (!field) throw fail(`${JSON.stringify(name)} is not known; there are ${FIELDS.join(', ')}`);
    let read;
    try {
      read = value === null ? undefined : READERS[field](value);
    } catch (error) {
      throw fail(`${field} ${(error as Error).message}`);
    }
    if (read === undefined) delete changed[field];
    else changed[field] = read;
  }
  return Object.keys(changed).length > 0 ? (changed as RunWords) : undefined;
}

function readText(value: unknown, most: number, refused: RegExp): string | undefined {
  if (typeof value !== 'string') throw new Error('must be a text');
  const text = value.trim();
  if (text.length > most) throw new Error(`has ${text.length} characters: at most ${most}`);
  if (refused.test(text)) throw new Error('holds a control character');
  return text || undefined;
}

function readColour(value: unknown): string | undefined {
  if (value === '') return undefined;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  const colour = text.replace(/^#([\da-f])([\da-f])([\da-f])$/, '#$1$1$2$2$3$3');
  if (!RUN_COLOUR.test(colour))
    throw new Error('must be #rrggbb, or run-1 to run-24 for a colour of the palette');
  return colour;
}

function readLabels(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) throw new Error('must be a list of texts');
  const labels = new Set(value.map((label: unknown) => readText(label, VIEW_LIMITS.label, CONTROL) ?? ''));
  labels.delete('');
  if (labels.size > VIEW_LIMITS.labels)
    throw new Error(`are ${labels.size}: at most ${VIEW_LIMITS.labels} for a run`);
  return labels.size > 0 ? [...labels] : undefined;
}

function readSwitch(value: unknown): true | undefined {
  if (typeof value !== 'boolean') throw new Error('must be true or false');
  return value || undefined;
}
