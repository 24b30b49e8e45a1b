import { css, html, LitElement, nothing } from 'lit';
import { formatPlural } from '../base/format.ts';
import { parseGrouping } from '../base/group-runs.ts';
import { parsePattern } from '../base/parse-pattern.ts';
import { ObserveController } from '../data/observe-controller.ts';
import { SETTINGS } from '../data/setting-list.ts';
import type { Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-dialog.ts';
import '../widgets/rl-segmented.ts';
import '../widgets/rl-swatch.ts';
import '../widgets/rl-text-field.ts';
import type { ValueChanged } from '../widgets/value-changed.ts';
import { renderSelect } from './settings-controls.ts';

const KINDS = [
  { value: 'none', label: 'None' },
  { value: 'folder', label: 'Folder' },
  { value: 'label', label: 'Label' },
  { value: 're', label: 'Expression' },
  { value: 'all', label: 'All as one' },
] as const;
const CENTRES = [
  { value: 'mean', label: 'Mean' },
  { value: 'median', label: 'Median' },
] as const;
const BANDS = [
  { value: 'std', label: '± standard deviation' },
  { value: 'sem', label: '± standard error' },
  { value: 'iqr', label: '25th to 75th percentile' },
  { value: 'minmax', label: 'Least to most' },
  { value: 'bootstrap', label: '95 % bootstrap' },
  { value: 'none', label: 'None' },
] as const;
const ALIGNS = [
  { value: 'last', label: 'Last value before' },
  { value: 'linear', label: 'On the line between' },
  { value: 'exact', label: 'Only where it has a point' },
] as const;
/** As many as one can look through. */
const MAX_LISTED = 100;

/** Puts runs into groups that are drawn as one line with a band, and says how. Fires `closed`. */
export class RlGrouping extends LitElement {
  static override properties = {
    session: { attribute: false },
    kind: { state: true },
    pattern: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      rl-dialog {
        --rl-dialog-width: 480px;
      }
      .row {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        min-height: 36px;
      }
      small {
        display: block;
        color: var(--rl-text-3);
        font-size: var(--rl-t-small);
      }
      rl-text-field {
        margin: 10px 0 4px;
      }
      ul {
        max-height: min(220px, 30vh);
        margin: 8px 0;
        padding: 6px 0;
        border-top: 1px solid var(--rl-border);
        border-bottom: 1px solid var(--rl-border);
        overflow: auto;
      }
      li {
        display: flex;
        align-items: center;
        gap: 8px;
        height: 24px;
      }
      p {
        padding: 6px 0;
        line-height: var(--rl-lh);
      }
    `,
  ];

  declare session: Session;
  /** What was chosen here, while it says nothing yet: an expression that is not typed. */
  declare protected kind: string | undefined;
  /** As it is typed. */
  declare protected pattern: string | undefined;

  constructor() {
    super();
    new ObserveController(
      this,
      () => this.session.settings,
      () => this.session.selection,
    );
  }

  protected override render(): unknown {
    const { settings, selection } = this.session;
    const written = settings.get(SETTINGS.groupBy);
    const { by } = parseGrouping(written);
    const kind = this.kind ?? (by === 'pattern' ? 're' : by);
    const isGrouped = selection.groups.length > 0;
    return html`<rl-dialog heading="Group runs" @closed=${() => this.dispatchEvent(new Event('closed'))}>
      <rl-segmented
        label="What puts runs into groups"
        .options=${KINDS}
        .value=${kind}
        @value-changed=${({ value }: ValueChanged<string>) => this.#chooseKind(value)}
      ></rl-segmented>
      ${kind === 're' ? this.#renderPattern(written) : nothing}
      ${kind === 'none' ? this.#renderHelp() : this.#renderGroups()}
      ${
        isGrouped
          ? html`${renderSelect(settings, SETTINGS.groupCentre, { label: 'Line' }, CENTRES)}
            ${renderSelect(settings, SETTINGS.groupBand, { label: 'Band' }, BANDS)}
            ${renderSelect(
              settings,
              SETTINGS.groupAlign,
              { label: 'Steps that a run has not', hint: 'its value where only others have a point' },
              ALIGNS,
            )}`
          : nothing
      }
    </rl-dialog>`;
  }

  #renderHelp(): unknown {
    return html`<p class="secondary">
      Runs of a group are drawn as one line with a band: seeds of the same setting, say. Colours then are by
      group.
    </p>`;
  }

  #renderPattern(written: string): unknown {
    const pattern = this.pattern ?? (written.startsWith('re:') ? written.slice(3) : '');
    const parsed = parsePattern(pattern);
    return html`<rl-text-field
      label="Expression that is found in names"
      placeholder="(lr[^/]+)-s\\d+"
      suffix=".*"
      .value=${pattern}
      .error=${parsed instanceof RegExp ? '' : parsed.error}
      @value-changed=${({ value }: ValueChanged<string>) => this.#type(value)}
    ></rl-text-field>`;
  }

  #renderGroups(): unknown {
    const { selection } = this.session;
    const { groups, drawn } = selection;
    const grouped = new Set(groups.flatMap(({ runs }) => runs));
    const rest = drawn.length - grouped.size;
    if (groups.length === 0) {
      return html`<p class="secondary">
        ${
          this.kind === 're' || this.pattern !== undefined
            ? 'What the parentheses find in a name is its group; without any, what the whole finds.'
            : 'No drawn run is in a group so.'
        }
      </p>`;
    }
    return html`<ul aria-label="Groups">
        ${groups.slice(0, MAX_LISTED).map(
          ({ name, runs }) =>
            html`<li>
              <rl-swatch small .colour=${selection.groupToken(name)}></rl-swatch>
              <span class="grow cut" title=${name}>${name}</span>
              <span class="faint">${formatPlural(runs.length, 'run')}</span>
            </li>`,
        )}
      </ul>
      <p class="faint">
        ${formatPlural(groups.length, 'group')}${rest > 0 ? html` · ${formatPlural(rest, 'drawn run')} in none` : nothing}
      </p>`;
  }

  #chooseKind(kind: string): void {
    this.kind = kind;
    this.pattern = undefined;
    if (kind !== 're') this.session.settings.set(SETTINGS.groupBy, kind);
  }

  #type(pattern: string): void {
    this.pattern = pattern;
    if (parsePattern(pattern) instanceof RegExp) {
      this.session.settings.set(SETTINGS.groupBy, pattern === '' ? 'none' : `re:${pattern}`);
    }
  }
}
customElements.define('rl-grouping', RlGrouping);

declare global {
  interface HTMLElementTagNameMap {
    'rl-grouping': RlGrouping;
  }
}
