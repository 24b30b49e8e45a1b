import { tensorboard } from '../../../proto/generated/plugin-data.js';
import { PythonFloat, type PythonValue } from '../python-json.ts';
import type { MetricValue, Session, SessionGroup } from './session-groups.ts';
import { hparamJson, hparamOf, type Experiment } from './sessions.ts';

const { DataType, DatasetType } = tensorboard.plugins.HParamsPluginData;
type HParamInfo = tensorboard.plugins.HParamsPluginData.HParamInfo.$Properties;
type MetricInfo = tensorboard.plugins.HParamsPluginData.MetricInfo.$Properties;

/** An experiment as protobuf's JSON prints it: plain fields always, messages where they are set. */
export function experimentJson(experiment: Experiment): PythonValue {
  return {
    description: experiment.description ?? '',
    user: experiment.user ?? '',
    timeCreatedSecs: new PythonFloat(experiment.timeCreatedSecs ?? 0),
    hparamInfos: (experiment.hparamInfos ?? []).map(hparamInfoJson),
    metricInfos: (experiment.metricInfos ?? []).map(metricInfoJson),
    name: experiment.name ?? '',
  };
}

export function sessionGroupJson(group: SessionGroup): PythonValue {
  return {
    name: group.name,
    hparams: new Map([...group.hparams].map(([name, value]) => [name, hparamJson(value)])),
    metricValues: group.metricValues.map(metricValueJson),
    sessions: group.sessions.map(sessionJson),
    monitorUrl: group.monitorUrl,
  };
}

function hparamInfoJson(info: HParamInfo): PythonValue {
  const { domainDiscrete: discrete, domainInterval: interval } = info;
  return {
    name: info.name ?? '',
    displayName: info.displayName ?? '',
    description: info.description ?? '',
    type: DataType[info.type ?? 0] ?? String(info.type),
    ...(discrete && { domainDiscrete: (discrete.values ?? []).map((value) => hparamJson(hparamOf(value))) }),
    ...(interval && {
      domainInterval: {
        minValue: new PythonFloat(interval.minValue ?? 0),
        maxValue: new PythonFloat(interval.maxValue ?? 0),
      },
    }),
    differs: info.differs ?? false,
  };
}

function metricInfoJson({ name, displayName, description, datasetType }: MetricInfo): PythonValue {
  return {
    ...(name && { name: { group: name.group ?? '', tag: name.tag ?? '' } }),
    displayName: displayName ?? '',
    description: description ?? '',
    datasetType: DatasetType[datasetType ?? 0] ?? String(datasetType),
  };
}

function sessionJson(session: Session): PythonValue {
  return {
    name: session.name,
    startTimeSecs: new PythonFloat(session.startTimeSecs),
    endTimeSecs: new PythonFloat(session.endTimeSecs),
    status: session.status,
    modelUri: session.modelUri,
    metricValues: session.metricValues.map(metricValueJson),
    monitorUrl: session.monitorUrl,
  };
}

function metricValueJson({ name, value, trainingStep, wallTimeSecs }: MetricValue): PythonValue {
  return {
    name: { ...name },
    value: new PythonFloat(value),
    trainingStep,
    wallTimeSecs: new PythonFloat(wallTimeSecs),
  };
}
