import { html, nothing } from 'lit';
import { formatInteger, formatPlural } from '../../base/format.ts';
import type { HiddenCounts } from '../../charts/line-series.ts';
import type { CardChoice } from '../../data/card-choice.ts';
import type { ValueScale } from '../../data/setting-list.ts';
import { formatSmoothing, SMOOTHING_SCALES } from '../../data/smoothing.ts';
import type { CardLine } from './card-lines.ts';
import { buildNotFiniteBadge } from './not-finite-badge.ts';

/**
 * What the head of a card says beside its title, and only what differs from the rest of the page: the scale, values that are
 * not finite or have no place, points outside the range. `showAll` brings those back into sight.
 */
export function renderBadges(
  lines: ReadonlyMap<number, CardLine>,
  scale: ValueScale,
  hidden: HiddenCounts | undefined,
  choice: CardChoice,
  showAll: () => void,
): unknown {
  const held = [...lines.values()];
  const notFinite = buildNotFiniteBadge(
    held.map(({ run, columns }) => ({ run: run.name, counts: columns.notFinite })),
  );
  const rounded = held.filter(({ columns }) => columns.areStepsRounded).map(({ run }) => run.name);
  const nonPositive = scale === 'log' ? sum(held, ({ columns }) => columns.nonPositiveCount) : 0;
  const nonPositiveX = sum(held, ({ columns }) => columns.nonPositiveXCount);
  return html`${choice.scale ? badge(choice.scale, 'Scale of the values of this card') : nothing}
  ${
    choice.smoothing
      ? badge(
          `smooth ${formatSmoothing(choice.smoothing)}`,
          `This card’s own smoothing: ${SMOOTHING_SCALES[choice.smoothing.kind].label}`,
        )
      : nothing
  }
  ${notFinite ? badge(notFinite.text, notFinite.title, true) : nothing}
  ${
    nonPositive > 0
      ? badge(`${formatInteger(nonPositive)} ≤ 0`, 'Values that a logarithmic axis has no place for', true)
      : nothing
  }
  ${
    nonPositiveX > 0
      ? badge(`${formatInteger(nonPositiveX)} at x ≤ 0`, 'Points that a logarithmic axis has no place for')
      : nothing
  }
  ${rounded.length > 0 ? badge('steps rounded', `Steps beyond 2⁵³ lost digits in ${rounded.join(', ')}`) : nothing}
  ${renderOutside(hidden, showAll)}`;
}

function renderOutside(hidden: HiddenCounts | undefined, showAll: () => void): unknown {
  const outside = (hidden?.above ?? 0) + (hidden?.below ?? 0);
  if (!hidden || outside === 0) return nothing;
  const least = hidden.isAtLeast ? 'at least ' : '';
  const parts = [
    hidden.above > 0 ? `${least}${formatPlural(hidden.above, 'point')} above` : '',
    hidden.below > 0 ? `${least}${formatPlural(hidden.below, 'point')} below` : '',
  ].filter(Boolean);
  return html`<button
    slot="badges"
    type="button"
    class="badge"
    title="${parts.join(', ')} the range of the axis. Click to show all."
    @click=${showAll}
  >
    ${hidden.isAtLeast ? '≥' : ''}${formatInteger(outside)} outside
  </button>`;
}

function badge(text: string, title: string, isWarning = false): unknown {
  return html`<span slot="badges" class="badge ${isWarning ? 'warning' : ''}" title=${title}>${text}</span>`;
}

function sum(lines: readonly CardLine[], count: (line: CardLine) => number): number {
  return lines.reduce((total, line) => total + count(line), 0);
}
