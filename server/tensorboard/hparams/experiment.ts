import { tensorboard } from '../../../proto/generated/plugin-data.js';
import type { SeriesStore } from '../../store/series-store.ts';
import { pythonFloat, pythonString } from '../python-json.ts';
import { indexOf, SCALARS } from '../series-index.ts';
import { groupOf, sessionOf } from './metric-run.ts';
import { hparamsOf, type Experiment, type HParam, type LoggedHParams } from './sessions.ts';

const { DataType } = tensorboard.plugins.HParamsPluginData;
type HParamInfo = tensorboard.plugins.HParamsPluginData.HParamInfo.$Properties;
type MetricInfo = tensorboard.plugins.HParamsPluginData.MetricInfo.$Properties;

/** The experiment as it was logged, else what its sessions let conclude; hyperparameters that differ come first. */
export function experimentOf(store: SeriesStore, logged: LoggedHParams, hasMetrics: boolean): Experiment {
  const experiment = logged.experiment ?? derive(store, logged, hasMetrics);
  const metricInfos = hasMetrics ? (experiment.metricInfos ?? []) : [];
  const hparamInfos = (experiment.hparamInfos ?? []).toSorted(
    (a, b) => Number(b.differs ?? false) - Number(a.differs ?? false) || compare(a.name ?? '', b.name ?? ''),
  );
  return { ...experiment, hparamInfos, metricInfos };
}

function derive(store: SeriesStore, { sessions }: LoggedHParams, hasMetrics: boolean): Experiment {
  const valuesByName = new Map<string, HParam[]>();
  for (const { start } of sessions) {
    for (const [name, value] of hparamsOf(start)) {
      const values = valuesByName.get(name);
      if (values) values.push(value);
      else valuesByName.set(name, [value]);
    }
  }
  const hparamInfos = [...valuesByName].flatMap(([name, values]) => hparamInfo(name, values) ?? []);
  const names = new Set(sessions.map(({ name }) => name));
  return { hparamInfos, metricInfos: hasMetrics && hparamInfos.length > 0 ? scalarsOf(store, names) : [] };
}

/** A hyperparameter of these values: of their common type, else of text. Undefined when it has no value. */
function hparamInfo(name: string, all: readonly HParam[]): HParamInfo | undefined {
  const values = all.filter((value) => value !== undefined);
  const [first] = values;
  if (first === undefined) return undefined;
  const isSame = values.every((value) => typeof value === typeof first);
  const differs = (distinct: ReadonlySet<unknown>): boolean => distinct.size > 1;
  if (isSame && typeof first === 'number') {
    const numbers = values.map(Number);
    return {
      name,
      type: DataType.DATA_TYPE_FLOAT64,
      domainInterval: {
        minValue: numbers.reduce((a, b) => Math.min(a, b)),
        maxValue: numbers.reduce((a, b) => Math.max(a, b)),
      },
      differs: differs(new Set(numbers)),
    };
  }
  if (isSame && typeof first === 'boolean') {
    const distinct = new Set(values.map(Boolean));
    const domain = [...distinct].sort().map((boolValue) => ({ boolValue }));
    return {
      name,
      type: DataType.DATA_TYPE_BOOL,
      domainDiscrete: { values: domain },
      differs: differs(distinct),
    };
  }
  const distinct = new Set(values.filter(isFiniteOrText).map(asText));
  const domain = [...distinct].sort().map((stringValue) => ({ stringValue }));
  return {
    name,
    type: DataType.DATA_TYPE_STRING,
    domainDiscrete: { values: domain },
    differs: differs(distinct),
  };
}

/** Every scalar of a run that is a session or below one, by tag and then group. */
function scalarsOf(store: SeriesStore, sessions: ReadonlySet<string>): MetricInfo[] {
  const metrics = new Map<string, { readonly tag: string; readonly group: string }>();
  for (const { run, series } of indexOf(store, SCALARS)) {
    const session = sessionOf(run.name, sessions);
    if (session === undefined) continue;
    const group = groupOf(run.name, session);
    for (const { tag } of series) metrics.set(JSON.stringify([tag, group]), { tag, group });
  }
  return [...metrics.values()]
    .sort((a, b) => compare(a.tag, b.tag) || compare(a.group, b.group))
    .map(({ tag, group }) => ({ name: { tag, group } }));
}

function isFiniteOrText(value: HParam): boolean {
  return typeof value !== 'number' || Number.isFinite(value);
}

/** As JSON prints it, a text without its quotation marks. */
function asText(value: HParam): string {
  if (typeof value === 'number') return pythonFloat(value);
  return typeof value === 'string' ? pythonString(value).slice(1, -1) : String(value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
