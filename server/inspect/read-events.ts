import { tensorboard } from '../../proto/generated/outline.js';
import { readRecords } from './read-records.ts';

const { Event } = tensorboard.outline;
export type EventOutline = tensorboard.outline.Event;
export type ValueOutline = tensorboard.outline.Value.$Properties;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** An event, or a place where there is none. */
export type FoundEvent = { readonly event: EventOutline } | { readonly isDamaged: true };

/** Reads the events of a file; a record that holds none counts as damaged, like one whose checksum is wrong. */
export function* readEvents(path: string): Generator<FoundEvent> {
  for (const record of readRecords(path)) {
    const event = 'payload' in record ? decode(record.payload) : undefined;
    yield event ? { event } : { isDamaged: true };
  }
}

/** The tag of a value; a tensor without one goes by its node's name, as TensorBoard has it. */
export function tagOf({ tag, nodeName, tensor }: ValueOutline): string {
  const own = utf8.decode(tag ?? undefined);
  return own === '' && tensor ? utf8.decode(nodeName ?? undefined) : own;
}

function decode(payload: Uint8Array): EventOutline | undefined {
  try {
    const event = Event.decode(payload);
    for (const value of event.summary?.value ?? []) tagOf(value);
    return event;
  } catch {
    return undefined;
  }
}
