import type { Dashboard } from '../data/types.ts';

/** All dashboards, in the order of their tabs. Each is loaded when it is first shown. */
export const DASHBOARDS: readonly Dashboard[] = [
  {
    id: 'scalars',
    title: 'Scalars',
    plugins: ['scalars'],
    hasRunList: true,
    element: 'rl-scalars',
    load: () => import('./scalars/rl-scalars.ts'),
  },
  {
    id: 'histograms',
    title: 'Histograms',
    plugins: ['histograms'],
    hasRunList: true,
    element: 'rl-histograms',
    load: () => import('./histograms/rl-histograms.ts'),
  },
  {
    id: 'distributions',
    title: 'Distributions',
    plugins: ['histograms'],
    hasRunList: true,
    element: 'rl-distributions',
    load: () => import('./histograms/rl-distributions.ts'),
  },
  {
    id: 'graphs',
    title: 'Graph',
    plugins: [
      'graphs',
      'meta_graph',
      'graph_keras_model',
      'graph_run_metadata',
      'graph_run_metadata_graph',
      'graph_tagged_run_metadata',
    ],
    hasRunList: false,
    element: 'rl-graphs',
    load: () => import('./graphs/rl-graphs.ts'),
  },
];
