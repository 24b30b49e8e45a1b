import type { GraphChoice, GraphQuery, GraphViewRequest } from '../../../proto/api/graphs.ts';
import type { Colouring, GraphAddress } from './graph-address.ts';
import type { GraphRef } from './graph-client.ts';

/** Which graph the server is asked about. */
export function refOf(address: GraphAddress, { run, tag }: GraphChoice): GraphRef {
  const { version, against, isByDevice, profile, profileDevices } = address;
  return {
    run,
    tag,
    ...(version === undefined ? {} : { version }),
    ...(isByDevice ? { by: 'device' as const } : {}),
    ...(profile === undefined ? {} : { profile }),
    ...(profile === undefined || profileDevices === undefined ? {} : { profileDevices }),
    ...(against === undefined ? {} : { againstRun: against }),
  };
}

/** What of it is asked for, but for the open scopes. */
export function wantedOf(
  address: GraphAddress,
  reveal: string | undefined,
): Omit<GraphViewRequest, keyof GraphQuery | 'open'> {
  const { regrouped, pages, isExtracting, auxiliary, main, colouring, trace } = address;
  return {
    regrouped,
    pages,
    extract: isExtracting,
    auxiliary,
    main,
    ...(reveal === undefined ? {} : { reveal }),
    ...(isShared(colouring) ? { colour: colouring } : {}),
    ...(trace === undefined ? {} : { trace }),
  };
}

/** Equal as long as paths mean the same: colours and profiles change nothing about that. */
export function arrangementOf(address: GraphAddress, choice: GraphChoice): string {
  const { profile: _profile, profileDevices: _devices, ...arrangement } = refOf(address, choice);
  return JSON.stringify([arrangement, choice.step, choice.wallTime]);
}

/** Colourings that need the server to count values inside scopes. */
function isShared(colouring: Colouring): colouring is 'device' | 'cluster' | 'tpu' | 'change' {
  return ['device', 'cluster', 'tpu', 'change'].includes(colouring);
}
