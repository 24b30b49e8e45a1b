// npm passes a SIGTERM on to the shell that it started, and dies itself; what runs in the shell would go on for ever and
// keep its port.

const LOOK_MS = 200;

/** Has this process end as on SIGTERM when npm has started it and its parent is gone. */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_MS).unref();
}
