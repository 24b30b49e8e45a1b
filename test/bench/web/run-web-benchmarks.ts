import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { tensorBoardPython } from '../../support/tensorboard-page.ts';
import { generateLogs, type LogShape } from '../generate-logs.ts';
import { formatMeasurement, REPORT_HEAD, type Measurement } from './bench-report.ts';
import { COMPARISON_HEAD, compareWithTensorBoard } from './compare-tensorboard.ts';
import { generateGraphLog, GRAPH_SHAPE, measureGraph } from './graph-scenario.ts';
import { installProbe } from './page-probe.ts';
import {
  measureDashboard,
  measureHistograms,
  measureLongLines,
  measureManyLines,
  measureManyRuns,
} from './scenarios.ts';
import { runSoak } from './soak.ts';

const MAIN = fileURLToPath(new URL('../../../server/main.js', import.meta.url));
const VIEWPORT = { width: 1440, height: 900 };

/** What a scenario gets: an address, and pages that hold the probe. */
export interface Bench {
  readonly url: string;
  readonly logdir: string;
  /** Opens a page in a context of its own. */
  open(query?: string): Promise<Page>;
  /** The same at any address. */
  openUrl(url: string): Promise<Page>;
}

interface Scenario {
  readonly shape: LogShape;
  readonly measure: (bench: Bench) => Promise<Omit<Measurement, 'logs'>[]>;
}

const SCENARIOS: readonly [Scenario, ...Scenario[]] = [
  { shape: { runs: 20, tags: 50, steps: 2000, layout: 'tensor' }, measure: measureDashboard },
  { shape: { runs: 1000, tags: 1, steps: 1000, layout: 'tensor' }, measure: measureManyLines },
  { shape: { runs: 5000, tags: 5, steps: 50, layout: 'tensor' }, measure: measureManyRuns },
  { shape: { runs: 10, tags: 1, steps: 1_000_000, layout: 'simple' }, measure: measureLongLines },
  { shape: { runs: 4, tags: 100, steps: 1000, layout: 'histogram' }, measure: measureHistograms },
];

/**
 * Measures the page in Chromium on generated logs and prints a Markdown table; then watches the page's memory while points
 * come in. Where RUNLIGHT_TENSORBOARD_PYTHON names a Python with TensorBoard, it does the same in TensorBoard's own page.
 *
 * @param soakMinutes how long it watches; 0 = not at all
 * @param only measures logs of this layout alone, or "graph"; undefined = all
 */
export async function runWebBenchmarks(soakMinutes: number, only?: string): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}`;
  const browser = await launchBrowser();
  try {
    print(`${day}, Node ${process.versions.node}, Chromium ${browser.version()}, ${machine}\n`);
    print(REPORT_HEAD);
    for (const { shape, measure } of SCENARIOS) {
      if (only !== undefined && shape.layout !== only) continue;
      const logs = describeShape(shape);
      await withServer(browser, writerOf(shape), async (bench) => {
        for (const measured of await measure(bench)) print(formatMeasurement({ ...measured, logs }));
      });
    }
    if (only === undefined || only === 'graph') {
      const logs = `a graph of ${GRAPH_SHAPE.nodes} nodes, ${GRAPH_SHAPE.layers} layers`;
      await withServer(browser, generateGraphLog, async (bench) => {
        for (const measured of await measureGraph(bench)) print(formatMeasurement({ ...measured, logs }));
      });
    }
    const python = tensorBoardPython();
    if (python !== undefined && only === undefined) {
      print(`\n${COMPARISON_HEAD}`);
      const [{ shape }] = SCENARIOS;
      await withServer(browser, writerOf(shape), (bench) =>
        compareWithTensorBoard(bench, describeShape(shape), python, print),
      );
    }
    if (soakMinutes > 0) {
      const shape: LogShape = { runs: 5, tags: 4, steps: 500, layout: 'tensor' };
      await withServer(browser, writerOf(shape), (bench) => runSoak(bench, soakMinutes, print));
    }
  } finally {
    await browser.close();
  }
}

function describeShape({ runs, tags, steps }: LogShape): string {
  return `${runs} runs × ${tags} tags × ${steps} steps`;
}

function writerOf(shape: LogShape): (logdir: string) => void {
  return (logdir) => generateLogs(logdir, shape);
}

async function withServer(
  browser: Browser,
  writeLogs: (logdir: string) => void,
  use: (bench: Bench) => Promise<void>,
): Promise<void> {
  const logdir = mkdtempSync(join(tmpdir(), 'runlight-bench-web-'));
  let child: ChildProcess | undefined;
  try {
    writeLogs(logdir);
    child = spawn(process.execPath, [MAIN, logdir, '--port', '0', '--cache_dir', 'none'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await readUrl(child);
    await waitUntilRead(url);
    const openUrl = async (address: string): Promise<Page> => {
      const context = await browser.newContext({ viewport: VIEWPORT });
      const page = await context.newPage();
      await page.addInitScript(installProbe);
      await page.goto(address, { waitUntil: 'commit' });
      return page;
    };
    await use({ url, logdir, openUrl, open: (query = '') => openUrl(`${url}${query}`) });
  } finally {
    child?.kill('SIGKILL');
    rmSync(logdir, { recursive: true, force: true });
  }
}

/** The address that the server says it listens at. */
async function readUrl(child: ChildProcess): Promise<string> {
  let printed = '';
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk);
    const url = / at (\S+) \(/.exec(printed)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`the server ended before it listened: ${printed}`);
}

/** The page is measured on its own, not while the server reads. */
async function waitUntilRead(url: string): Promise<void> {
  for (;;) {
    const status = (await (await fetch(`${url}api/status`)).json()) as { caughtUp: boolean };
    if (status.caughtUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
