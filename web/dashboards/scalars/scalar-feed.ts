import type {
  LiveSubscription,
  ScalarsTopic,
  ScalarsUpdate,
  Session,
  SubscriptionError,
} from '../../data/types.ts';
import { ScalarColumns } from './scalar-columns.ts';
import { TopicFeed } from './topic-feed.ts';

/** One tag of the runs that a card shows, by their ids. */
export class ScalarFeed extends TopicFeed<ScalarsTopic, ScalarsUpdate, ScalarColumns> {
  readonly #live: Session['live'];

  constructor(live: Session['live'], onChanged: (hasNews: boolean) => void) {
    super(onChanged);
    this.#live = live;
  }

  protected override subscribe(
    topic: ScalarsTopic,
    onUpdate: (update: ScalarsUpdate, isLate?: boolean) => void,
    onError: (error: SubscriptionError) => void,
  ): LiveSubscription<ScalarsTopic> {
    return this.#live.subscribeScalars(topic, onUpdate, onError);
  }

  protected override isSame(a: ScalarsTopic, b: ScalarsTopic): boolean {
    return (
      PLAIN_FIELDS.every((field) => a[field] === b[field]) &&
      a.runs.length === b.runs.length &&
      a.runs.every((run, index) => run === b.runs[index])
    );
  }

  protected override apply(
    { series: all, gone }: ScalarsUpdate,
    columns: Map<number, ScalarColumns>,
  ): boolean {
    for (const series of all ?? []) {
      const run = series.run ?? 0;
      let known = columns.get(run);
      if (!known) columns.set(run, (known = new ScalarColumns()));
      known.apply(series);
    }
    for (const run of gone ?? []) columns.delete(run);
    return (all?.length ?? 0) + (gone?.length ?? 0) > 0;
  }
}

const PLAIN_FIELDS = [
  'tag',
  'axis',
  'columns',
  'from',
  'to',
  'smoothing',
  'smoothingKind',
  'superseded',
  'logX',
  'skipPauses',
  'xTag',
] as const satisfies readonly (keyof ScalarsTopic)[];
