import { css, html, LitElement, nothing } from 'lit';
import { ObserveController } from '../../data/observe-controller.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-segmented.ts';
import '../../widgets/rl-select.ts';
import '../../widgets/rl-switch.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';
import { COLOURINGS, type Colouring, type Direction } from './graph-address.ts';
import type { GraphBrowser } from './graph-browser.ts';
import { shortDevice } from './short-device.ts';

const NOTHING = '';
/** As many devices as there are switches for. */
const MAX_DEVICES = 16;

/** How the graph is looked at: colours, profile, comparison, devices, extraction, direction, a file from the disk. */
export class RlGraphOptions extends LitElement {
  static override properties = { browser: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 8px 16px;
      }
      label,
      .wide {
        grid-column: 1 / -1;
      }
      .name {
        color: var(--rl-text-2);
      }
      rl-select {
        min-width: 0;
      }
      .switch {
        display: flex;
        align-items: center;
        gap: 10px;
      }
      .file {
        display: inline-flex;
        justify-self: start;
        cursor: pointer;
      }
      .file input {
        position: absolute;
        width: 1px;
        height: 1px;
        opacity: 0;
      }
      .file:focus-within {
        outline: 2px solid var(--rl-focus);
      }
    `,
  ];

  declare browser: GraphBrowser;

  constructor() {
    super();
    new ObserveController(this, () => this.browser);
  }

  protected override render(): unknown {
    const { address, chosen, scene } = this.browser;
    const profiles = this.browser.graphs.profiles
      .filter(({ run }) => run === chosen?.run)
      .map(({ tag }) => tag);
    const others = (this.browser.graphs.all ?? []).filter(({ run }) => run !== '' && run !== chosen?.run);
    const otherRuns = [...new Set(others.map(({ run }) => run))];
    return html`${this.#select('Colour by', address.colouring, this.#colourings(), (value) => {
        address.colouring = value as Colouring;
      })}
      ${
        profiles.length === 0
          ? nothing
          : this.#select(
              'Run metadata',
              address.profile ?? NOTHING,
              [[NOTHING, 'none'], ...profiles.map(same)],
              (tag) => {
                address.profile = tag || undefined;
                address.colouring = tag ? 'time' : undefined;
              },
            )
      }
      ${this.#renderDevices()}
      ${
        otherRuns.length === 0
          ? nothing
          : this.#select(
              'Compare with',
              address.against ?? NOTHING,
              [[NOTHING, 'nothing'], ...otherRuns.map(same)],
              (run) => {
                address.against = run || undefined;
                address.colouring = undefined;
              },
            )
      }
      <span class="name">Edges run</span>
      <rl-segmented
        label="Edges run"
        .options=${[
          { value: 'right', label: 'to the right' },
          { value: 'up', label: 'upwards' },
        ]}
        .value=${address.direction}
        @value-changed=${({ value }: ValueChanged<string>) => {
          address.direction = value as Direction;
        }}
      ></rl-segmented>
      ${this.#switch('Set aside nodes with very many neighbours', address.isExtracting, (isOn) => {
        address.isExtracting = isOn;
      })}
      ${
        (scene?.view.totals.devices.length ?? 0) > 0
          ? this.#switch('A scope for each device', address.isByDevice, (isOn) => {
              address.isByDevice = isOn;
            })
          : nothing
      }
      <label class="file button">
        Open a file (.pb, .pbtxt) …
        <input type="file" accept=".pb,.pbtxt,.txt" @change=${this.#onFile} />
      </label>`;
  }

  /** Which devices of the run metadata count: where it tells of several. */
  #renderDevices(): unknown {
    const { address, scene } = this.browser;
    const devices = scene?.view.profileDevices ?? [];
    if (address.profile === undefined || devices.length < 2) return nothing;
    return devices.slice(0, MAX_DEVICES).map(({ name, isCounted }) =>
      this.#switch(`Count ${shortDevice(name)}`, isCounted, (isOn) => {
        const others = devices.filter((one) => one.isCounted && one.name !== name);
        address.profileDevices = [...others.map((one) => one.name), ...(isOn ? [name] : [])].join(',');
      }),
    );
  }

  /** Colourings that say something of this graph. */
  #colourings(): [string, string][] {
    const { address, scene, numbers } = this.browser;
    const isThere: Partial<Record<Colouring, boolean>> = {
      device: (scene?.view.totals.devices.length ?? 0) > 0,
      cluster: scene?.view.hasClusters === true,
      time: address.profile !== undefined,
      memory: address.profile !== undefined,
      change: address.against !== undefined,
      value: numbers.kinds.scalars,
      mean: numbers.kinds.histograms,
      std: numbers.kinds.histograms,
    };
    return Object.entries(COLOURINGS).filter(([key]) => isThere[key as Colouring] !== false);
  }

  #select(
    label: string,
    value: string,
    options: readonly (readonly [string, string])[],
    change: (value: string) => void,
  ): unknown {
    return html`<span class="name">${label}</span>
      <rl-select
        label=${label}
        hideLabel
        .options=${options.map(([key, name]) => ({ value: key, label: name }))}
        .value=${value}
        @value-changed=${(event: ValueChanged<string>) => change(event.value)}
      ></rl-select>`;
  }

  #switch(label: string, value: boolean, change: (value: boolean) => void): unknown {
    return html`<span class="wide switch">
      <rl-switch
        .label=${label}
        .value=${value}
        @value-changed=${(event: ValueChanged<boolean>) => change(event.value)}
      ></rl-switch>
      <span class="name">${label}</span>
    </span>`;
  }

  readonly #onFile = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) void this.browser.openFile(file);
    input.value = '';
  };
}

function same(text: string): [string, string] {
  return [text, text];
}

customElements.define('rl-graph-options', RlGraphOptions);

declare global {
  interface HTMLElementTagNameMap {
    'rl-graph-options': RlGraphOptions;
  }
}
