import type { RunValuesReply } from '../../proto/api/run-values.ts';
import type { JsonNumber } from '../../proto/api/scalars.ts';
import { Observable } from '../base/observable.ts';
import type { Statistic } from '../base/run-query.ts';
import { fetchJson } from './http-client.ts';
import type * as contract from './types.ts';

/** While runs grow, their values are asked for again after so long. */
const REFRESH_MS = 3000;

type Row = Readonly<Record<Statistic, number | undefined>>;

/**
 * The last, lowest and highest value of some tags in every run, for sorting and for queries. Who needs tags says so with
 * `want`; they are fetched, and again while the logs grow. Changes when values have come.
 */
export class RunValues extends Observable implements contract.RunValues {
  readonly #url: string;
  readonly #catalogue: Pick<contract.Catalogue, 'runById'>;
  readonly #status: contract.Status;
  readonly #tagsByOwner = new Map<string, readonly string[]>();
  readonly #rowsByTag = new Map<string, ReadonlyMap<string, Row>>();
  /** `status.points` when they were last asked for. */
  #askedPoints: number | undefined;
  #askedTags = '';
  #nextAskMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  #version = 0;

  /** @param url of the values of a tag in every run */
  constructor(url: string, catalogue: Pick<contract.Catalogue, 'runById'>, status: contract.Status) {
    super();
    this.#url = url;
    this.#catalogue = catalogue;
    this.#status = status;
    status.subscribe(() => this.#askIfNews());
  }

  want(owner: string, tags: readonly string[]): void {
    if ((this.#tagsByOwner.get(owner) ?? []).join('\0') === tags.join('\0')) return;
    this.#tagsByOwner.set(owner, tags);
    this.#askIfNews();
  }

  get version(): number {
    return this.#version;
  }

  of(run: string, tag: string, statistic: Statistic): number | undefined {
    return this.#rowsByTag.get(tag)?.get(run)?.[statistic];
  }

  get #tags(): string[] {
    return [...new Set([...this.#tagsByOwner.values()].flat())].sort();
  }

  #askIfNews(): void {
    const tags = this.#tags;
    const points = this.#status.value?.points;
    const areOther = tags.join('\0') !== this.#askedTags;
    if (tags.length === 0 || this.#isAsking || (!areOther && points === this.#askedPoints)) return;
    const waitMs = areOther ? 0 : this.#nextAskMs - performance.now();
    clearTimeout(this.#timer);
    if (waitMs > 0) this.#timer = setTimeout(() => this.#askIfNews(), waitMs);
    else void this.#ask(tags, points);
  }

  async #ask(tags: readonly string[], points: number | undefined): Promise<void> {
    this.#isAsking = true;
    this.#askedTags = tags.join('\0');
    this.#askedPoints = points;
    try {
      const replies = await Promise.all(
        tags.map((tag) => fetchJson<RunValuesReply>(`${this.#url}?${new URLSearchParams({ tag })}`)),
      );
      for (const [at, reply] of replies.entries()) this.#rowsByTag.set(tags[at]!, this.#rowsOf(reply));
      this.#version++;
      this.changed();
    } catch {
      // The connection's notice says so; what was known stays, and the next news of the server asks again.
      this.#askedPoints = undefined;
    } finally {
      this.#isAsking = false;
      this.#nextAskMs = performance.now() + REFRESH_MS;
    }
    // What somebody has begun to want in the meantime.
    if (this.#tags.join('\0') !== this.#askedTags) this.#askIfNews();
  }

  /** By name of the run. */
  #rowsOf({ run, last, min, max }: RunValuesReply): ReadonlyMap<string, Row> {
    const rows = new Map<string, Row>();
    for (const [at, id] of run.entries()) {
      const name = this.#catalogue.runById(id)?.name;
      if (name === undefined) continue;
      rows.set(name, { last: toNumber(last[at]), min: toFinite(min[at]), max: toFinite(max[at]) });
    }
    return rows;
  }
}

/** JSON has NaN and infinities as words. */
function toNumber(value: JsonNumber | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

/** The lowest and the highest value are NaN where there is no finite one. */
function toFinite(value: JsonNumber | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
