import { join } from 'node:path';
import { tensorboard } from '../../../proto/generated/tensorboard.js';
import { SummaryWriter } from '../summary-writer.ts';
import { buildLinearGraph } from './build-linear-graph.ts';
import { LinearRegression } from './linear-regression.ts';
import { LogisticRegression } from './logistic-regression.ts';

const SEED = 2026;
const STEP_COUNT = 3000;
const STEP_MS = 100;
/** Steps between two histograms: enough of them to see the distribution drift, few enough to tell apart. */
const HISTOGRAM_STEPS = 20;
const LEARNING_RATES = [0.5, 0.05, 0.005];

/** A training that writes into one run. */
interface Training {
  readonly writer: SummaryWriter;
  step(step: number): void;
}

/**
 * Trains the two tutorials' models in real time, one step of each every 100 ms for five minutes, below `logdir`: run
 * `linear` with its graph, and one run per learning rate of the logistic regression.
 *
 * @returns a function that stops the training and closes its files; harmless when it has ended by itself
 */
export function trainDemo(logdir: string): () => void {
  const trainings = [
    startLinear(join(logdir, 'linear')),
    ...LEARNING_RATES.map((rate) => startLogistic(join(logdir, 'logistic', `lr=${rate}`), rate)),
  ];
  let isRunning = true;
  const stop = (): void => {
    if (!isRunning) return;
    isRunning = false;
    clearInterval(timer);
    for (const { writer } of trainings) writer.close();
  };
  let step = 0;
  const timer = setInterval(() => {
    for (const training of trainings) training.step(step);
    step++;
    if (step === STEP_COUNT) stop();
  }, STEP_MS);
  return stop;
}

function startLinear(directory: string): Training {
  const writer = openRun(directory);
  const model = new LinearRegression(SEED);
  writer.graph(buildLinearGraph());
  return {
    writer,
    step(step) {
      if (step % HISTOGRAM_STEPS === 0) {
        writer.histogram('weights', [model.weight], step);
        writer.histogram('bias', [model.bias], step);
      }
      writer.scalar('error', model.step(), step);
    },
  };
}

function startLogistic(directory: string, learningRate: number): Training {
  const writer = openRun(directory);
  const model = new LogisticRegression(learningRate, SEED);
  return {
    writer,
    step(step) {
      if (step % HISTOGRAM_STEPS === 0) writer.histogram('weights', model.weights, step);
      const { loss, accuracy } = model.step();
      writer.scalar('loss', loss, step);
      writer.scalar('accuracy', accuracy, step);
    },
  };
}

/** Opens a run and marks a start: where an earlier demo wrote into the same folder, its points are superseded. */
function openRun(directory: string): SummaryWriter {
  const writer = new SummaryWriter(directory);
  writer.event({
    wallTime: Date.now() / 1000,
    sessionLog: { status: tensorboard.SessionLog.SessionStatus.START },
  });
  return writer;
}
