import { splitEscaped, unescapeItem } from './escaped-list.ts';
import { SERIES_VIEWS, VALUE_SCALES, type SeriesView, type ValueScale } from './setting-list.ts';
import { formatSmoothing, parseSmoothing, type Smoothing } from './smoothing.ts';

/** A closed range with open ends: undefined = follows the data. */
export interface Limits {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** A step, or a range of steps. */
export interface StepRange {
  readonly from: number;
  /** Undefined for a single step. */
  readonly to: number | undefined;
}

/** What was chosen for one card, beside what the settings say for all. Nothing chosen = undefined. */
export interface CardChoice {
  readonly scale?: ValueScale | undefined;
  readonly smoothing?: Smoothing | undefined;
  /** Typed limits of the axes. */
  readonly x?: Limits | undefined;
  readonly y?: Limits | undefined;
  /** Further tags in the same chart, against the left axis. */
  readonly tags?: readonly string[] | undefined;
  /** Those of its tags that are drawn against the right axis. */
  readonly rightTags?: readonly string[] | undefined;
  /** A regular expression: all tags that match are in the chart. */
  readonly pattern?: string | undefined;
  /** How a card of one series of histograms shows it. */
  readonly view?: SeriesView | undefined;
  readonly isWide?: boolean | undefined;
  readonly isTable?: boolean | undefined;
  /** The card's own step or range, while steps are not linked. */
  readonly steps?: StepRange | undefined;
}

/** The parts of a choice as texts, to be joined: ["log", "s0.9", "y0..1", "!val/loss"]. Empty = nothing chosen. */
export function formatCardChoice(choice: CardChoice): string[] {
  const parts: string[] = [];
  if (choice.scale) parts.push(choice.scale);
  if (choice.smoothing) parts.push(`s${formatSmoothing(choice.smoothing)}`);
  if (choice.x) parts.push(`x${formatLimits(choice.x)}`);
  if (choice.y) parts.push(`y${formatLimits(choice.y)}`);
  for (const tag of choice.tags ?? []) parts.push(`!${tag}`);
  for (const tag of choice.rightTags ?? []) parts.push(`*${tag}`);
  if (choice.pattern) parts.push(`/${choice.pattern}`);
  if (choice.view) parts.push(`v${choice.view}`);
  if (choice.isWide) parts.push('wide');
  if (choice.isTable) parts.push('table');
  if (choice.steps) parts.push(`@${formatStepRange(choice.steps)}`);
  return parts;
}

/** Reads parts; one that is not understood is left out, so that a link of another version still shows something. */
export function parseCardChoice(parts: readonly string[]): CardChoice {
  const choice: { -readonly [Key in keyof CardChoice]: CardChoice[Key] } = {};
  for (const part of parts) {
    const rest = part.slice(1);
    const scale = VALUE_SCALES.find((word) => word === part);
    if (scale) choice.scale = scale;
    else if (part === 'wide') choice.isWide = true;
    else if (part === 'table') choice.isTable = true;
    else if (part.startsWith('s')) choice.smoothing = parseSmoothing(rest);
    else if (part.startsWith('v')) choice.view = SERIES_VIEWS.find((word) => word === rest);
    else if (part.startsWith('x')) choice.x = parseLimits(rest);
    else if (part.startsWith('y')) choice.y = parseLimits(rest);
    else if (part.startsWith('!')) choice.tags = [...(choice.tags ?? []), rest];
    else if (part.startsWith('*')) choice.rightTags = [...(choice.rightTags ?? []), rest];
    else if (part.startsWith('/')) choice.pattern = rest;
    else if (part.startsWith('@')) choice.steps = parseStepRange(rest);
  }
  return choice;
}

/** "100" or "100..200". */
export function formatStepRange({ from, to }: StepRange): string {
  return to === undefined ? String(from) : `${from}..${to}`;
}

/** Reads `formatStepRange`'s text, the ends in either order; undefined when it is none. */
export function parseStepRange(text: string): StepRange | undefined {
  const ends = text.split('..').map(parseNumber);
  const [from, to] = ends;
  if (from === undefined || ends.length > 2) return undefined;
  if (ends.length === 1) return { from, to: undefined };
  return to === undefined ? undefined : { from: Math.min(from, to), to: Math.max(from, to) };
}

/** Reads a list of choices by key, as the address has it. */
export function parseCardChoices(text: string | undefined): Map<string, CardChoice> {
  const choices = new Map<string, CardChoice>();
  if (!text) return choices;
  for (const item of splitEscaped(text, ',')) {
    const [key = '', ...parts] = splitEscaped(item, ':').map(unescapeItem);
    choices.set(key, parseCardChoice(parts));
  }
  return choices;
}

function formatLimits({ from, to }: Limits): string {
  return `${from ?? ''}..${to ?? ''}`;
}

function parseLimits(text: string): Limits | undefined {
  const [first, second, ...more] = text.split('..');
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  const limits = { from: parseNumber(first), to: parseNumber(second) };
  return limits.from === undefined && limits.to === undefined ? undefined : limits;
}

function parseNumber(text: string): number | undefined {
  const value = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
