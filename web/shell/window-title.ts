import { fetchJson } from '../data/http-client.ts';

/** GET data/environment, as TensorBoard has it; what the page uses of it. */
interface Environment {
  /** From --window_title; empty when it was not given. */
  readonly window_title: string;
}

/** Names the window as --window_title says. Without it, or without an answer, it keeps the product's name. */
export async function applyWindowTitle(base: string): Promise<void> {
  try {
    const { window_title: title } = await fetchJson<Environment>(`${base}data/environment`);
    if (title) document.title = title;
  } catch {
    // The live connection says that the server is away; a missing title is no news.
  }
}
