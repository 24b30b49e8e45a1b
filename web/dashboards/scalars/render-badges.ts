import { html, nothing } from 'lit';
import { formatInteger } from '../../base/format.ts';
import type { CardChoice } from '../../data/card-choice.ts';
import type { ValueScale } from '../../data/setting-list.ts';
import { formatSmoothing, SMOOTHING_SCALES } from '../../data/smoothing.ts';
import type { CardLine } from './card-lines.ts';
import { buildNotFiniteBadge } from './not-finite-badge.ts';

/**
 * What the head of a card says beside its title, and only what differs from the rest of the page: its scale and smoothing,
 * values that are not finite or have no place. What lies outside the range the chart itself says.
 */
export function renderBadges(
  lines: ReadonlyMap<number, CardLine>,
  scale: ValueScale,
  choice: CardChoice,
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
  ${rounded.length > 0 ? badge('steps rounded', `Steps beyond 2⁵³ lost digits in ${rounded.join(', ')}`) : nothing}`;
}

function badge(text: string, title: string, isWarning = false): unknown {
  return html`<span slot="badges" class="badge ${isWarning ? 'warning' : ''}" title=${title}>${text}</span>`;
}

function sum(lines: readonly CardLine[], count: (line: CardLine) => number): number {
  return lines.reduce((total, line) => total + count(line), 0);
}
