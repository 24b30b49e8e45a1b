import type { runlight } from '../../proto/generated/live.js';
import type { StoreChange } from '../store/series-store.ts';

/** A message of proto/live.proto from the server, as a plain object. */
export type ServerMessage = runlight.live.ServerMessage.$Properties;
/** The subscription as the client sent it. */
export type Subscribe = runlight.live.Subscribe.$Properties;

/**
 * One subscription of one client: knows what the client has and makes the next message from what there is now.
 * Nothing queues: while a client is slow, `next` is not called, and the message that follows covers more.
 */
export interface LiveTopic {
  /** Ids of the runs that it shows; absent where it is about all of them. */
  readonly runs?: readonly number[];
  /** Whether a change of the store may concern it. */
  concerns(change: StoreChange): boolean;
  /** What the client does not have yet; undefined when it has everything. Throws AppError for a bad subscription. */
  next(): ServerMessage | undefined | Promise<ServerMessage | undefined>;
}

/**
 * Makes the topic that subscription `id` asks for; undefined when it is for another factory. `replaced` is the topic that
 * it takes the place of, whose client keeps what it was sent.
 */
export type LiveTopicFactory = (
  id: number,
  subscribe: Subscribe,
  replaced?: LiveTopic,
) => LiveTopic | undefined;
