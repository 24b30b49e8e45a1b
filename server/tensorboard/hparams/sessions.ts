import { tensorboard } from '../../../proto/generated/plugin-data.js';
import type { Run, SeriesStore } from '../../store/series-store.ts';
import { PythonFloat, type PythonValue } from '../python-json.ts';
import { belongsTo, HPARAMS } from '../series-index.ts';

const { HParamsPluginData } = tensorboard.plugins;
export type Experiment = tensorboard.plugins.HParamsPluginData.Experiment.$Properties;
export type SessionStart = tensorboard.plugins.HParamsPluginData.SessionStartInfo.$Properties;
export type SessionEnd = tensorboard.plugins.HParamsPluginData.SessionEndInfo.$Properties;

/** Where a writer puts what it knows of hyperparameters: nothing but the metadata of these tags counts. */
const TAGS = {
  experiment: '_hparams_/experiment',
  start: '_hparams_/session_start_info',
  end: '_hparams_/session_end_info',
} as const;

/** A value of a hyperparameter; undefined for what is none of these. */
export type HParam = string | number | boolean | undefined;

/** A run that was started with hyperparameters. */
export interface LoggedSession {
  /** Name of its run. */
  readonly name: string;
  readonly start: SessionStart;
  readonly end: SessionEnd | undefined;
}

/** What the runs of a logdir say of hyperparameters. */
export interface LoggedHParams {
  /** The first that is found. */
  readonly experiment: Experiment | undefined;
  readonly sessions: readonly LoggedSession[];
}

/** Collects them over all runs; what is damaged or of another version counts as not there. */
export function readHParams(store: SeriesStore): LoggedHParams {
  let experiment: Experiment | undefined;
  const sessions: LoggedSession[] = [];
  for (const run of store.runs()) {
    experiment ??= readTag(run, TAGS.experiment)?.experiment ?? undefined;
    const start = readTag(run, TAGS.start)?.sessionStartInfo;
    if (!start) continue;
    sessions.push({ name: run.name, start, end: readTag(run, TAGS.end)?.sessionEndInfo ?? undefined });
  }
  return { experiment, sessions };
}

/** The hyperparameters of a session, by name. */
export function hparamsOf({ hparams }: SessionStart): Map<string, HParam> {
  return new Map(Object.entries(hparams ?? {}).map(([name, value]) => [name, hparamOf(value)]));
}

export function hparamOf(value: tensorboard.plugins.Value.$Properties): HParam {
  return value.numberValue ?? value.stringValue ?? value.boolValue ?? undefined;
}

/** A value as JSON shows it. */
export function hparamJson(value: HParam): PythonValue {
  return typeof value === 'number' ? new PythonFloat(value) : (value ?? null);
}

function readTag(run: Run, tag: string): tensorboard.plugins.HParamsPluginData | undefined {
  const series = run.series.get(tag);
  if (series === undefined || !belongsTo(series, HPARAMS)) return undefined;
  try {
    const data = HParamsPluginData.decode(series.metadata.content);
    return data.version === 0 ? data : undefined;
  } catch {
    return undefined;
  }
}
