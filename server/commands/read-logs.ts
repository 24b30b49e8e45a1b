import type { ServeConfig } from '../config.ts';
import { Ingest } from '../ingest/ingest.ts';
import { LocalSource } from '../sources/local-source.ts';
import { MemoryBudget } from '../store/memory-budget.ts';
import { MemoryStore } from '../store/memory-store.ts';
import type { SeriesStore } from '../store/series-store.ts';
import { SpillFolder } from '../store/spill-folder.ts';

/** Pause between two looks at whether everything has been read. */
const POLL_MS = 10;

/** Logs that have been read to their ends. */
export interface ReadLogs {
  readonly store: SeriesStore;
  close(): Promise<void>;
}

/** Reads the logs of a configuration once, without a server and without the cache folder. `onProblem` hears of what cannot be read. */
export async function readLogs(config: ServeConfig, onProblem: (text: string) => void): Promise<ReadLogs> {
  const spill = new SpillFolder();
  const budget = new MemoryBudget(config.memoryBytes, ({ message }) => onProblem(message));
  const store = new MemoryStore(budget, spill);
  const ingest = new Ingest(
    new LocalSource(config.logdirs, 0, onProblem),
    store,
    { purgeOrphanedData: config.purgeOrphanedData },
    ({ file, offset, message }) => onProblem(`${file}, offset ${offset}: ${message}`),
    ({ message }) => onProblem(message),
  );
  await ingest.start();
  while (!ingest.status().caughtUp) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  return {
    store,
    close: async () => {
      await ingest.close();
      spill.close();
    },
  };
}
