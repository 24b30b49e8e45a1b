// A node:test reporter that writes each event as a line of JSON to file descriptor 3, where test/run.mjs reads it:
// {kind: "start", name}, {kind: "passed" | "skipped"}, {kind: "failed", file, name, error}, {kind: "note", text}, and
// {kind: "end"} when all tests have ended.
//
// Only leaves count: neither suites nor tests that have subtests, unless they fail by themselves. Synchronously, so that
// nothing is lost when the process is killed.
import { writeSync } from 'node:fs';
import { relative } from 'node:path';
import { inspect } from 'node:util';

export default async function* report(events) {
  /** Names of the tests around the current one, and per depth whether the test there has subtests. */
  const names = [];
  const hasSubtests = [];
  for await (const { type, data } of events) {
    switch (type) {
      case 'test:dequeue':
        send({ kind: 'start', name: data.name });
        break;
      case 'test:start':
        names[data.nesting] = data.name;
        hasSubtests[data.nesting] = false;
        if (data.nesting > 0) hasSubtests[data.nesting - 1] = true;
        break;
      case 'test:pass':
        if (data.details.type === 'suite' || hasSubtests[data.nesting]) break;
        send({ kind: data.skip !== undefined || data.todo !== undefined ? 'skipped' : 'passed' });
        break;
      case 'test:fail':
        if (data.details.error.failureType !== 'subtestsFailed') send(describeFailure(data, names));
        break;
      case 'test:diagnostic':
        if (data.message.includes('asynchronous activity')) send({ kind: 'note', text: data.message });
    }
  }
  send({ kind: 'end' });
  // A reporter must yield to be a generator; this one prints nothing itself.
  yield '';
}

function describeFailure({ name, nesting, file, details }, names) {
  return {
    kind: 'failed',
    file: file ? relative(process.cwd(), file) : '',
    name: [...names.slice(0, nesting), name].join(' > '),
    error: inspect(details.error.cause ?? details.error),
  };
}

function send(event) {
  writeSync(3, `${JSON.stringify(event)}\n`);
}
