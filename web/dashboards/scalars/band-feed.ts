import type {
  GroupsTopic,
  GroupsUpdate,
  LiveSubscription,
  Session,
  SubscriptionError,
} from '../../data/types.ts';
import { BandColumns } from './band-columns.ts';
import { TopicFeed } from './topic-feed.ts';

/** Groups of runs that a card shows, by their numbers in the topic. */
export class BandFeed extends TopicFeed<GroupsTopic, GroupsUpdate, BandColumns> {
  readonly #live: Session['live'];

  constructor(live: Session['live'], onChanged: (hasNews: boolean) => void) {
    super(onChanged);
    this.#live = live;
  }

  protected override subscribe(
    topic: GroupsTopic,
    onUpdate: (update: GroupsUpdate) => void,
    onError: (error: SubscriptionError) => void,
  ): LiveSubscription<GroupsTopic> {
    return this.#live.subscribeGroups(topic, onUpdate, onError);
  }

  protected override isSame(a: GroupsTopic, b: GroupsTopic): boolean {
    return JSON.stringify(a) === JSON.stringify(b);
  }

  protected override apply(
    update: GroupsUpdate,
    columns: Map<number, BandColumns>,
    isFirst: boolean,
  ): boolean {
    // The groups of an earlier topic are others, although they may have the same numbers.
    if (isFirst) columns.clear();
    for (const band of update.groups ?? []) {
      const id = band.group ?? 0;
      let known = columns.get(id);
      if (!known) columns.set(id, (known = new BandColumns()));
      known.applyBand(band);
    }
    for (const id of update.gone ?? []) columns.delete(id);
    return true;
  }
}
