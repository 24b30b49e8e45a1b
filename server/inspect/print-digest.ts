import { FIELDS, TAG_FIELDS, type Digest, type StepDigest } from './digest.ts';

const RULE = `${'='.repeat(70)}\n`;
const LABEL_COLUMNS = 20;

/** The first lines of TensorBoard's `--inspect`, with the directories that were found. */
export function printHead(directories: readonly string[]): string {
  const head = `${RULE}Processing event files... (this can take a few minutes)\n${RULE}\n`;
  return directories.length === 0 ? head : `${head}Found event files in:\n${directories.join('\n')}\n\n`;
}

/** What TensorBoard's `--inspect` prints of one directory or file; `tag` "" = of all tags. */
export function printDigest(name: string, digest: Digest, tag: string): string {
  const lines: string[] = [];
  if (tag === '') {
    lines.push(`These tags are in ${name}:`);
    for (const field of TAG_FIELDS) {
      const tags = [...(digest.get(field)?.tags ?? [])].sort();
      lines.push(tags.length === 0 ? `${field} -` : field, ...tags.map((each) => `   ${oneLine(each)}`));
    }
    lines.push(RULE, `Event statistics for ${name}:`);
  } else {
    lines.push(`Event statistics for tag ${oneLine(tag)} in ${name}:`);
  }
  for (const field of FIELDS) {
    const steps = digest.get(field);
    if (steps && steps.count > 0) lines.push(field, ...stepLines(steps, field.startsWith('sessionlog:st')));
    else if (tag === '') lines.push(`${field} -`);
  }
  return `${lines.join('\n')}\n${RULE}\n`;
}

function stepLines(steps: StepDigest, isLong: boolean): string[] {
  const outOfOrder = `[${steps.outOfOrder.map(([previous, next]) => `(${previous}, ${next})`).join(', ')}]`;
  if (isLong)
    return [line('outoforder_steps', outOfOrder), line('steps', `[${[...steps.steps].join(', ')}]`)];
  return [
    line('first_step', steps.first),
    line('last_step', steps.last),
    line('max_step', steps.max),
    line('min_step', steps.min),
    line('num_steps', steps.steps.size),
    line('outoforder_steps', outOfOrder),
  ];
}

function line(label: string, value: string | number): string {
  return `   ${label.padEnd(LABEL_COLUMNS)} ${value}`;
}

/** Tags come from logs: nothing in them may move the terminal's cursor. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
