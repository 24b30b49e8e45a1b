import type { SeriesStore } from '../store/series-store.ts';
import type { PythonValue } from './python-json.ts';

/** One tab of TensorBoard's page. */
interface Plugin {
  readonly name: string;
  readonly tabName?: string;
  /** Custom element of the tab, a module to load into a frame, or "ng" for a part of the Angular app. */
  readonly loading: { readonly element: string } | { readonly module: string } | 'ng';
  readonly disableReload?: boolean;
  /** Names of the plugins whose series it shows; none = never enabled. */
  readonly shows: readonly string[];
}

/** The tabs of TensorBoard 2.21, in its order. */
const PLUGINS: readonly Plugin[] = [
  { name: 'timeseries', tabName: 'Time Series', loading: 'ng', shows: ['scalars', 'histograms', 'images'] },
  { name: 'scalars', loading: { element: 'tf-scalar-dashboard' }, shows: ['scalars'] },
  {
    name: 'custom_scalars',
    tabName: 'Custom Scalars',
    loading: { element: 'tf-custom-scalar-dashboard' },
    shows: ['custom_scalars'],
  },
  { name: 'images', loading: { element: 'tf-image-dashboard' }, shows: ['images'] },
  { name: 'audio', loading: { element: 'tf-audio-dashboard' }, shows: ['audio'] },
  { name: 'debugger-v2', tabName: 'Debugger V2', loading: 'ng', shows: [] },
  {
    name: 'graphs',
    loading: { element: 'tf-graph-dashboard' },
    disableReload: true,
    shows: [
      'graphs',
      'graph_run_metadata',
      'graph_run_metadata_graph',
      'graph_keras_model',
      'graph_tagged_run_metadata',
    ],
  },
  { name: 'distributions', loading: { element: 'tf-distribution-dashboard' }, shows: ['histograms'] },
  { name: 'histograms', loading: { element: 'tf-histogram-dashboard' }, shows: ['histograms'] },
  { name: 'text', loading: { element: 'tf-text-dashboard' }, shows: ['text'] },
  {
    name: 'pr_curves',
    tabName: 'PR Curves',
    loading: { element: 'tf-pr-curve-dashboard' },
    shows: ['pr_curves'],
  },
  {
    name: 'profile_redirect',
    tabName: 'Profile',
    loading: { element: 'tf-profile-redirect-dashboard' },
    shows: [],
  },
  { name: 'hparams', loading: { element: 'tf-hparams-dashboard' }, shows: ['hparams'] },
  { name: 'mesh', loading: { element: 'mesh-dashboard' }, shows: ['mesh'] },
  {
    name: 'wit_redirect',
    tabName: 'What-If Tool',
    loading: { element: 'tf-wit-redirect-dashboard' },
    shows: [],
  },
  {
    name: 'projector',
    loading: { module: '/data/plugin/projector/index.js' },
    disableReload: true,
    shows: [],
  },
];

/** The answer of `/data/plugins_listing`: every tab, enabled when some run has data for it. */
export function pluginsListing(store: SeriesStore): PythonValue {
  const present = new Set<string>();
  for (const { definitions } of store.runs())
    for (const { metadata } of definitions) present.add(metadata.plugin);
  return new Map(
    PLUGINS.map(({ name, tabName, loading, disableReload, shows }) => [
      name,
      {
        disable_reload: disableReload ?? false,
        enabled: shows.some((plugin) => present.has(plugin)),
        remove_dom: false,
        tab_name: tabName ?? name,
        loading_mechanism: loadingMechanism(loading),
      },
    ]),
  );
}

function loadingMechanism(loading: Plugin['loading']): PythonValue {
  if (loading === 'ng') return { type: 'NG_COMPONENT' };
  if ('module' in loading) return { type: 'IFRAME', module_path: loading.module };
  return { type: 'CUSTOM_ELEMENT', element_name: loading.element };
}

/** Whether TensorBoard has a plugin of this name. */
export function isPlugin(name: string): boolean {
  return PLUGINS.some((plugin) => plugin.name === name);
}
