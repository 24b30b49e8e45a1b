import type { RunWordsPatch } from '../../proto/api/views.ts';
import { patchRuns, saveView, type ViewsChange } from './change-views.ts';
import { NO_VIEWS, type Views } from './views.ts';

/** What stands in a file of views, as JSON. Count it up when an older Runlight would lose something of it. */
const VERSION = 1;
const FORMAT = 'Runlight views';

/** What a text turned out to be. */
export type ParsedViews =
  /** `problems`: what of it was no valid entry, and is left out. */
  | { readonly kind: 'views'; readonly views: Views; readonly problems: readonly string[] }
  /** Nothing of ours; why. */
  | { readonly kind: 'damaged'; readonly problem: string }
  /** Of a later version than this one. */
  | { readonly kind: 'newer'; readonly version: number };

/** The file's text: sorted by name, an entry's field a line, for people who compare and mend. */
export function printViews({ runs, saved }: Views): string {
  const whole = { format: FORMAT, version: VERSION, runs: sorted(runs), saved: sorted(saved) };
  return `${JSON.stringify(whole, null, 1)}\n`;
}

/** Reads what `printViews` wrote, or a person has edited since. */
export function parseViews(text: string): ParsedViews {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch (error) {
    return { kind: 'damaged', problem: (error as Error).message };
  }
  if (!isObject(whole) || whole['format'] !== FORMAT)
    return { kind: 'damaged', problem: `it does not say "format": "${FORMAT}"` };
  const { version, runs = {}, saved = {} } = whole;
  if (typeof version !== 'number') return { kind: 'damaged', problem: 'it says no version' };
  if (version > VERSION) return { kind: 'newer', version };
  if (!isObject(runs) || !isObject(saved))
    return { kind: 'damaged', problem: '"runs" or "saved" is no object' };
  const problems: string[] = [];
  let views = NO_VIEWS;
  const take = (change: ViewsChange): void => {
    try {
      views = change(views);
    } catch (error) {
      problems.push((error as Error).message);
    }
  };
  const words = Object.entries(runs) as [string, RunWordsPatch | null][];
  take(patchRuns(Object.fromEntries(words)));
  // One by one, which copies the map each time, only to tell the good entries from the others.
  if (problems.length > 0) {
    problems.length = 0;
    for (const entry of words) take(patchRuns(Object.fromEntries([entry])));
  }
  for (const [name, view] of Object.entries(saved)) take(readSavedView(name, view));
  return { kind: 'views', views, problems };
}

function readSavedView(name: string, view: unknown): ViewsChange {
  const { query, isDefault, savedAt } = isObject(view) ? view : {};
  if (typeof query !== 'string')
    return () => {
      throw new Error(`The saved view ${JSON.stringify(name.slice(0, 200))} has no query.`);
    };
  return saveView(name, { query, isDefault: isDefault === true }, typeof savedAt === 'number' ? savedAt : 0);
}

function sorted<Value>(values: ReadonlyMap<string, Value>): Record<string, Value> {
  return Object.fromEntries([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
