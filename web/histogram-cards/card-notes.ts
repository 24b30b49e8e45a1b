import { html, nothing } from 'lit';
import { formatCount, formatPlural } from '../base/format.ts';
import type { Plot } from '../charts/plot.ts';
import { findSingles, type RidgeRow } from '../charts/ridge-row.ts';
import type { HistogramRows } from './histogram-rows.ts';

/** "26 of 482 steps", "all 12 steps"; within a range "26 of 120 steps in range". */
export function describeSteps(
  { drawnCount, isJoined }: Pick<Plot, 'drawnCount' | 'isJoined'>,
  { kept, keptInRange }: HistogramRows,
): { readonly text: string; readonly title: string } {
  const shown = Math.min(keptInRange, kept);
  const suffix = shown < kept ? ' in range' : '';
  const steps = `${formatCount(shown)} ${shown === 1 ? 'step' : 'steps'}${suffix}`;
  const part = drawnCount < shown ? `${formatCount(drawnCount)} of ${steps}` : `all ${steps}`;
  return {
    text: (shown === 1 ? steps : part) + (isJoined ? ', joined' : ''),
    title:
      'Steps drawn of steps kept' +
      (isJoined ? '. Buckets narrower than a pixel are drawn as one: zoom in to see them apart' : ''),
  };
}

/** What is out of the ordinary with a card: at most one note, that which matters most. */
export function renderBadges(rows: HistogramRows, ridges: readonly RidgeRow[], isClipped: boolean): unknown {
  const broken = rows.brokenSteps.length;
  if (broken > 0)
    return renderWarning(`${formatPlural(broken, 'step')} not readable`, 'Marked at their steps');
  const partial =
    ridges.filter(({ isPartial }) => isPartial).length ||
    rows.rows.filter(({ numbers }) => numbers.some((number) => !Number.isFinite(number))).length;
  if (partial > 0) {
    const title = 'What lies in buckets with an edge that is not finite is left out';
    return renderWarning(`${formatPlural(partial, 'step')} not finite`, title);
  }
  if (findSingles(ridges)) return html`<span slot="badges" class="badge">one value a step</span>`;
  return isClipped ? renderOutside() : nothing;
}

/** Nothing is left out without being told. */
export function renderOutside(): unknown {
  const title = 'Some values lie beyond the axis: the menu of the toolbar shows all';
  return html`<span slot="badges" class="badge" title=${title}>outliers outside</span>`;
}

function renderWarning(text: string, title: string): unknown {
  return html`<span slot="badges" class="badge warning" title=${title}>${text}</span>`;
}
