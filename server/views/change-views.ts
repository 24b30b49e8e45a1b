import { VIEW_LIMITS, type RunsPatch, type SavedView, type SavedViewBody } from '../../proto/api/views.ts';
import { AppError } from '../base/errors.ts';
import { changeWords } from './change-words.ts';
import type { Views } from './views.ts';

/** Makes other views of some. Throws AppError REQUEST_INVALID or VIEW_NOT_FOUND when that cannot be done. */
export type ViewsChange = (views: Views) => Views;

/** Longest name of a run: a path, as systems have it. */
const MAX_RUN_NAME = 4096;

/** Changes what is said about runs. */
export function patchRuns(patch: RunsPatch): ViewsChange {
  return (views) => {
    const runs = new Map(views.runs);
    for (const [run, change] of Object.entries(patch)) {
      if (run.length > MAX_RUN_NAME) throw invalid(`A run's name has more than ${MAX_RUN_NAME} characters.`);
      const words = changeWords(run, runs.get(run), change);
      if (words) runs.set(run, words);
      else runs.delete(run);
    }
    if (runs.size > Math.max(VIEW_LIMITS.runs, views.runs.size))
      throw invalid(`Words are kept on at most ${VIEW_LIMITS.runs} runs.`);
    return { ...views, runs };
  };
}

/** Saves a view under a name, in place of one that has it. */
export function saveView(name: string, body: SavedViewBody, nowSec: number): ViewsChange {
  return (views) => {
    const text = checkName(name);
    const query = body.query.replace(/^\?/, '');
    if (query.length > VIEW_LIMITS.savedQuery)
      throw invalid(
        `The view's query has ${query.length} characters: at most ${VIEW_LIMITS.savedQuery} are kept.`,
      );
    const saved = new Map(views.saved);
    if (body.isDefault) for (const [other, view] of saved) saved.set(other, withoutMark(view));
    // What is not said of the mark stays.
    const isDefault = body.isDefault ?? views.saved.get(text)?.isDefault ?? false;
    saved.set(text, { query, savedAt: nowSec, ...(isDefault && { isDefault }) });
    if (saved.size > VIEW_LIMITS.saved)
      throw invalid(`At most ${VIEW_LIMITS.saved} views are kept: delete one first.`);
    return { ...views, saved };
  };
}

/** Forgets a saved view. */
export function removeView(name: string): ViewsChange {
  return (views) => {
    const saved = new Map(views.saved);
    if (!saved.delete(name.trim()))
      throw new AppError('VIEW_NOT_FOUND', `There is no saved view ${JSON.stringify(name)}.`);
    return { ...views, saved };
  };
}

function withoutMark({ isDefault: _default, ...view }: SavedView): SavedView {
  return view;
}

function checkName(name: string): string {
  const text = name.trim();
  if (text === '' || text.length > VIEW_LIMITS.savedName || /\p{Cc}/u.test(text))
    throw invalid(
      `A view's name has 1 to ${VIEW_LIMITS.savedName} characters, and none that controls: not ${JSON.stringify(text.slice(0, 200))}.`,
    );
  return text;
}

function invalid(message: string): AppError {
  return new AppError('REQUEST_INVALID', message);
}
