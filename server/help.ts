import { VERSION } from './base/version.ts';

/** What `--help` prints: every command and flag, in lines that a terminal of 88 columns holds. */
export const HELP = `Runlight ${VERSION}: live charts from TensorBoard event files.

Usage
  runlight [serve] --logdir DIR [flags]    show the logs below a folder
  runlight demo [flags]                    train two small models, and watch them
  runlight inspect --logdir DIR            print what the logs hold, and end
  runlight verify --logdir DIR             count every point in the files, compare with
                                           what is kept; exit 1 when they differ
  runlight export --logdir DIR             write every point of scalars as CSV, JSON,
                                           Parquet or Arrow, and end

Logs
  --logdir DIR               folder to search, with everything below it; it may appear
                             later. Several: train:/logs/a,eval:/logs/b. The flag's
                             name may be left out; without any logdir, that of the
                             environment variable RUNLIGHT_LOGDIR is shown.
  --logdir_spec LIST         the same, as TensorBoard spells it
  --reload_interval SEC      pause between looks at files that send no events;
                             0 loads once (default 5)
  --purge_orphaned_data BOOL hide points that a restart superseded (default true)
  --samples_per_plugin LIST  points per series on the routes of TensorBoard; 0 is all
                             (default: its own numbers). The page always
                             draws from every point.

Server
  --port N                   port to listen on; 0 takes any free one (default 6006,
                             or the next free one)
  --host ADDRESS             address to listen on (default 127.0.0.1)
  --bind_all                 listen on every interface: whoever can reach this
                             machine can then read the logs
  --path_prefix PATH         what stands before every path, such as /runlight,
                             when a proxy serves it below another site
  --data_provider_port N     also answer TensorBoard's gRPC protocol on this port:
                             tensorboard --grpc_data_provider=localhost:N (default
                             off)
  --window_title TEXT        title of the browser's window
  --cache_dir DIR            where to keep what was read, for the next start; "none"
                             keeps nothing (default: the user's folder for caches)
  --views_file FILE          where to keep what people say about runs, and saved views;
                             several servers may share it; "none" forgets it at the
                             end (default: a file for each logdir in the user's
                             folder for settings, never in the logdir)
  --memory SIZE              memory for points, such as 2GB; what does not fit is kept
                             in the cache (default a quarter of the machine's)
  --log_level LEVEL          silent, error, warn, info or debug, on standard error
                             (default warn)

Looking at logs
  --inspect                  the same as the command inspect, as TensorBoard spells it
  --event_file FILE          inspect one file instead of a logdir
  --tag TAG                  inspect one tag only
  --url URL                  verify against the server that runs there, instead of a
                             fresh reading

Exporting scalars
  --output FILE              where to write; "-" is standard output (default)
  --format FORMAT            csv, json, parquet or arrow (default by the file's name,
                             else csv)
  --run NAME, --tag NAME     only these, may be repeated (default all)
  --runs REGEX, --tags REGEX only those whose name holds a match
  --group_by RULE            a column with the group of each run: folder (--depth N: the
                             first N names of it), regex (--pattern REGEX: by what it
                             captures), label, run or all
  --superseded               also points that a restart superseded, and a column that
                             says which

  --help, -h                 print this
  --version                  print the version

A value follows its flag or is joined to it: --port 0, --port=0. The other flags of
TensorBoard are accepted, so that its command lines work, and have no effect.

Examples
  runlight runs                            the logs below ./runs
  runlight --logdir ~/logs --port 0        on any free port
  runlight a:/logs/first,b:/logs/second    two folders, side by side
  runlight export runs --tag loss --output loss.parquet
`;
