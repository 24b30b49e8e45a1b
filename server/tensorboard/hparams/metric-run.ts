/** The session that a run belongs to: itself, or the nearest run above it that is one. */
export function sessionOf(run: string, sessions: ReadonlySet<string>): string | undefined {
  for (let path = run; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/'))))
    if (sessions.has(path)) return path;
  return undefined;
}

/** A run's path from its session, which names a metric's group; "" for the session itself, but "." for the root. */
export function groupOf(run: string, session: string): string {
  if (run !== session) return run.slice(session.length + 1);
  return run.endsWith('.') ? '.' : '';
}

/** The run in which a session's metric of this group is. */
export function metricRun(session: string, group: string): string {
  return group === '' || group === '.' ? session : `${session}/${group}`;
}
