/** Whom a graph is made for: the page, or a client of TensorBoard's API that expects what TensorBoard answers. */
export type Audience = 'page' | 'tensorboard';
